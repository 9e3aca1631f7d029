import type { IssueOrPullRequest, State, TimelineEvent } from "../state.ts";
import { type Content, type Html, html } from "./html.ts";
import { renderLabel } from "./labels.ts";
import { time } from "./layout.ts";
import { loginOf } from "./scene.ts";

/** Events of one account at one second, told together. */
export interface EventGroup {
  readonly at: TimelineEvent["at"];
  readonly actorId: number;
  readonly events: readonly TimelineEvent[];
}

/** What happened on an issue besides comments, oldest first; what nobody reads is left out. */
export function groupEvents(issue: IssueOrPullRequest): EventGroup[] {
  const groups: (EventGroup & { events: TimelineEvent[] })[] = [];
  for (const event of issue.timeline) {
    if (event.type === "MentionedEvent" || event.type === "SubscribedEvent") continue;
    const last = groups.at(-1);
    if (last?.actorId === event.actorId && last.at === event.at) last.events.push(event);
    else groups.push({ at: event.at, actorId: event.actorId, events: [event] });
  }
  return groups;
}

export function renderEvents(state: State, { at, actorId, events }: EventGroup): Html {
  const set = events.flatMap((event) => (event.type === "LabeledEvent" ? [event.label] : []));
  const gone = events.flatMap((event) => (event.type === "UnlabeledEvent" ? [event.label] : []));
  const said: Content[] = [
    ...(set.length > 0 ? [html`set ${set.map(renderLabel)}`] : []),
    ...(gone.length > 0 ? [html`took off ${gone.map(renderLabel)}`] : []),
    ...events.flatMap((event) => describeEvent(state, event) ?? []),
  ];
  const who = loginOf(state, actorId);
  return html`<div class="event">${said.map((text) => html`<p><strong>${who}</strong> ${text} · ${time(at)}</p>`)}</div>`;
}

function describeEvent(state: State, event: TimelineEvent): Content {
  switch (event.type) {
    case "ClosedEvent":
      return event.stateReason === null
        ? "closed this"
        : `closed this as ${event.stateReason.replace("_", " ")}`;
    case "ReopenedEvent":
      return "reopened this";
    case "CommentDeletedEvent":
      return `deleted a comment by ${loginOf(state, event.deletedCommentAuthorId)}`;
    case "RenamedTitleEvent":
      return html`changed the title from <del>${event.from}</del> to ${event.to}`;
    case "CrossReferencedEvent":
      return html`mentioned this in #${event.source.number}`;
    case "ReferencedEvent":
      return html`mentioned this in commit ${event.commitOid.slice(0, 7)}`;
    case "MergedEvent":
      return html`merged commit ${event.commitOid.slice(0, 7)} into ${event.ref}`;
    case "HeadRefDeletedEvent":
      return `deleted the branch ${event.ref}`;
    case "HeadRefForcePushedEvent":
      return `moved the branch from ${event.before.slice(0, 7)} to ${event.after.slice(0, 7)}`;
    case "LockedEvent":
      return "locked the conversation";
    case "UnlockedEvent":
      return "unlocked the conversation";
    default:
      return null;
  }
}
