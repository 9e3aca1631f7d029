import { type BallotRecord, recountRecord } from "../program/ballot/record.ts";
import type { Voter } from "../program/ballot/roll.ts";
import { decidedAt } from "../program/decision.ts";

/** In how many ballots a person was on the roll, by what the person did. */
interface Participation {
  /** As it was written last. */
  readonly login: string;
  /** Yes, no, abstain or present, by oneself or by one's alternate. */
  readonly voted: number;
  readonly recused: number;
  readonly silent: number;
}

/**
 * Who took part in ballots that came to an end, in alphabetical order. A person is the same one by account id, and by
 * login where no id is known. Cancelled ballots do not count, nor does the silence of those outside the base.
 */
export function participationOf(ballots: readonly BallotRecord[]): Participation[] {
  const oldestFirst = ballots
    .filter(({ result }) => result !== null && result.count.outcome !== "cancelled")
    .sort((one, other) => decidedAt(one) - decidedAt(other) || one.issue - other.issue);
  const ids = new Map(
    oldestFirst.flatMap(({ roll }) =>
      roll.flatMap(({ login, id }) => (id === null ? [] : [[login.toLowerCase(), id] as const])),
    ),
  );
  const keyOf = ({ login, id }: Voter) => `${id ?? ids.get(login.toLowerCase()) ?? login.toLowerCase()}`;

  const people = new Map<string, { login: string; voted: number; recused: number; silent: number }>();
  for (const ballot of oldestFirst) {
    for (const { voter, state, choice, alternate } of recountRecord(ballot).voters) {
      const part =
        state === "recused"
          ? "recused"
          : choice !== null || alternate !== null
            ? "voted"
            : state === "silent"
              ? "silent"
              : null;
      if (part === null) continue;
      const person = people.get(keyOf(voter)) ?? { login: voter.login, voted: 0, recused: 0, silent: 0 };
      people.set(keyOf(voter), { ...person, login: voter.login, [part]: person[part] + 1 });
    }
  }
  return [...people.values()].sort((one, other) =>
    one.login.toLowerCase() < other.login.toLowerCase() ? -1 : 1,
  );
}
