import { expect, it } from "vitest";
import { countBallot } from "../../../../src/program/ballot/count.ts";
import type { Voter } from "../../../../src/program/ballot/roll.ts";
import { voterViews } from "../../../../src/program/lifecycle/count-view.ts";
import { scenarioOf } from "../ballot/counting.ts";

const OTHERS: Record<string, readonly string[]> = { bo: ["maintainer"], cy: ["maintainer", "reviewer"] };

function standings(count: "points" | "heads"): string[] {
  const { ballot, acts, now } = scenarioOf({
    rule: `{ pass: { over: 1/2, of: eligible }, count: ${count} }`,
    roll: ["ada, role: chair, points: 3", "bo, role: senior, points: 2", "cy, alternate-for: ada", "dee"],
    events: [],
  });
  const roll = ballot.roll.map((voter): Voter => {
    const otherRoles = OTHERS[voter.login];
    return otherRoles === undefined ? voter : { ...voter, otherRoles };
  });
  return voterViews(ballot.rule, countBallot({ ...ballot, roll }, acts, now)).map(({ standing }) => standing);
}

it("says how each voter stands, with the further roles that the voter is in", () => {
  expect(standings("points")).toEqual([
    "chair, 3 points",
    "senior, 2 points; also maintainer",
    "1 point, alternate of ada; also maintainer, reviewer",
    "1 point",
  ]);
  expect(standings("heads")).toEqual([
    "chair",
    "senior; also maintainer",
    "alternate of ada; also maintainer, reviewer",
    "voter",
  ]);
});
