import type { Need } from "../access.ts";

/** What the operations need, by what they touch. What a person needs beyond reading is for the operations to say. */
export const NEEDS = {
  metadata: { app: { metadata: "read" }, person: "read" },
  push: { app: { metadata: "read" }, person: "write" },
  contentsRead: { app: { contents: "read" }, person: "read" },
  contentsWrite: { app: { contents: "write" }, person: "write" },
  issuesRead: { app: { issues: "read", pull_requests: "read" }, person: "read" },
  issuesWrite: { app: { issues: "write", pull_requests: "write" }, person: "read" },
  onlyIssuesWrite: { app: { issues: "write" }, person: "read" },
  pullsRead: { app: { pull_requests: "read" }, person: "read" },
  pullsWrite: { app: { pull_requests: "write" }, person: "read" },
  checksRead: { app: { checks: "read" }, person: "read" },
  checksWrite: { app: { checks: "write" }, person: "write" },
} as const satisfies Record<string, Need>;

/** As in `X-Accepted-GitHub-Permissions`: `issues=write; pull_requests=write`. */
export function formatNeed(need: Need): string {
  return Object.entries(need.app)
    .map(([name, level]) => `${name}=${level}`)
    .join("; ");
}
