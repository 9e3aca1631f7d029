import { addDuration, describeDuration } from "../duration.ts";
import { instantOf } from "../instant.ts";
import { compare, ONE, printFraction, ZERO } from "./fraction.ts";
import type { Rule, Threshold } from "./rule.ts";

/** Something in a rule that can never work, at the config's own keys. */
export interface RuleProblem {
  readonly path: readonly string[];
  readonly message: string;
  readonly mend: string;
}

const DAY = 86_400_000;

/** What a rule says that cannot be meant: it contradicts itself, or could never pass. Empty when it is sound. */
export function checkRule(rule: Rule, context: { rollSize?: number } = {}): RuleProblem[] {
  return [
    ...checkPass(rule),
    ...checkQuorum(rule, context.rollSize),
    ...checkPeople(rule, context.rollSize),
    ...checkOrganization(rule),
    ...checkRecusal(rule),
    ...checkPeriod(rule),
  ];
}

function checkPass({ pass, seats }: Rule): RuleProblem[] {
  const problems = checkThreshold(pass, "pass");
  if (pass.of === "seats" && seats === null) {
    problems.push({
      path: ["pass", "of"],
      message: "the fraction is of seats, and the rule does not say how many there are",
      mend: "add `seats: 7`, or take `of: eligible`",
    });
  }
  return problems;
}

function checkQuorum({ quorum, seats }: Rule, rollSize: number | undefined): RuleProblem[] {
  if (quorum === null) return [];
  const problems = quorum.threshold === null ? [] : checkThreshold(quorum.threshold, "quorum");
  if (quorum.of === "seats" && seats === null) {
    problems.push({
      path: ["quorum", "of"],
      message: "the quorum is of seats, and the rule does not say how many there are",
      mend: "add `seats: 7`, or take `of: eligible`",
    });
  }
  if (quorum.minimum !== null && rollSize !== undefined && quorum.minimum > rollSize) {
    problems.push(aboveRoll(["quorum", "minimum"], quorum.minimum, rollSize));
  }
  return problems;
}

function checkThreshold({ strict, fraction }: Threshold, key: "pass" | "quorum"): RuleProblem[] {
  const name = strict ? "over" : "at-least";
  const order = compare(fraction, ONE);
  if (order > 0 || (strict && order === 0)) {
    const found = strict ? `more than ${printFraction(fraction)}` : `at least ${printFraction(fraction)}`;
    return [
      {
        path: [key, name],
        message: `${found} of the whole can never be reached`,
        mend: strict
          ? "write a fraction below 1, such as over: 1/2"
          : "write a fraction up to 1, such as at-least: 2/3",
      },
    ];
  }
  if (!strict && compare(fraction, ZERO) === 0) {
    return [
      { path: [key, name], message: "at least 0 is always reached", mend: "write over: 0, or a fraction" },
    ];
  }
  return [];
}

function checkPeople({ minimumYes, second }: Rule, rollSize: number | undefined): RuleProblem[] {
  if (rollSize === undefined) return [];
  const problems: RuleProblem[] = [];
  if (minimumYes !== null && minimumYes > rollSize) {
    problems.push(aboveRoll(["minimum", "yes"], minimumYes, rollSize));
  }
  if (second > rollSize) problems.push(aboveRoll(["second"], second, rollSize));
  return problems;
}

function aboveRoll(path: readonly string[], wanted: number, rollSize: number): RuleProblem {
  return {
    path,
    message: `${wanted} people are wanted, and the roll has ${rollSize}`,
    mend: `write ${rollSize} or less, or add voters to the roll`,
  };
}

function checkOrganization({ organization, count, pass }: Rule): RuleProblem[] {
  if (organization.kind === "cap" && compare(organization.cap, ZERO) === 0) {
    return [
      { path: ["organization", "cap"], message: "a cap of 0 lets nobody vote", mend: "write a cap above 0" },
    ];
  }
  if (organization.kind === "split" && count !== "heads") {
    return [
      {
        path: ["organization"],
        message: "`split` gives each organization one vote, and the rule counts points",
        mend: "add `count: heads`",
      },
    ];
  }
  if (organization.kind === "collapse-identical" && pass.of !== "cast" && pass.of !== "cast-and-abstain") {
    return [
      {
        path: ["organization"],
        message: `\`collapse-identical\` counts ballots cast, and the fraction is of ${pass.of}`,
        mend: "take `of: cast` or `of: cast-and-abstain`",
      },
    ];
  }
  return [];
}

function checkRecusal({ proposer, recuse }: Rule): RuleProblem[] {
  if (proposer === "none" || !recuse.includes("proposer")) return [];
  return [
    {
      path: ["proposer"],
      message: "the proposer is recused and says yes by proposing",
      mend: "take `proposer` out of `recuse`, or write `proposer: none`",
    },
  ];
}

function checkPeriod({ period }: Rule): RuleProblem[] {
  const { atLeast, openFor } = period;
  if (atLeast === null) return [];
  // Business days against days depend on the day of the opening: only what never fits is refused.
  const openings = Array.from({ length: 7 }, (_, day) => instantOf(day * DAY));
  const neverFits = openings.every(
    (opening) => addDuration(opening, atLeast) > addDuration(opening, openFor),
  );
  if (!neverFits) return [];
  return [
    {
      path: ["period", "at-least"],
      message: `the minimum of ${describeDuration(atLeast)} is longer than the ${describeDuration(openFor)} of the vote`,
      mend: "write a shorter `at-least`, or a longer `open-for`",
    },
  ];
}
