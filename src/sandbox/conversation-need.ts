import type { Need } from "./access.ts";
import type { IssueOrPullRequest, RepositoryPermission } from "./state.ts";

/** What writing to an issue asks for; on a pull request an app's right to write either is enough, as on GitHub. */
export function conversationNeed(
  issue: Pick<IssueOrPullRequest, "type">,
  person: RepositoryPermission,
): Need {
  return issue.type === "PullRequest"
    ? { app: { issues: "write", pull_requests: "write" }, person }
    : { app: { issues: "write" }, person };
}
