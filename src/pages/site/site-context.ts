import type { BallotRecord } from "../../program/ballot/record.ts";
import { type FramePage, pageFrames } from "./page-frame.ts";
import { type ShownPartner, shownPartners } from "./shown-partner.ts";
import type { SiteInput } from "./site-input.ts";

/** The input, with what many pages need and is computed once. */
export interface SiteContext extends SiteInput {
  /** In order, former ones behind. */
  readonly partners: readonly ShownPartner[];
  /** Closed ballots by the path of their decision. */
  readonly ballots: ReadonlyMap<string, BallotRecord>;
  readonly framePage: FramePage;
}

export function siteContext(input: SiteInput): SiteContext {
  return {
    ...input,
    partners: shownPartners(input),
    ballots: new Map(input.decisions.map(({ path, ballot }) => [path, ballot])),
    framePage: pageFrames(input),
  };
}
