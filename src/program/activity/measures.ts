import {
  add,
  compare,
  type Fraction,
  fraction,
  leastCommonMultiple,
  multiply,
  ZERO,
} from "../ballot/fraction.ts";
import type { Instant } from "../instant.ts";
import { type ActivityConfig, weightOf } from "./activity-config.ts";
import { weekOf } from "./activity-window.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "./contribution.ts";

/** How much was done, in exact numbers. What several partners share counts for each as its part. */
export interface Measures {
  counts: Readonly<Record<ContributionKind, Fraction>>;
  /** Distinct people. Who is at several partners is one of each; all who asked to be forgotten are one. */
  people: number;
  /** Distinct ISO weeks in UTC in which anybody did anything. */
  weeks: number;
  /** All counts by their weights, of each person in each week at most the cap. */
  weighted: Fraction;
}

type Weighing = Pick<ActivityConfig, "weights" | "person-cap">;

/** How often each kind was shared by so many: whole numbers, at `(shared - 1) * KINDS + kind`. */
type Tally = number[];

const KINDS = CONTRIBUTION_KINDS.length;
const POSITIONS: ReadonlyMap<ContributionKind, number> = new Map(
  CONTRIBUTION_KINDS.map((kind, index) => [kind, index]),
);

/** As long as nearly all tallies are: one that grows to its length takes more room and time. */
const UNSHARED: Tally = CONTRIBUTION_KINDS.map(() => 0);

/**
 * Adds up contributions one at a time. It keeps whole numbers for each week and person, so its memory does not grow with
 * the number of contributions, and fractions are made only at the end.
 */
export class MeasureSum {
  /** By week and person: a ledger goes on in time, so what is needed next is near what was needed last. */
  readonly #weeks = new Map<number, Map<number, Tally>>();
  /** By week: what people did who asked to be forgotten. All of them are one person, who is nobody. */
  readonly #anonymous = new Map<number, Map<ContributionKind, Fraction>>();

  /** A contribution that is shared by so many partners, of whom this is one. */
  add(kind: ContributionKind, at: Instant, by: number, shared: number): void {
    const week = weekOf(at);
    let people = this.#weeks.get(week);
    if (people === undefined) {
      people = new Map();
      this.#weeks.set(week, people);
    }
    let tally = people.get(by);
    if (tally === undefined) {
      tally = [...UNSHARED];
      people.set(by, tally);
    }
    const place = (shared - 1) * KINDS + (POSITIONS.get(kind) ?? 0);
    while (tally.length <= place) tally.push(0);
    tally[place] = (tally[place] ?? 0) + 1;
  }

  /** So much of a kind in the week of that time, by people who asked to be forgotten. */
  addAnonymous(kind: ContributionKind, at: Instant, amount: Fraction): void {
    const week = weekOf(at);
    const amounts = this.#anonymous.get(week) ?? new Map<ContributionKind, Fraction>();
    this.#anonymous.set(week, amounts.set(kind, add(amounts.get(kind) ?? ZERO, amount)));
  }

  measures(weighing: Weighing): Measures {
    const people = new Set<number>();
    const tallies: Tally[] = [];
    for (const week of this.#weeks.values()) {
      for (const [by, tally] of week) {
        people.add(by);
        tallies.push(tally);
      }
    }
    const counts = countsOf(sumOf(tallies));
    let weighted = weightedSum(tallies, weighing);
    for (const amounts of this.#anonymous.values()) {
      let week = ZERO;
      for (const [kind, amount] of amounts) {
        counts[kind] = add(counts[kind], amount);
        week = add(week, multiply(amount, weightOf(weighing, kind)));
      }
      const cap = weighing["person-cap"];
      weighted = add(weighted, compare(week, cap) < 0 ? week : cap);
    }
    return {
      counts,
      people: people.size + Math.min(1, this.#anonymous.size),
      weeks: new Set([...this.#weeks.keys(), ...this.#anonymous.keys()]).size,
      weighted,
    };
  }
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Tally = [];
  for (const tally of tallies) {
    for (let place = 0; place < tally.length; place += 1) {
      sum[place] = (sum[place] ?? 0) + (tally[place] ?? 0);
    }
  }
  return sum;
}

function countsOf(sum: Tally): Record<ContributionKind, Fraction> {
  const { unit, parts } = sharedUnits(sum.length);
  const count = (kind: ContributionKind) => {
    let units = 0n;
    for (let place = POSITIONS.get(kind) ?? 0; place < sum.length; place += KINDS) {
      units += BigInt(sum[place] ?? 0) * (parts[Math.floor(place / KINDS)] ?? 0n);
    }
    return fraction(units, unit);
  };
  return {
    commit: count("commit"),
    "pull-request-opened": count("pull-request-opened"),
    "pull-request-merged": count("pull-request-merged"),
    review: count("review"),
    issue: count("issue"),
    comment: count("comment"),
    release: count("release"),
  };
}

/** Each tally is of one person in one week, and counts up to the cap. All are whole numbers of one unit. */
function weightedSum(tallies: readonly Tally[], config: Weighing): Fraction {
  const cap = config["person-cap"];
  const weights = CONTRIBUTION_KINDS.map((kind) => weightOf(config, kind));
  const common = weights.reduce(
    (denominator, weight) => leastCommonMultiple(denominator, weight.denominator),
    cap.denominator,
  );
  const { unit, parts } = sharedUnits(tallies.reduce((longest, { length }) => Math.max(longest, length), 0));
  const worth = parts.flatMap((part) =>
    weights.map(({ numerator, denominator }) => numerator * (common / denominator) * part),
  );
  const most = cap.numerator * (common / cap.denominator) * unit;
  let sum = 0n;
  for (const tally of tallies) {
    let amount = 0n;
    for (let place = 0; place < tally.length; place += 1) {
      const count = tally[place] ?? 0;
      if (count > 0) amount += BigInt(count) * (worth[place] ?? 0n);
    }
    sum += amount < most ? amount : most;
  }
  return fraction(sum, common * unit);
}

/** A unit of which a whole, a half, a third and so on are whole numbers, for tallies of this length. */
function sharedUnits(length: number): { unit: bigint; parts: readonly bigint[] } {
  const shares = Array.from({ length: Math.ceil(length / KINDS) }, (_, index) => BigInt(index + 1));
  const unit = shares.reduce(leastCommonMultiple, 1n);
  return { unit, parts: shares.map((share) => unit / share) };
}
