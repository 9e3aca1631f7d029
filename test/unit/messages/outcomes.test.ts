import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../src/program/ballot/ballot.ts";
import type { Verdict } from "../../../src/program/lifecycle/verdict.ts";
import type { Message } from "../../../src/program/messages.ts";
import { expectGolden } from "../../support/golden.ts";
import { verdictOf } from "../../support/looks.ts";
import {
  committee,
  lookWith,
  opened,
  recordOf,
  render,
  type Situation,
  said,
} from "../../support/vote-situations.ts";

const bothSay = (one: string, other: string) => [said("bo", one), said("cy", other)];

/** What becomes of a vote: a new outcome does not compile here. */
const OUTCOMES: Record<Exclude<Outcome, "open">, Situation> = {
  passed: { comments: bothSay("/vote yes they help us", "/vote yes") },
  failed: { comments: bothSay("/vote yes", "/vote no too early") },
  "no-quorum": { rule: ", quorum: { at-least: 1 }", comments: [said("bo", "/vote yes")] },
  cancelled: { comments: bothSay("/vote yes", "/cancel-vote wrong company") },
};

/** Ways to the same outcomes of which the result says why in other words. */
const WAYS: Record<string, Situation> = {
  "nobody said anything": {},
  "not enough said yes": { comments: [said("bo", "/vote yes")] },
  "a tie without a chair": {
    rule: ", tie: chair",
    comments: bothSay("/vote yes", "/vote no"),
  },
  "too few people said yes": {
    rule: ", minimum: { yes: 2 }",
    employer: "Globex",
    comments: [said("cy", "/vote yes")],
  },
  "too many people said no": {
    rule: ", maximum: { no: 0 }",
    pass: "{ at-least: 1/2, of: eligible }",
    comments: bothSay("/vote yes", "/vote no"),
  },
  "a veto": { rule: ", veto: { by: roll }", comments: bothSay("/vote yes", "/veto they owe us money") },
  "everyone is recused": { comments: bothSay("/recuse my employer", "/recuse my customer") },
  "too few people for the quorum": {
    rule: ", quorum: { minimum: 2 }",
    comments: [said("bo", "/vote yes")],
  },
  "cancelled without a reason": { comments: [said("bo", "/cancel-vote")] },
  "taken back by the applicant": { comments: [said("gus", "/withdraw")] },
};

describe("what comes of a vote", () => {
  function closed(situation: Situation): { verdict: Verdict; result: Message } {
    const late = { ...situation, at: 40 };
    const closing = verdictOf(lookWith(opened(situation), late), committee);
    const verdict = verdictOf(lookWith(recordOf(closing), late), committee);
    const result = verdict.notes.find(({ name }) => name === "result")?.message;
    if (result === undefined) throw new Error("there is no result");
    return { verdict, result };
  }

  for (const [outcome, situation] of Object.entries(OUTCOMES)) {
    it(outcome, () => {
      const { verdict, result } = closed(situation);
      expect(result.name).toBe(`result-${outcome}`);
      expectGolden(`refusals/outcome-${outcome}.md`, `${render(verdict.status)}\n${render(result)}`);
    });
  }

  it("says why, in one sentence, whichever way it came to that", () => {
    const lines = Object.entries(WAYS).map(([title, situation]) => {
      const { result } = closed(situation);
      return `- ${title}: ${"why" in result.view ? result.view.why : ""}\n`;
    });
    expectGolden("refusals/outcome-reasons.md", lines.join(""));
  });
});
