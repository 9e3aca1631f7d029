import type { BallotRecord } from "../ballot/record.ts";
import type { Act } from "../ballot/vote.ts";
import type { Config } from "../config.ts";
import { printDuration } from "../duration.ts";
import { formatInstantForPeople, type Instant } from "../instant.ts";
import type { ObservedComment, ObservedIssue } from "../observation.ts";
import { commentActs } from "./ballot-acts.ts";
import { sameAccount } from "./timeline.ts";

/** What GitHub says today of a vote that is on record, where it is not the same. */
export interface VoteChange {
  readonly link: string;
  readonly by: string;
  readonly change: "deleted" | "other-author" | "edited" | "says-otherwise" | "not-recorded" | "not-found";
  /** A phrase that follows on "the comment of LOGIN", or "LOGIN" for `not-recorded`. */
  readonly message: string;
}

/**
 * Holds the acts of a decided record against the comments from which they came: whether each comment is still there,
 * of the same author, says now what it said when it was counted, and said then what the record says. Also finds what
 * was said in time and is not on record. An author's edit that leaves the vote as it was is no change.
 */
export function findVoteChanges(record: BallotRecord, issue: ObservedIssue, config: Config): VoteChange[] {
  if (record.result === null) return [];
  const { counted, acts } = record.result;
  const comments = new Map(issue.comments.map((comment) => [comment.id, comment]));
  const live = byComment(commentActs(issue, config, record).map(({ act }) => act));
  const recorded = byComment(acts);
  const events = new Set(record.events.map((event) => event.order.join(" ")));

  const changes = [...recorded].flatMap(([id, held]): VoteChange[] => {
    const [first] = held;
    if (first === undefined) return [];
    const comment = comments.get(id);
    const found =
      comment === undefined
        ? deletion(held, issue)
        : (otherAuthor(first, comment) ??
          (held.some((act) => events.has(act.order.join(" ")) || !isSpoken(act))
            ? editByOther(comment, counted)
            : otherText(held, live.get(id) ?? [], comment, counted)));
    return found === null ? [] : [{ link: first.link ?? issue.url, by: first.by.login, ...found }];
  });
  const missing = [...live.values()]
    .flat()
    .filter(({ at, order }) => at >= record.opened.at && at < counted && !recorded.has(order[0]))
    .map(
      (act): VoteChange => ({
        link: act.link ?? issue.url,
        by: act.by.login,
        change: "not-recorded",
        message: `said ${wordsOf([act])} on ${formatInstantForPeople(act.at)}, which is not on record`,
      }),
    );
  return [...changes, ...missing];
}

/** Acts by the id of their comment; what was said by no comment is left out. */
function byComment(acts: readonly Act[]): Map<number, Act[]> {
  const groups = new Map<number, Act[]>();
  for (const act of acts) {
    const [id] = act.order;
    if (id > 0) groups.set(id, [...(groups.get(id) ?? []), act]);
  }
  return groups;
}

type Found = Pick<VoteChange, "change" | "message"> | null;

function deletion(held: readonly Act[], issue: ObservedIssue): Found {
  if (held.every((act) => act.void?.reason.startsWith("deleted"))) return null;
  const [first] = held;
  const since = issue.timeline.filter(
    (event) =>
      event.type === "comment-deleted" &&
      first !== undefined &&
      event.at >= first.at &&
      sameAccount(event.author, first.by),
  );
  const [event] = since;
  // GitHub does not say which comment it was: with several deleted, it may have been any of these.
  const by = since.length === 1 && event !== undefined ? (event.actor?.login ?? "somebody") : null;
  const when = by === null || event === undefined ? "" : ` by ${by} on ${formatInstantForPeople(event.at)}`;
  return { change: "deleted", message: `was deleted${when}` };
}

function otherAuthor({ by }: Act, { author }: ObservedComment): Found {
  if (author === null) return { change: "other-author", message: "is now nobody's: the account is gone" };
  if (sameAccount(author, by)) return null;
  return { change: "other-author", message: `is by ${author.login}` };
}

/** What a comment says, and not what became of the proposal. */
function isSpoken({ do: deed }: Act): boolean {
  return deed !== "end" && deed !== "edit" && deed !== "open";
}

function otherText(
  held: readonly Act[],
  live: readonly Act[],
  comment: ObservedComment,
  counted: Instant,
): Found {
  const then = live.filter((act) => act.at <= counted).map((act) => asOf(act, counted));
  if (!isSame(then, held)) {
    const lost = then.some((act) => act.do === "unreadable") && !held.some((act) => act.do === "unreadable");
    if (lost) {
      const at = formatInstantForPeople(comment.lastEditedAt ?? comment.createdAt);
      return {
        change: "edited",
        message: `was edited on ${at}, and GitHub no longer shows what it said when it was counted`,
      };
    }
    const message = `said ${wordsOf(standing(then))} when it was counted, and the record says ${wordsOf(standing(held))}`;
    return { change: "says-otherwise", message };
  }
  const edited = editByOther(comment, counted);
  if (edited !== null) return edited;
  const now = standing(live);
  if (wordsOf(now) === wordsOf(standing(held))) return null;
  return {
    change: "says-otherwise",
    message: `said ${wordsOf(standing(held))} when it was counted, and says ${wordsOf(now)} now`,
  };
}

/** Somebody else's edit after the count; one before it is on record as such. */
function editByOther(comment: ObservedComment, counted: Instant): Found {
  const { author, editor, lastEditedAt } = comment;
  const edits =
    comment.edits.length > 0 || lastEditedAt === null ? comment.edits : [{ at: lastEditedAt, editor }];
  const other = edits.findLast(
    (edit) => edit.at > counted && edit.editor?.login.toLowerCase() !== author?.login.toLowerCase(),
  );
  if (other === undefined) return null;
  const by = other.editor?.login ?? "somebody else";
  return {
    change: "edited",
    message: `was edited by ${by} on ${formatInstantForPeople(other.at)}, after it was counted`,
  };
}

/** An act as it was known at an instant: later versions and later edits had not happened. */
function asOf(act: Act, instant: Instant): Act {
  const later = (moment: Instant | null) => moment !== null && moment > instant;
  return {
    ...act,
    until: later(act.until) ? null : act.until,
    void: act.void !== null && later(act.void.at) ? null : act.void,
  };
}

function isSame(one: readonly Act[], other: readonly Act[]): boolean {
  const keys = (acts: readonly Act[]) => acts.map(keyOf).sort().join("\n");
  return keys(one) === keys(other);
}

function keyOf(act: Act): string {
  const { at, until, order } = act;
  return JSON.stringify([
    order,
    at,
    until,
    act.void === null ? null : [act.void.at, act.void.reason],
    describe(act),
  ]);
}

function standing(acts: readonly Act[]): Act[] {
  return acts.filter((act) => act.until === null && act.void === null);
}

function wordsOf(acts: readonly Act[]): string {
  return acts.length === 0 ? "nothing" : acts.map(describe).join(", ");
}

/** As one would say it: `yes (good people)`, `recuse (my employer)`, `extend 3d`. */
function describe(act: Act): string {
  const words =
    act.do === "vote"
      ? act.choice
      : act.do === "extend"
        ? `extend ${printDuration(act.duration)}`
        : act.do === "unreadable"
          ? "something unreadable"
          : act.do;
  const reason = "reason" in act && act.reason !== null && act.reason !== "" ? ` (${act.reason})` : "";
  return words + reason;
}
