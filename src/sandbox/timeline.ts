import { actorAccount, actorApp } from "./accounts.ts";
import { newIdentity, register } from "./nodes.ts";
import type { Actor, IssueOrPullRequest, State, TimelineEvent } from "./state.ts";

type Details<Event> = Event extends unknown
  ? Omit<Event, "id" | "nodeId" | "at" | "actorId" | "appId">
  : never;

/** Adds an event to the timeline of an issue or pull request. */
export function addTimelineEvent(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  details: Details<TimelineEvent>,
): TimelineEvent {
  const event: TimelineEvent = {
    ...newIdentity(state, details.type, [issue.repositoryId, issue.id]),
    at: state.clock.now(),
    actorId: actorAccount(state, actor).id,
    appId: actorApp(state, actor)?.id ?? null,
    ...details,
  };
  issue.timeline.push(event);
  return register(state, event);
}
