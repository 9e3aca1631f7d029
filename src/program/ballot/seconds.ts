import { isVoter, type Roll } from "./roll.ts";
import type { Rule } from "./rule.ts";
import type { Actor } from "./vote.ts";

/** Whether enough people have seconded a proposal for its ballot to open. */
export interface Seconds {
  readonly met: boolean;
  /** Those whose seconding counts, in the order of the roll. */
  readonly have: readonly string[];
  readonly need: number;
}

/**
 * `second: N`: N people on the roll must have seconded before the ballot opens. Nobody seconds their own proposal,
 * and each person counts once.
 */
export function checkSeconds(
  { second }: Pick<Rule, "second">,
  roll: Roll,
  proposer: Actor | null,
  seconders: readonly Actor[],
): Seconds {
  const have = roll
    .filter((voter) => seconders.some((person) => isVoter(voter, person)))
    .filter((voter) => proposer === null || !isVoter(voter, proposer))
    .map(({ login }) => login);
  return { met: have.length >= second, have, need: second };
}
