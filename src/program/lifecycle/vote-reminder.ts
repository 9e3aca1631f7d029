import type { Count } from "../ballot/ballot.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { subtractDuration } from "../duration.ts";
import { formatInstantForPeople, type Instant, instantOf } from "../instant.ts";
import type { Note } from "./verdict.ts";

/**
 * Reminds those who have not voted, at the times that the rule names: in one comment for each ballot, which is edited
 * from then on and never written anew. `next` is when the next reminder is due.
 */
export function voteReminder(
  record: BallotRecord,
  count: Count,
  now: Instant,
  statusLink: string,
): { notes: Note[]; next: readonly Instant[] } {
  const times = record.rule.remind.map((reminder) =>
    reminder.at === "middle"
      ? instantOf(count.opened + Math.floor((count.closes - count.opened) / 2000) * 1000)
      : subtractDuration(count.closes, reminder.before),
  );
  const next = times.filter((at) => at > now);
  if (next.length === times.length) return { notes: [], next };
  const silent = count.voters.filter((line) => line.state === "silent" && line.voter.inBase);
  const view = {
    mentions: silent.map((line) => `@${line.voter.login}`),
    company: record.partner.name,
    closes: formatInstantForPeople(count.closes),
    statusLink,
  };
  const key = `${record.kind}-${record.opened.at / 1000}`;
  return {
    notes: [{ name: "vote-reminder", key, message: { name: "vote-reminder", view }, upkeep: "kept" }],
    next,
  };
}
