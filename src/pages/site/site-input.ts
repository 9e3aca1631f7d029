import type { ProgramActivity } from "../../program/activity/partner-activity.ts";
import type { YearArchive } from "../../program/archive.ts";
import type { Config } from "../../program/config.ts";
import type { FiledDecision } from "../../program/decisions.ts";
import type { Registry } from "../../program/registry.ts";
import type { Templates } from "../../text/template.ts";

/** All that the site is made of. The same input gives the same bytes. */
export interface SiteInput {
  readonly config: Config;
  readonly registry: Registry;
  /** Every decision in the repository, in any order. */
  readonly decisions: readonly FiledDecision[];
  readonly archives: readonly YearArchive[];
  /** Where the program lives: `url` is its address, without a slash at its end. */
  readonly repository: {
    readonly owner: string;
    readonly name: string;
    readonly url: string;
    readonly branch: string;
  };
  /** What partners did; `null` where activity is not tracked, or is not at hand. */
  readonly activity: ProgramActivity | null;
  /** The address at which the site is seen, with a slash at its end. */
  readonly siteUrl: string;
  /** The UTC day for which it is made, such as `2026-11-24`: badges expire, and a shuffle changes, by it. */
  readonly day: string;
  /** The files of logos that the registry names, by path in the repository. */
  readonly logos: ReadonlyMap<string, Uint8Array>;
  /** Templates of the pages, the program's own ones in the place of ours. */
  readonly templates: Templates;
}

/** A file of the site, by its path from the top of the site. */
export interface SiteFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}
