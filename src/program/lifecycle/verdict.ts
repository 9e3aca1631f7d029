import type { Action, CloseReason, FileContent, Label } from "../action.ts";
import type { Category } from "../category.ts";
import type { Instant } from "../instant.ts";
import type { Message } from "../messages.ts";
import type { Base, Person } from "../observation.ts";
import type { Stage } from "./stage.ts";

/** Whether the issue should be open or closed. `as-is` where people decide. */
export type WantedState =
  | { state: "open" }
  | { state: "closed"; reason: CloseReason; duplicateOf: string | null }
  | { state: "as-is" };

/**
 * A comment of the bot besides the status comment, found again by its marker.
 * `kept`: put back when it is edited or missing; `once`: written once, and then left as it is.
 */
export interface Note {
  name: string;
  key: string;
  message: Message;
  upkeep: "kept" | "once";
}

/** What became of the commands of one comment. */
export interface CommandAnswer {
  comment: string;
  answer: "done" | "refused";
}

/** One refused line, told to the person in a reply. */
export interface Refusal {
  person: Person;
  text: string;
  why: string;
  link: string;
}

/** The pull request of a decision: one commit on the current head of the base. */
export interface Proposal {
  base: Base;
  branch: string;
  branchExists: boolean;
  commit: { headline: string; body: string };
  files: readonly FileContent[];
  title: string;
  body: Message;
  /** Node id of the pull request that is open already. */
  existing: string | null;
}

/**
 * Something has to be read before more can be said: who votes now, what was decided so far, what partners did, the picture
 * that a company attached, or whether addresses of a report are dead.
 */
export type Needs =
  | { needs: "committee" | "decisions" | "activity" }
  | { needs: "logo"; address: string }
  | { needs: "links"; addresses: readonly string[] };

/** What should be true of one application or update, given all that was observed and the time. */
export interface Verdict {
  stage: Stage;
  categories: readonly Category[];
  /** Labels besides those of the stage and the categories. */
  labels: readonly Label[];
  status: Message;
  /** Marks the status comment, so that the next look finds what this one has settled; empty where nothing is. */
  statusKey: string;
  notes: readonly Note[];
  answers: readonly CommandAnswer[];
  issue: WantedState;
  /** Must be done before anything is said: records of what was decided. */
  first: readonly Action[];
  /** The pull request to be made or made anew. */
  proposal: Proposal | null;
  /** The branch of a merged decision, which nobody needs any more. */
  deletedBranch: string | null;
  /** When time alone can change the verdict. */
  next: Instant | null;
  /** Acting changes what the next look sees, so look again at once. */
  again: boolean;
}
