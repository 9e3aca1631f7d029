import { subtractDuration } from "../duration.ts";
import { type Instant, instantOf } from "../instant.ts";
import type { Registry } from "../registry.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { type ActivityWindow, weekOf } from "./activity-window.ts";
import { type Affiliations, affiliationsOf } from "./affiliation.ts";
import type { PlacedContribution } from "./contribution.ts";
import { type Coverage, coverageOf } from "./coverage.ts";
import { coverageStatement } from "./coverage-statement.ts";
import { creditOf } from "./credit.ts";
import { measure } from "./partner-activity.ts";
import { programActivity } from "./program-activity.ts";
import { Selection } from "./selection.ts";
import { type Standing, standingOf } from "./standing.ts";

interface StandingInput {
  readonly registry: Registry;
  readonly config: ActivityConfig;
  readonly coverage: Coverage;
  /** As of when; `null` for as late as the ledger is complete. */
  readonly until: Instant | null;
}

/** How one partner stands, and how much it did in the time after which a partner is quiet. */
interface PartnerStanding {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly people: number;
  readonly weeks: number;
}

export interface StandingReport {
  /** What counts lies after `from`, and until `to`; `null` where nothing is known to be complete. */
  readonly window: ActivityWindow | null;
  /** All of the registry, in its order. */
  readonly partners: readonly PartnerStanding[];
  /** What the ledger is complete for, as part of a sentence. */
  readonly statement: string;
}

/**
 * How all partners stand under a config, from a ledger that is given one contribution at a time and in any order. For each
 * partner only the newest contribution of each person in each week is kept: more of them change nothing in who is quiet.
 */
export class StandingReporter {
  /** The time whose contributions matter; `null` where none do. */
  readonly window: ActivityWindow | null;
  readonly #input: StandingInput;
  readonly #affiliations: Affiliations;
  readonly #selection: Selection;
  readonly #newest = new Map<string, PlacedContribution>();

  constructor(input: StandingInput) {
    const { registry, config, coverage, until } = input;
    this.#input = input;
    this.#affiliations = affiliationsOf(registry, config);
    this.#selection = new Selection(config, coverage);
    const { to } = coverageOf(coverage, config.repositories);
    const end = to === null ? null : instantOf(Math.min(to, until ?? to));
    this.window =
      end === null ? null : { from: subtractDuration(end, config.standing["quiet-after"]), to: end };
  }

  /** Takes a contribution. Those that are outside of the time or count for nobody change nothing. */
  add(placed: PlacedContribution): void {
    const { at, kind, by, partner: named } = placed.contribution;
    if (this.window === null || at <= this.window.from || at > this.window.to) return;
    if (!this.#selection.includes(placed)) return;
    const { shares, refused } = creditOf(this.#affiliations, placed.contribution);
    for (const { partner, state } of shares) {
      if (state !== "confirmed") continue;
      const key = `${partner} ${by} ${weekOf(at)}`;
      const before = this.#newest.get(key)?.contribution.at ?? at;
      if (before > at) continue;
      // Only what it is credited by: the rest would hold on to the texts of the ledger.
      const override = named === undefined || refused !== null ? {} : { partner };
      this.#newest.set(key, {
        repository: placed.repository,
        contribution: { id: "", kind, at, by, path: "", ...override },
      });
    }
  }

  report(): StandingReport {
    const { registry, config, coverage } = this.#input;
    const known = programActivity(
      { registry, config },
      { coverage, contributions: this.#newest.values(), reports: [] },
      "",
    );
    const { from, to } = this.window ?? { from: instantOf(0), to: instantOf(0) };
    const activity = known.coverage.complete ? { ...known, coverage: { ...known.coverage, to } } : known;
    return {
      window: this.window,
      partners: registry.partners.map((partner) => {
        const { people, weeks } = measure(known.facts.get(partner.id) ?? [], from, to);
        const standing = standingOf(partner, config.standing, activity, to);
        return { id: partner.id, name: partner.name, standing, people, weeks };
      }),
      statement: coverageStatement(coverageOf(coverage, config.repositories)),
    };
  }
}
