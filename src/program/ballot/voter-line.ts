import type { Ballot, VoterLine } from "./ballot.ts";
import type { Bench } from "./bench.ts";
import type { CountedVotes } from "./counted-votes.ts";
import { ZERO } from "./fraction.ts";
import { filledBy, type Seat } from "./seat.ts";
import type { VoterActs } from "./voter-acts.ts";

/** How every voter stands, in the order of the roll. */
export function voterLines({ subject }: Ballot, bench: Bench, counted: CountedVotes): VoterLine[] {
  const claims = new Set(subject.claims.map((login) => login.toLowerCase()));
  const seats = new Map(bench.seats.map((seat) => [seat.holder, seat]));
  const standsIn = new Map<VoterActs, Seat>();
  for (const seat of bench.seats) {
    const alternate = seat.alternates.length === 0 ? null : (filledBy(seat)?.alternate ?? null);
    if (alternate !== null) standsIn.set(alternate, seat);
  }
  return bench.voters.map((acts): VoterLine => {
    const { voter } = acts;
    const seat = seats.get(acts);
    const vote = acts.vote();
    const recused = acts.isRecused();
    const entry = recused ? (acts.automatic === null ? acts.standing() : null) : vote;
    const act = entry?.act ?? null;
    const counting = seat ?? standsIn.get(acts);
    const alternate = seat === undefined || seat.alternates.length === 0 ? null : filledBy(seat)?.alternate;
    return {
      voter,
      state: stateOf(acts, seat),
      choice: vote?.says ?? null,
      counted: vote === null || counting === undefined ? ZERO : counted.of(counting),
      reason: recused ? recusalReason(acts) : act?.do === "vote" ? act.reason : null,
      link: act?.link ?? null,
      at: act?.at ?? null,
      implicit: vote !== null && act === null,
      alternate: alternate?.voter.login ?? null,
      claimed: claims.has(voter.login.toLowerCase()),
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
