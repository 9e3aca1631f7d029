import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ballot } from "../../src/program/ballot/ballot.ts";
import { countBallot } from "../../src/program/ballot/count.ts";
import { printCount } from "../../src/program/ballot/count-print.ts";
import { compare, fraction, multiply } from "../../src/program/ballot/fraction.ts";
import {
  type BallotRecord,
  compareRecount,
  parseBallotRecord,
  printBallotRecord,
} from "../../src/program/ballot/record.ts";
import type { Rule } from "../../src/program/ballot/rule.ts";
import { ruleSchema } from "../../src/program/ballot/rule.ts";
import { printRule } from "../../src/program/ballot/rule-print.ts";
import type { Act, Deed } from "../../src/program/ballot/vote.ts";
import { instantOf } from "../../src/program/instant.ts";
import { caseArbitrary, minutes, OPENED, ruleArbitrary } from "./ballot-arbitraries.ts";

const AFTER = instantOf(OPENED + 400 * 86_400_000);

const timing = fc.record({
  closeEarly: fc.constantFrom(
    "never" as const,
    "when-passed" as const,
    "when-decided" as const,
    "when-all-voted" as const,
  ),
  atLeast: fc.constantFrom(null, { amount: 5, unit: "m" as const }),
  onEdit: fc.constantFrom("warn" as const, "restart" as const),
  noQuorum: fc.constantFrom(
    { extend: null, times: 0, then: "fails" as const },
    { extend: { amount: 2, unit: "d" as const }, times: 2, then: "fails" as const },
    { extend: { amount: 2, unit: "bd" as const }, times: 1, then: "counts" as const },
  ),
});

/** Any rule with any timing. */
const anyRule: fc.Arbitrary<Rule> = fc
  .tuple(ruleArbitrary, timing)
  .map(([rule, { closeEarly, atLeast, ...rest }]) => ({
    ...rule,
    ...rest,
    period: { ...rule.period, closeEarly, atLeast },
  }));

const administrative: fc.Arbitrary<Deed> = fc.constantFrom(
  { do: "extend", duration: { amount: 1, unit: "d" }, reason: null },
  { do: "close" },
  { do: "cancel", reason: "over" },
  { do: "edit" },
  { do: "open" },
);

/** Acts with everything: edits by others and by the author, deletions, the same second, people off the roll. */
const eventful = caseArbitrary(5, 12, anyRule).chain(({ ballot, acts }) =>
  fc
    .tuple(
      fc.array(fc.tuple(administrative, fc.nat(14), fc.nat(6)), { maxLength: 2 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { minLength: acts.length, maxLength: acts.length }),
    )
    .map(([extra, fates]) => {
      const marked = acts.map((act, index): Act => {
        const [fate, later] = fates[index] ?? [0, 0];
        const end = minutes(index + later);
        if (fate === 1) return { ...act, void: { at: end, reason: "edited-by-other", by: "mallory" } };
        if (fate === 2) return { ...act, until: end };
        return act;
      });
      const more = extra.map(
        ([deed, minute, voter], index): Act => ({
          ...deed,
          by: { login: `voter-${voter}`, id: null },
          at: minutes(minute),
          until: null,
          order: [1000 + index, 0],
          link: null,
          void: null,
        }),
      );
      return { ballot, acts: [...marked, ...more] };
    }),
);

function count({ ballot, acts }: { ballot: Ballot; acts: readonly Act[] }, now = AFTER) {
  return printCount(countBallot(ballot, acts, now));
}

describe("every count", () => {
  it("does not depend on the order in which acts are read", () => {
    fc.assert(
      fc.property(
        eventful.chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray(one.acts, { minLength: one.acts.length })),
        ),
        ([one, shuffled]) => {
          expect(count({ ...one, acts: shuffled })).toEqual(count(one));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("stays as it was decided, whenever it is looked at", () => {
    fc.assert(
      fc.property(eventful, fc.nat(40), (one, minute) => {
        const early = countBallot(one.ballot, one.acts, minutes(minute));
        if (early.decided === null) return;
        const { outcome, decided, yes, no } = countBallot(one.ballot, one.acts, AFTER);
        expect({ outcome, decided, yes, no }).toEqual({
          outcome: early.outcome,
          decided: early.decided,
          yes: early.yes,
          no: early.no,
        });
      }),
      { numRuns: 600 },
    );
  });

  it("changes by time alone no earlier than it says", () => {
    fc.assert(
      fc.property(eventful, fc.nat(15), fc.nat(40), (one, minute, later) => {
        const now = minutes(minute);
        const past = one.acts
          .filter((act) => act.at <= now)
          .map((act) => ({ ...act, until: null, void: null }));
        const { nextInstant, outcome } = countBallot(one.ballot, past, now);
        const then = minutes(minute + later);
        if (nextInstant !== null && then < nextInstant) {
          expect(countBallot(one.ballot, past, then).outcome).toBe(outcome);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("gives every refused act a reason, and lists each once", () => {
    fc.assert(
      fc.property(eventful, (one) => {
        const { ignored } = countBallot(one.ballot, one.acts, AFTER);
        expect(new Set(ignored.map(({ act }) => act)).size).toBe(ignored.length);
        for (const { why } of ignored) expect(why).not.toBe("");
      }),
      { numRuns: 200 },
    );
  });
});

describe("monotony and fairness", () => {
  it("never turns passed into failed by one more yes, where no tie decides", () => {
    const rule = ruleArbitrary.map((value) => ({ ...value, tie: "fails" as const }));
    fc.assert(
      fc.property(caseArbitrary(6, 10, rule), ({ ballot, acts }) => {
        const before = countBallot(ballot, acts, AFTER);
        if (before.outcome !== "passed") return;
        for (const line of before.voters.filter(
          ({ state }) => state === "silent" || state === "not-in-base",
        )) {
          const by = { login: line.voter.login, id: null };
          const yes: Act = {
            do: "vote",
            choice: "yes",
            reason: null,
            by,
            at: minutes(500),
            until: null,
            order: [5000, 0],
            link: null,
            void: null,
          };
          expect(countBallot(ballot, [...acts, yes], AFTER).outcome).toBe("passed");
        }
      }),
      { numRuns: 800 },
    );
  });

  it("leaves what others count for as it was when someone is recused, without a rule for organizations", () => {
    const rule = ruleArbitrary.map((value) => ({ ...value, organization: { kind: "none" as const } }));
    fc.assert(
      fc.property(caseArbitrary(6, 10, rule), fc.nat(5), ({ ballot, acts }, seat) => {
        const login = ballot.roll[seat]?.login;
        if (login === undefined) return;
        const recuse: Act = {
          do: "recuse",
          reason: null,
          by: { login, id: null },
          at: minutes(500),
          until: null,
          order: [5000, 0],
          link: null,
          void: null,
        };
        const others = (all: readonly Act[]) =>
          countBallot(ballot, all, AFTER)
            .voters.filter(
              ({ voter }) => voter.login !== login && voter.alternateFor?.toLowerCase() !== login,
            )
            .map(({ voter, choice, counted }) => ({ login: voter.login, choice, counted }));
        expect(others([...acts, recuse])).toEqual(others(acts));
      }),
      { numRuns: 400 },
    );
  });

  it("does not change when all points are scaled", () => {
    fc.assert(
      fc.property(
        caseArbitrary(6, 10, anyRule),
        fc.constantFrom(fraction(7), fraction(1, 3), fraction(5, 2)),
        ({ ballot, acts }, factor) => {
          const { rule, roll } = ballot;
          // A fixed number of seats is no amount of points.
          if (rule.pass.of === "seats" || rule.quorum?.of === "seats") return;
          const { organization } = rule;
          const scaled: Ballot = {
            ...ballot,
            roll: roll.map((voter) => ({ ...voter, points: multiply(voter.points, factor) })),
            rule:
              organization.kind === "cap" && rule.count === "points"
                ? { ...rule, organization: { kind: "cap", cap: multiply(organization.cap, factor) } }
                : rule,
          };
          const [one, other] = [countBallot(ballot, acts, AFTER), countBallot(scaled, acts, AFTER)];
          expect([other.outcome, other.decided]).toEqual([one.outcome, one.decided]);
          if (rule.count === "points") expect(other.needed).toEqual(multiply(one.needed, factor));
        },
      ),
      { numRuns: 600 },
    );
  });

  it("says an amount as needed that passes where it is reached, and below which nothing does", () => {
    fc.assert(
      fc.property(caseArbitrary(6, 10), ({ ballot, acts }) => {
        const { yes, needed, outcome, quorum, vetoes } = countBallot(ballot, acts, AFTER);
        const { rule } = ballot;
        if (outcome === "passed" && rule.tie === "fails" && rule.organization.kind === "none") {
          expect(compare(yes, needed)).toBeGreaterThanOrEqual(0);
        }
        const free = rule.minimumYes === null && rule.maximumNo === null && vetoes.length === 0;
        if (compare(yes, needed) >= 0 && free && (quorum?.met ?? true) && outcome !== "failed") {
          expect(outcome).toBe("passed");
        }
      }),
      { numRuns: 800 },
    );
  });
});

describe("what is written down", () => {
  it("is read as it was printed: rules", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(ruleSchema.parse(printRule(rule))).toEqual(rule);
      }),
      { numRuns: 300 },
    );
  });

  it("is read as it was printed, whatever people wrote, and recounts to the same", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary-ascii" }),
      fc.constantFrom(
        "yes",
        "- a",
        "a: b\n---\n# c",
        "null",
        "1e3",
        "'",
        '"',
        "  ",
        "@team",
        "&x *y !z",
        "\u0085\u2028\ufeff",
      ),
    );
    fc.assert(
      fc.property(eventful, text, text, ({ ballot, acts }, words, name) => {
        const spoken = acts.map((act) =>
          act.do === "vote" || act.do === "recuse" ? { ...act, reason: words, link: name } : act,
        );
        const record: BallotRecord = {
          issue: 7,
          kind: "admit",
          number: 1,
          opened: { at: ballot.opened, by: null, order: null },
          subject: { ...ballot.subject, organizations: [...ballot.subject.organizations, name] },
          partner: { id: "globex", name },
          categories: [words],
          taken: [],
          reason: null,
          digest: "d",
          proposal: null,
          rule: ballot.rule,
          roll: ballot.roll,
          events: [],
          config: null,
          earlier: [],
          result: null,
        };
        const count = printCount(countBallot({ ...ballot, subject: record.subject }, spoken, AFTER));
        const decided: BallotRecord = {
          ...record,
          result: { counted: AFTER, count, acts: spoken, left: [] },
        };
        const printed = printBallotRecord(decided);
        const parsed = parseBallotRecord(printed);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        expect(parsed.record).toEqual(decided);
        expect(printBallotRecord(parsed.record)).toBe(printed);
        expect(compareRecount(parsed.record)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
