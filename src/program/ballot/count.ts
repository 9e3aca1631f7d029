import type { Instant } from "../instant.ts";
import type { Ballot, Count } from "./ballot.ts";
import { CountedVotes } from "./counted-votes.ts";
import { decideOutcome, describeFormula } from "./outcome.ts";
import { Replay } from "./replay.ts";
import { tallyBench } from "./tally.ts";
import type { Act } from "./vote.ts";
import type { VoterActs } from "./voter-acts.ts";
import { recusalReason, voterLines } from "./voter-line.ts";

/**
 * Counts a ballot as it holds at `now`, exactly: the acts are replayed in the order of their time, the ballot
 * closes at the second at which its rule closes it, and acts after that are ignored. The order of `acts` does
 * not matter, and acts later than `now` have not happened.
 */
export function countBallot(ballot: Ballot, acts: readonly Act[], now: Instant): Count {
  const replay = new Replay(ballot, acts, now);
  const { bench } = replay;
  const counted = new CountedVotes(ballot.rule, bench);
  const tally = tallyBench(ballot.rule, bench, counted);
  const { yes, no, abstain, present } = bench.ledger.people;
  return {
    ...decideOutcome(ballot.rule, replay, tally),
    opened: replay.opened,
    closes: replay.closes,
    decided: replay.closing?.at ?? null,
    ...tally,
    people: { yes, no, abstain, present },
    recused: bench.voters.flatMap((voter) => recusal(voter)),
    ignored: replay.ignored(),
    voters: voterLines(ballot, bench, counted),
    extensions: replay.extensions,
    vetoes: bench.standingVetoes().map(({ acts: { voter }, act }) => ({
      login: voter.login,
      reason: act.do === "veto" ? act.reason : null,
      act,
    })),
    edits: replay.edits,
    fallen: replay.fallen.filter((act) => bench.isSilent(act.by)),
    closedBy: replay.closing?.act ?? null,
    formula: describeFormula(ballot.rule, tally),
    minimumPeriodEnds: ballot.rule.period.atLeast === null ? null : replay.minimumEnds,
    nextInstant: replay.nextInstant(),
  };
}

function recusal(acts: VoterActs): { login: string; why: string }[] {
  if (!acts.isRecused()) return [];
  return [{ login: acts.voter.login, why: recusalReason(acts) ?? "recused without a reason" }];
}
