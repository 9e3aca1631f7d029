import type { Instant } from "../instant.ts";
import type { ObservedRepository } from "../observation.ts";
import type { ChangedFile } from "./check-files.ts";

/** The name under which the result stands among a commit's checks. */
export const CHECK_NAME = "Partnerbot";

/** The last result that this app has put at a commit. */
export interface WrittenCheck {
  readonly id: number;
  /** The digest of the whole result. */
  readonly externalId: string;
  readonly completed: boolean;
  /** How many annotations it has so far. */
  readonly annotations: number;
}

/** A pull request as far as it has to be known whether it concerns the program. */
export interface PullRequestLook {
  readonly at: Instant;
  /** The login of this app's account, without `[bot]`. */
  readonly app: string;
  readonly repository: ObservedRepository;
  readonly number: number;
  readonly open: boolean;
  /** The branch that it goes to. */
  readonly into: string;
  /** Its last commit, and that commit's parents. */
  readonly head: string;
  readonly parents: readonly string[];
  readonly changed: readonly ChangedFile[];
  /** Whether these are all: GitHub lists 3,000 at most. */
  readonly allChanged: boolean;
  /** The text of the config: `undefined` for none, `null` for one that cannot be read. */
  readonly config: { readonly head: string | null | undefined; readonly base: string | null | undefined };
  /** The check of that commit. */
  readonly check: WrittenCheck | null;
}

/** What is read of the two commits: the head of a pull request, and where it branched off. */
export interface CheckReading {
  /** Paths of which the text is read. */
  readonly head: readonly string[];
  readonly base: readonly string[];
  /** A folder of which the names are read with those in its folders, and one with its own files only. */
  readonly decisions: string | null;
  readonly logos: string | null;
  /** The folder of archives at the head and where it branched off, which is another one when the config moves it. */
  readonly archives: { readonly head: string; readonly base: string } | null;
}

/** What was found there. */
export interface CheckTexts {
  /** By path; `null` for what is there and is no whole text. */
  readonly head: ReadonlyMap<string, string | null>;
  readonly base: ReadonlyMap<string, string | null>;
  /** Whether there is a file, as far as that was asked for. */
  readonly present: (path: string) => boolean | null;
  /** The paths of everything in the folder of archives where the pull request branched off. */
  readonly archived: readonly string[];
}
