import { isSameAccount } from "../account.ts";
import { type Instant, latest } from "../instant.ts";
import type { ObservedIssue, Person, TimelineEvent } from "../observation.ts";

/** How an issue came to be closed, as far as the lifecycle depends on it. */
export type Closing =
  | { by: "nobody" }
  | { by: "app"; at: Instant }
  | { by: "applicant"; at: Instant }
  | { by: "other"; at: Instant; person: Person | null };

export function sameAccount(one: Person | null, other: { login: string; id: number | null } | null): boolean {
  if (one === null || other === null) return false;
  return isSameAccount(one, other);
}

/** Who closed the issue last, when it is closed. */
export function closingOf(issue: ObservedIssue): Closing {
  if (issue.state === "open") return { by: "nobody" };
  const closed = lastEvent(issue, "closed");
  if (closed?.type !== "closed") return { by: "other", at: issue.createdAt, person: null };
  if (closed.actor?.own) return { by: "app", at: closed.at };
  if (sameAccount(closed.actor, issue.author)) return { by: "applicant", at: closed.at };
  return { by: "other", at: closed.at, person: closed.actor };
}

/** When a person last reopened the issue; `null` when nobody has. */
export function lastReopened(issue: ObservedIssue): Instant | null {
  const reopened = issue.timeline.filter((event) => event.type === "reopened" && !event.actor?.own);
  return reopened.at(-1)?.at ?? null;
}

/** When the applicant last did something about the proposal itself: filed, edited or reopened it. */
export function lastActivity(issue: ObservedIssue): Instant {
  const moments = [issue.createdAt, issue.lastEditedAt, lastReopened(issue)].filter(
    (moment) => moment !== null,
  );
  return latest(moments) ?? issue.createdAt;
}

/** Whether somebody edited the proposal or reopened the issue at that instant or later. */
export function isTakenUpSince(issue: ObservedIssue, at: Instant): boolean {
  return [issue.lastEditedAt, lastReopened(issue)].some((moment) => moment !== null && moment >= at);
}

function lastEvent(issue: ObservedIssue, type: TimelineEvent["type"]): TimelineEvent | undefined {
  return issue.timeline.filter((event) => event.type === type).at(-1);
}
