import fc from "fast-check";
import type { Ballot } from "../../src/program/ballot/ballot.ts";
import { fraction } from "../../src/program/ballot/fraction.ts";
import type { Voter } from "../../src/program/ballot/roll.ts";
import { CHOICES, type OrganizationRule, type Rule } from "../../src/program/ballot/rule.ts";
import { checkRule } from "../../src/program/ballot/rule-check.ts";
import type { Act, Deed } from "../../src/program/ballot/vote.ts";
import { type Instant, instantOf } from "../../src/program/instant.ts";

export const OPENED = instantOf(Date.UTC(2026, 2, 2, 9));
const MINUTE = 60_000;

export function minutes(count: number): Instant {
  return instantOf(OPENED + count * MINUTE);
}

const points = fc.constantFrom(fraction(1), fraction(2), fraction(3), fraction(1, 2), fraction(3, 2));

const ratio = fc.constantFrom(
  fraction(1, 2),
  fraction(2, 3),
  fraction(1, 3),
  fraction(3, 4),
  fraction(3, 5),
  fraction(1, 4),
);

const threshold = fc.oneof(
  fc.record({ strict: fc.constant(true), fraction: ratio }),
  fc.record({ strict: fc.constant(false), fraction: fc.oneof(ratio, fc.constant(fraction(1))) }),
);

const organization: fc.Arbitrary<OrganizationRule> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: "none" as const }) },
  fc.constantFrom({ kind: "split" as const }, { kind: "collapse-identical" as const }),
  fc.constantFrom(fraction(1), fraction(2), fraction(3, 2)).map((cap) => ({ kind: "cap" as const, cap })),
);

const quorum = fc
  .record({
    threshold: fc.option(threshold),
    of: fc.constantFrom("eligible" as const, "seats" as const),
    count: fc.constantFrom("heads" as const, "points" as const),
    votes: fc.constantFrom(CHOICES, CHOICES.slice(0, 2), CHOICES.slice(0, 3)),
    minimum: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  .map((value) => (value.threshold === null && value.minimum === null ? { ...value, minimum: 1 } : value));

/** Any sound rule. */
export const ruleArbitrary: fc.Arbitrary<Rule> = fc
  .record({
    pass: fc
      .tuple(
        threshold,
        fc.constantFrom("cast" as const, "cast-and-abstain" as const, "eligible" as const, "seats" as const),
      )
      .map(([value, of]) => ({ ...value, of })),
    seats: fc.integer({ min: 1, max: 5 }),
    count: fc.constantFrom("points" as const, "heads" as const),
    quorum: fc.option(quorum),
    minimumYes: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }).map((value) => value),
    maximumNo: fc.option(fc.integer({ min: 0, max: 2 }), { freq: 3 }),
    period: fc.constant({
      openFor: { amount: 7, unit: "d" as const },
      atLeast: null,
      closeEarly: "never" as const,
    }),
    organization,
    recuse: fc.constantFrom([], ["affiliated" as const]),
    proposer: fc.constantFrom("none" as const, "implicit-yes" as const),
    veto: fc.option(fc.constant({ by: "roll" as const, reason: "optional" as const }), { freq: 1 }),
    tie: fc.constantFrom("fails" as const, "chair" as const),
    noQuorum: fc.constantFrom(
      { extend: null, times: 0, then: "fails" as const },
      { extend: null, times: 0, then: "counts" as const },
    ),
    onEdit: fc.constant("warn" as const),
    noNeedsReason: fc.constant(false),
    second: fc.constant(0),
    remind: fc.constant([]),
  })
  .filter((rule) => checkRule(rule).length === 0);

/** A roll of up to `size` voters, some of one organization, some outside the base, at most one chair and one alternate. */
function rollArbitrary(size: number): fc.Arbitrary<Voter[]> {
  const voter = fc.record({
    points,
    organization: fc.constantFrom(null, "Acme", " acme", "Globex"),
    inBase: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  });
  const seats = fc.array(voter, { minLength: 1, maxLength: size });
  return fc.tuple(seats, fc.nat(size), fc.boolean()).map(([voters, chair, withAlternate]) =>
    voters.map(({ organization: name, ...rest }, index) => ({
      ...rest,
      login: `voter-${index}`,
      id: null,
      role: index === chair ? "chair" : "maintainer",
      organizations: name === null ? [] : [name],
      alternateFor: withAlternate && index > 0 && index === voters.length - 1 ? "Voter-0" : null,
    })),
  );
}

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...CHOICES, "yes" as const, "no" as const)
      .map((choice) => ({ do: "vote" as const, choice, reason: null })),
  },
  fc.constant({ do: "vote-withdraw" as const }),
  fc.constant({ do: "recuse" as const, reason: "mine" }),
  fc.constantFrom({ do: "veto" as const, reason: "against the charter" }, { do: "veto-withdraw" as const }),
);

/** One act a minute by people of the roll. */
function actsArbitrary(voters: number, most: number): fc.Arbitrary<Act[]> {
  return fc.array(fc.tuple(fc.nat(voters - 1), deed), { maxLength: most }).map((rows) =>
    rows.map(([voter, what], index) => ({
      ...what,
      by: { login: `Voter-${voter}`, id: null },
      at: minutes(index + 1),
      until: null,
      order: [index, 0] as const,
      link: null,
      void: null,
    })),
  );
}

export interface Case {
  readonly ballot: Ballot;
  readonly acts: readonly Act[];
}

/** A whole ballot with its acts. */
export function caseArbitrary(
  size: number,
  most: number,
  rule: fc.Arbitrary<Rule> = ruleArbitrary,
): fc.Arbitrary<Case> {
  return fc.tuple(rule, rollArbitrary(size), fc.nat(size)).chain(([someRule, roll, proposer]) =>
    actsArbitrary(roll.length, most).map((acts) => ({
      ballot: {
        rule: someRule,
        roll,
        subject: {
          organizations: ["globex"],
          applicant: null,
          proposer: roll[proposer]?.login ?? null,
          person: null,
          claims: [],
        },
        opened: OPENED,
      },
      acts,
    })),
  );
}
