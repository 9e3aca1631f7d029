import type { CheckFinding } from "./finding.ts";

/** A finding about one entry of the registry, by its path inside of the entry. */
export interface EntryFinding extends Pick<CheckFinding, "level" | "message" | "mend"> {
  readonly path: readonly (string | number)[];
}
