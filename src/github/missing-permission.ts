import { GraphQLAnswerError } from "./graphql.ts";

/** What each mutation needs, as GitHub spells it in `X-Accepted-GitHub-Permissions`. GraphQL does not say it. */
const NEEDED: Readonly<Record<string, string>> = {
  createCommitOnBranch: "contents=write",
  createPullRequest: "pull_requests=write",
  updatePullRequest: "pull_requests=write",
};

/** Comments, labels, reactions, and the state of issues. */
const OTHERWISE = "issues=write";

/**
 * The permission that this app lacks, when that is why GitHub refused; `null` for any other error. In words for whoever
 * runs the app: `contents=write`, or several that would do, joined by `; `.
 */
export function missingPermission(error: unknown): string | null {
  if (error instanceof GraphQLAnswerError) {
    const refused = error.problems.filter(
      ({ type }) => type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES",
    );
    if (refused.length === 0) return null;
    return [...new Set(refused.map(({ path }) => neededAt(path)))].join("; ");
  }
  if (!(error instanceof Error && "status" in error && error.status === 403)) return null;
  if (!/not accessible by integration/i.test(error.message)) return null;
  const response = "response" in error ? error.response : null;
  const headers = property(response, "headers");
  const accepted = property(headers, "x-accepted-github-permissions");
  return typeof accepted === "string" && accepted !== "" ? accepted : "unknown";
}

function neededAt(path: readonly (string | number)[]): string {
  return path.includes("checkSuites") ? "checks=write" : (NEEDED[`${path[0]}`] ?? OTHERWISE);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
