import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ballot } from "../../src/program/ballot/ballot.ts";
import { countBallot } from "../../src/program/ballot/count.ts";
import type { Rule } from "../../src/program/ballot/rule.ts";
import type { Act } from "../../src/program/ballot/vote.ts";
import { instantOf } from "../../src/program/instant.ts";
import { caseArbitrary, OPENED, ruleArbitrary } from "./ballot-arbitraries.ts";
import { amountsOf, completions, outcomeOf, quorumMet, type State, seatsOf } from "./ballot-reference.ts";

const LONG_AFTER = instantOf(OPENED + 400 * 86_400_000);

interface Standing {
  states: State[];
  /** Recused without asking: nothing they do changes it. */
  automatic: boolean[];
  vetoes: boolean[];
}

/** What everyone says after some acts, without anything of the engine. */
function standingAfter({ rule, roll, subject }: Ballot, acts: readonly Act[]): Standing {
  const automatic = roll.map(
    (voter) =>
      rule.recuse.includes("affiliated") &&
      voter.organizations.some((name) => name.trim().toLowerCase() === "globex"),
  );
  const states: State[] = roll.map((voter, index) => {
    if (automatic[index]) return "recused";
    return rule.proposer === "implicit-yes" && subject.proposer === voter.login ? "yes" : "silent";
  });
  const vetoes = roll.map(() => false);
  for (const act of acts) {
    const index = roll.findIndex((voter) => voter.login.toLowerCase() === act.by.login.toLowerCase());
    if (automatic[index]) continue;
    if (act.do === "vote") states[index] = act.choice;
    if (act.do === "vote-withdraw") states[index] = "silent";
    if (act.do === "recuse") {
      states[index] = "recused";
      vetoes[index] = false;
    }
    if (act.do === "veto" && rule.veto !== null && states[index] !== "recused") vetoes[index] = true;
    if (act.do === "veto-withdraw") vetoes[index] = false;
  }
  return { states, automatic, vetoes };
}

/** Tries everything that those without a vote could still do. */
function isDecidedByTrying(ballot: Ballot, { states, automatic, vetoes }: Standing): boolean {
  const { rule, roll } = ballot;
  const seated = seatsOf(roll, states);
  if (!quorumMet(rule, seated.roll, seated.states)) return false;
  const free = states.map((state, index) => !automatic[index] && (state === "silent" || state === "recused"));
  const vetoCanCome = rule.veto !== null && automatic.some((recused) => !recused);
  // Those who are free can take their own veto back by recusing themselves; the others' vetoes stand.
  const vetoStands = vetoes.some((veto, index) => veto && !free[index]);
  const outcomes = new Set<string>();
  for (const completed of completions(states, free)) {
    const end = seatsOf(roll, completed);
    if (!vetoStands) outcomes.add(outcomeOf(rule, end.roll, end.states, false));
    if (vetoStands || vetoCanCome) outcomes.add(outcomeOf(rule, end.roll, end.states, true));
  }
  return outcomes.size === 1;
}

function withCloseEarly(rule: Rule, closeEarly: Rule["period"]["closeEarly"]): Rule {
  return { ...rule, period: { ...rule.period, closeEarly } };
}

describe("the count against a second, brute-force counter", () => {
  it("comes to the same outcome and the same amounts at the scheduled end", () => {
    fc.assert(
      fc.property(caseArbitrary(6, 14), ({ ballot, acts }) => {
        const count = countBallot(ballot, acts, LONG_AFTER);
        const { states: all, vetoes } = standingAfter(ballot, acts);
        const { roll, states } = seatsOf(ballot.roll, all);
        expect(count.outcome).toBe(outcomeOf(ballot.rule, roll, states, vetoes.includes(true)));
        const { yes, no, base } = amountsOf(ballot.rule, roll, states);
        expect({ yes: count.yes, no: count.no, base: count.base }).toEqual({ yes, no, base });
        expect(count.quorum?.met ?? true).toBe(quorumMet(ballot.rule, roll, states));
      }),
      { numRuns: 1500 },
    );
  });

  it("closes early, when decided, exactly when nothing that those without a vote could do changes the outcome", () => {
    const rule = ruleArbitrary.map((value) => withCloseEarly(value, "when-decided"));
    fc.assert(
      fc.property(caseArbitrary(4, 8, rule), ({ ballot, acts }) => {
        const count = countBallot(ballot, acts, LONG_AFTER);
        const moments = [OPENED, ...acts.map((act) => act.at)];
        const decided = moments.find((_, index) =>
          isDecidedByTrying(ballot, standingAfter(ballot, acts.slice(0, index))),
        );
        expect(count.decided).toBe(decided ?? count.closes);
      }),
      { numRuns: 1500 },
    );
  });

  it("closes early, when passed or when all have voted, at the first act that makes it so", () => {
    const rule = fc
      .tuple(ruleArbitrary, fc.constantFrom("when-passed" as const, "when-all-voted" as const))
      .map(([value, closeEarly]) => withCloseEarly(value, closeEarly));
    fc.assert(
      fc.property(caseArbitrary(5, 10, rule), ({ ballot, acts }) => {
        const count = countBallot(ballot, acts, LONG_AFTER);
        const moments = [OPENED, ...acts.map((act) => act.at)];
        const closed = moments.find((_, index) => {
          const { states: all, vetoes } = standingAfter(ballot, acts.slice(0, index));
          const { roll, states } = seatsOf(ballot.roll, all);
          if (!quorumMet(ballot.rule, roll, states)) return false;
          if (ballot.rule.period.closeEarly === "when-passed") {
            return outcomeOf(ballot.rule, roll, states, vetoes.includes(true)) === "passed";
          }
          const base = roll.flatMap((voter, seat) => (voter.inBase ? [states[seat]] : []));
          const left = base.filter((state) => state !== "recused");
          return left.length > 0 && !left.includes("silent");
        });
        expect(count.decided).toBe(closed ?? count.closes);
      }),
      { numRuns: 1000 },
    );
  });
});
