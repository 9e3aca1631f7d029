import type { ActivityConfig } from "../activity/activity-config.ts";
import { weekStart } from "../activity/activity-window.ts";
import { type Affiliations, affiliationsOf } from "../activity/affiliation.ts";
import {
  CONTRIBUTION_KINDS,
  type ContributionKind,
  type PlacedContribution,
} from "../activity/contribution.ts";
import type { Coverage } from "../activity/coverage.ts";
import { creditOf } from "../activity/credit.ts";
import { Selection } from "../activity/selection.ts";
import { add, type Fraction, fraction, parseFraction, printFraction, ZERO } from "../ballot/fraction.ts";
import { formatDay } from "../instant.ts";
import type { AnonymousWeek } from "../partner.ts";
import type { Registry } from "../registry.ts";

interface CreditInput {
  readonly registry: Pick<Registry, "partners">;
  readonly config: ActivityConfig;
  readonly coverage: Coverage;
}

/** Exact amounts by kind. */
type Amounts = Map<ContributionKind, Fraction>;

/**
 * What one account's contributions count for each partner, by week and kind, exactly as they are credited: only what is
 * confirmed, of what is shared the partner's part. It takes a ledger one contribution at a time and in any order.
 */
export class AnonymousCredit {
  readonly #affiliations: Affiliations;
  readonly #selection: Selection;
  readonly #account: number | null;
  /** By partner id, and by the Monday of the week. */
  readonly #weeks = new Map<string, Map<string, Amounts>>();

  constructor({ registry, config, coverage }: CreditInput, account: number | null) {
    this.#affiliations = affiliationsOf(registry, config);
    this.#selection = new Selection(config, coverage);
    this.#account = account;
  }

  add(placed: PlacedContribution): void {
    const { contribution } = placed;
    const { by, at, kind } = contribution;
    if (by !== this.#account || !this.#selection.includes(placed)) return;
    const { shares } = creditOf(this.#affiliations, contribution);
    const week = formatDay(weekStart(at));
    for (const { partner, state } of shares) {
      if (state !== "confirmed") continue;
      const weeks = this.#weeks.get(partner) ?? new Map<string, Amounts>();
      const amounts: Amounts = weeks.get(week) ?? new Map();
      amounts.set(kind, add(amounts.get(kind) ?? ZERO, fraction(1, shares.length)));
      this.#weeks.set(partner, weeks.set(week, amounts));
    }
  }

  /** By partner id, oldest week first, as the registry keeps it. */
  weeks(): Map<string, AnonymousWeek[]> {
    const entries = [...this.#weeks].map(([partner, weeks]): [string, AnonymousWeek[]] => {
      const list = [...weeks].map(([week, amounts]) => printWeek(week, amounts));
      return [partner, list.sort((one, other) => (one.week < other.week ? -1 : 1))];
    });
    return new Map(entries);
  }
}

/** What two entries of one week come to together. */
export function addWeeks(one: AnonymousWeek, other: AnonymousWeek): AnonymousWeek {
  const amounts: Amounts = new Map();
  for (const kind of CONTRIBUTION_KINDS) {
    const sum = [one[kind], other[kind]]
      .flatMap((amount) => (amount === undefined ? [] : [parseFraction(amount)]))
      .reduce(add, ZERO);
    if (sum.numerator > 0n) amounts.set(kind, sum);
  }
  return printWeek(one.week, amounts);
}

function printWeek(week: string, amounts: Amounts): AnonymousWeek {
  const printed = CONTRIBUTION_KINDS.flatMap((kind): [ContributionKind, number | string][] => {
    const amount = amounts.get(kind);
    if (amount === undefined) return [];
    return [[kind, amount.denominator === 1n ? Number(amount.numerator) : printFraction(amount)]];
  });
  return { week, ...Object.fromEntries(printed) };
}
