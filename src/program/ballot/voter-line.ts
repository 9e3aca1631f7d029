import type { Ballot, VoterLine } from "./ballot.ts";
import type { Bench, Seat } from "./bench.ts";
import { ZERO } from "./fraction.ts";
import { isClaimed } from "./recusal.ts";
import { countedFor } from "./tally.ts";
import type { VoterActs } from "./voter-acts.ts";

/** How every voter stands, in the order of the roll. */
export function voterLines({ rule, subject }: Ballot, bench: Bench): VoterLine[] {
  const seats = new Map(bench.seats.map((seat) => [seat.holder, seat]));
  const standsIn = new Map<VoterActs, Seat>();
  for (const seat of bench.seats) {
    const alternate = seat.alternates.length === 0 ? null : (bench.filled(seat)?.alternate ?? null);
    if (alternate !== null) standsIn.set(alternate, seat);
  }
  return bench.voters.map((acts): VoterLine => {
    const seat = seats.get(acts);
    const entry = acts.isRecused() ? (acts.automatic === null ? acts.standing() : null) : acts.vote();
    const act = entry?.act ?? null;
    const choice = acts.vote()?.says ?? null;
    const counting = seat ?? standsIn.get(acts);
    const alternate =
      seat === undefined || seat.alternates.length === 0 ? null : bench.filled(seat)?.alternate;
    return {
      voter: acts.voter,
      state: stateOf(acts, seat),
      choice,
      counted: choice === null || counting === undefined ? ZERO : countedFor(rule, bench, counting),
      reason: acts.isRecused() ? recusalReason(acts) : act?.do === "vote" ? act.reason : null,
      link: act?.link ?? null,
      at: act?.at ?? null,
      implicit: choice !== null && act === null,
      alternate: alternate?.voter.login ?? null,
      claimed: isClaimed(subject, acts.voter),
    };
  });
}

/** Why a voter is recused: the rule's ground, or the voter's own words; `null` where there are none. */
export function recusalReason(acts: VoterActs): string | null {
  if (acts.automatic !== null) return acts.automatic;
  const act = acts.standing()?.act;
  return act?.do === "recuse" && act.reason !== null && act.reason.trim() !== "" ? act.reason.trim() : null;
}

function stateOf(acts: VoterActs, seat: Seat | undefined): VoterLine["state"] {
  if (acts.isRecused()) return "recused";
  if (acts.vote() !== null) return "choice";
  return seat !== undefined && acts.voter.inBase ? "silent" : "not-in-base";
}
