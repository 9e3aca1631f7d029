import { type ActivityConfig, isCounted } from "./activity-config.ts";
import type { PlacedContribution } from "./contribution.ts";
import { type Coverage, linkedCoverage } from "./coverage.ts";
import { isLinked } from "./repository-glob.ts";

/** Which contributions of a ledger a config counts: those of its kinds, in the repositories that it links. */
export class Selection {
  readonly #config: ActivityConfig;
  /** By the spelling of the ledger: what was found to be linked, and what was not. */
  readonly #linked: Map<string, boolean>;

  constructor(config: ActivityConfig, coverage: Coverage) {
    this.#config = config;
    // A repository is also linked by the name that it had before, which only the coverage knows.
    this.#linked = new Map(linkedCoverage(coverage, config.repositories).map(([name]) => [name, true]));
  }

  includes({ repository, contribution }: PlacedContribution): boolean {
    return isCounted(this.#config, contribution.kind) && this.#isLinked(repository);
  }

  #isLinked(repository: string): boolean {
    const known = this.#linked.get(repository);
    if (known !== undefined) return known;
    const linked = isLinked(this.#config.repositories, repository);
    this.#linked.set(repository, linked);
    return linked;
  }
}
