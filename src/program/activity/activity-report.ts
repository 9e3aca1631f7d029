import type { Registry } from "../registry.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { type ActivityWindow, isInWindow } from "./activity-window.ts";
import {
  type AffiliationProblem,
  type Affiliations,
  affiliationsOf,
  type CreditState,
} from "./affiliation.ts";
import { anonymousAmounts } from "./anonymous.ts";
import type { PlacedContribution } from "./contribution.ts";
import { type Coverage, type CoverageSummary, coverageOf } from "./coverage.ts";
import { coverageStatement, isCovered, uncoveredTimes } from "./coverage-statement.ts";
import { type Credit, creditOf, type RefusalReason } from "./credit.ts";
import { MeasureSum, type Measures } from "./measures.ts";
import { Selection } from "./selection.ts";

interface ReportInput {
  readonly registry: Pick<Registry, "partners">;
  readonly config: ActivityConfig;
  readonly coverage: Coverage;
  readonly window: ActivityWindow;
}

/** What was done for one partner. What is suggested is not credited until the people confirm. */
export interface PartnerActivity {
  readonly id: string;
  readonly name: string;
  readonly confirmed: Measures;
  readonly suggested: Measures;
}

/** A contribution that names a partner for which it does not count. */
export interface RefusedOverride {
  readonly kind: "override-refused";
  readonly partner: string;
  readonly why: RefusalReason;
  /** `owner/name`, and the address below it. */
  readonly repository: string;
  readonly path: string;
}

export interface ActivityReport {
  readonly window: ActivityWindow;
  /** All of the registry, in its order: nobody is ranked. */
  readonly partners: readonly PartnerActivity[];
  /** Contributions in the window, in linked repositories and of kinds that count. */
  readonly contributions: number;
  /** How many of them are for no partner. */
  readonly unaffiliated: number;
  readonly problems: readonly AffiliationProblem[];
  /** How many named a partner in vain, and the first of them. */
  readonly refused: { readonly total: number; readonly first: readonly RefusedOverride[] };
  readonly coverage: CoverageSummary;
  /** Whether everything in the window is known. */
  readonly complete: boolean;
  /** What the ledger is complete for, and what of the window is outside of that. */
  readonly statement: string;
}

/** So many refused overrides are named: anybody can write such lines, as many as they like. */
const MOST_REFUSED = 100;

/** Adds up a ledger, one contribution at a time and in any order. Its memory does not grow with the ledger. */
export class ActivityReporter {
  readonly #input: ReportInput;
  readonly #affiliations: Affiliations;
  readonly #sums = new Map<string, Record<CreditState, MeasureSum>>();
  readonly #selection: Selection;
  readonly #refused: RefusedOverride[] = [];
  #refusals = 0;
  #contributions = 0;
  #unaffiliated = 0;

  constructor(input: ReportInput) {
    const { registry, config, coverage, window } = input;
    this.#input = input;
    this.#affiliations = affiliationsOf(registry, config);
    this.#selection = new Selection(config, coverage);
    for (const partner of registry.partners) {
      const confirmed = new MeasureSum();
      for (const { kind, at, amount } of anonymousAmounts(partner, config)) {
        if (isInWindow(window, at)) confirmed.addAnonymous(kind, at, amount);
      }
      this.#sums.set(partner.id, { confirmed, suggested: new MeasureSum() });
    }
  }

  /**
   * Counts a contribution, and says for whom; `null` when it is outside of the window or of what the config counts. Each
   * contribution may be given once only.
   */
  add(placed: PlacedContribution): Credit | null {
    const { repository, contribution } = placed;
    const { at, kind, by, path, partner } = contribution;
    if (!isInWindow(this.#input.window, at) || !this.#selection.includes(placed)) return null;
    this.#contributions += 1;
    const credit = creditOf(this.#affiliations, contribution);
    const { shares, refused } = credit;
    if (shares.length === 0) this.#unaffiliated += 1;
    if (refused !== null && partner !== undefined) {
      this.#refusals += 1;
      if (this.#refused.length < MOST_REFUSED) {
        this.#refused.push({ kind: "override-refused", partner, why: refused, repository, path });
      }
    }
    for (const share of shares) {
      this.#sums.get(share.partner)?.[share.state].add(kind, at, by, shares.length);
    }
    return credit;
  }

  report(): ActivityReport {
    const { registry, config, coverage, window } = this.#input;
    const summary = coverageOf(coverage, config.repositories);
    const nothing = new MeasureSum();
    return {
      window,
      partners: registry.partners.map(({ id, name }) => {
        const { confirmed = nothing, suggested = nothing } = this.#sums.get(id) ?? {};
        return { id, name, confirmed: confirmed.measures(config), suggested: suggested.measures(config) };
      }),
      contributions: this.#contributions,
      unaffiliated: this.#unaffiliated,
      problems: this.#affiliations.problems,
      refused: { total: this.#refusals, first: this.#refused },
      coverage: summary,
      complete: isCovered(summary, window),
      statement: [sentence(coverageStatement(summary)), ...uncoveredTimes(summary, window)].join(" "),
    };
  }
}

/** The report of a whole ledger. `counted` is told of each contribution that counts for a partner, and how. */
export function reportActivity(
  input: ReportInput,
  contributions: Iterable<PlacedContribution>,
  counted: (placed: PlacedContribution, credit: Credit) => void = () => {},
): ActivityReport {
  const reporter = new ActivityReporter(input);
  for (const placed of contributions) {
    const credit = reporter.add(placed);
    if (credit !== null && credit.shares.length > 0) counted(placed, credit);
  }
  return reporter.report();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
