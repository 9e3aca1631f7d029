import type { Count } from "../ballot/ballot.ts";
import type { BallotRecord } from "../ballot/record.ts";
import type { RecordedEvent } from "../ballot/record-event.ts";
import type { Act } from "../ballot/vote.ts";
import type { Instant } from "../instant.ts";
import type { Application } from "./application.ts";
import { isTampered, readCommands, saidAt } from "./commands.ts";
import { closingOf, lastReopened, sameAccount } from "./timeline.ts";
import { problemViews } from "./verdict-parts.ts";

/**
 * Writes down what members asked for and the count accepted (an extension, a close, a cancellation), so that it
 * stands when the comment is edited or deleted later. Returns the same record when there is nothing new.
 */
export function withAcceptedEvents(record: BallotRecord, acts: readonly Act[], count: Count): BallotRecord {
  const ignored = new Set(count.ignored.map(({ act }) => act));
  const known = new Set(record.events.map((event) => event.order.join(" ")));
  const accepted = acts.flatMap((act): RecordedEvent[] => {
    if (known.has(act.order.join(" ")) || ignored.has(act) || act.until !== null) return [];
    if (act.at < count.opened || (count.decided !== null && act.at > count.decided)) return [];
    const common = {
      at: act.at,
      by: act.by,
      order: [act.order[0], act.order[1]] as [number, number],
      link: act.link,
    };
    if (act.do === "extend") return [{ do: "extend", ...common, duration: act.duration, reason: act.reason }];
    if (act.do === "cancel") return [{ do: "cancel", ...common, reason: act.reason }];
    return act.do === "close" ? [{ do: "close", ...common }] : [];
  });
  return accepted.length === 0 ? record : { ...record, events: [...record.events, ...accepted] };
}

/**
 * Under `on-edit: restart` an edit of the proposal begins the vote anew, upon what it says now. An edit that breaks
 * the proposal begins nothing, and neither does one after the close: what was voted on stays.
 */
export function withRestart(application: Application, record: BallotRecord, count: Count): BallotRecord {
  const { look, proposal } = application;
  const { lastEditedAt, editor } = look.issue;
  if (record.rule.onEdit !== "restart" || record.proposal === null) return record;
  if (proposal === null || lastEditedAt === null) return record;
  if (proposal.digest === record.digest || lastEditedAt < record.opened.at) return record;
  if (count.decided !== null && lastEditedAt > count.decided) return record;
  if (problemViews(application).length > 0) return record;
  const edits = record.events.filter((event) => event.do === "restart").length;
  return {
    ...record,
    digest: proposal.digest,
    proposal: { ...proposal.snapshot, categories: [...record.categories] },
    events: [
      ...record.events,
      {
        do: "restart",
        at: lastEditedAt,
        by: { login: editor?.login ?? look.issue.author?.login ?? "ghost", id: editor?.id ?? null },
        order: [0, edits + 1],
        link: look.issue.url,
      },
    ],
  };
}

/**
 * The applicant ends the vote on its proposal by `/withdraw`, or by closing the issue, when it came before the close.
 * Returns the same record when neither happened.
 */
export function withWithdrawal({ look }: Application, record: BallotRecord, count: Count): BallotRecord {
  const { author } = look.issue;
  if (author === null || record.proposal === null) return record;
  const inTime = (at: Instant) => at >= record.opened.at && (count.decided === null || at <= count.decided);
  const by = { login: author.login, id: author.id };
  const command = readCommands(look.issue).find(
    ({ comment, person, commands }) =>
      sameAccount(person, author) &&
      !isTampered(comment) &&
      inTime(saidAt(comment)) &&
      saidAt(comment) > (lastReopened(look.issue) ?? 0) &&
      commands.some(({ name }) => name === "withdraw"),
  );
  if (command !== undefined) {
    const { id, url: link } = command.comment;
    const at = saidAt(command.comment);
    return { ...record, events: [...record.events, { do: "withdraw", at, by, order: [id, 0], link }] };
  }
  const closing = closingOf(look.issue);
  if (closing.by !== "applicant" || !inTime(closing.at)) return record;
  const link = look.issue.url;
  return {
    ...record,
    events: [...record.events, { do: "withdraw", at: closing.at, by, order: [0, 0], link }],
  };
}
