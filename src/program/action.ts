import type { Base } from "./observation.ts";

/** A label that should exist: GitHub allows 50 characters of name and 100 of description. */
export interface Label {
  name: string;
  /** Six hexadecimal digits. */
  color: string;
  description: string;
}

/** A text file of the repository. */
export interface TextFile {
  path: string;
  content: string;
}

/** A file of the repository: text, or the bytes of a picture. */
export interface FileContent {
  path: string;
  content: string | Uint8Array;
}

/** A remark at a line of a file. */
export interface Annotation {
  path: string;
  /** Both from 1. */
  line: number;
  column: number;
  level: "failure" | "warning" | "notice";
  message: string;
}

export type CloseReason = "completed" | "not-planned" | "duplicate";

/**
 * One thing to make true on GitHub. Every action names what it was decided upon (the head of a branch, a node id),
 * so that acting on an outdated look fails instead of overwriting, and every action may be repeated without harm
 * after another look.
 */
export type Action =
  | { do: "comment"; subject: string; body: string }
  | { do: "edit-comment"; comment: string; body: string }
  | { do: "react"; comment: string; reaction: "thumbs-up" | "confused"; present: boolean }
  | { do: "add-labels"; subject: string; labels: readonly Label[] }
  | { do: "remove-labels"; subject: string; labelIds: readonly string[] }
  | { do: "close-issue"; issue: string; reason: CloseReason; duplicateOf: string | null }
  | { do: "reopen-issue"; issue: string }
  | { do: "open-issue"; title: string; body: string }
  | { do: "edit-issue"; issue: string; title: string; body: string }
  /** One commit by this app on the data branch, on top of `head` (`null`: the branch is made). */
  | {
      do: "record";
      head: string | null;
      headline: string;
      file: TextFile;
      /** Further files of the same commit. */
      alongside: readonly TextFile[];
    }
  /** One commit on top of `base.oid`, to which `branch` is then moved, and the pull request that carries it. */
  | {
      do: "propose";
      base: Base;
      branch: string;
      /** Whether the branch is there already. */
      branchExists: boolean;
      headline: string;
      body: string;
      files: readonly FileContent[];
      pullRequest: { title: string; body: string; existing: string | null };
    }
  | { do: "delete-branch"; branch: string }
  /** The result of a check at the commit `head`. */
  | {
      do: "check";
      head: string;
      conclusion: "success" | "neutral" | "failure";
      title: string;
      /** Markdown, at most 65,535 bytes. */
      summary: string;
      annotations: readonly Annotation[];
      /** The digest of all of this. */
      externalId: string;
      /** The same result that an earlier look began to write, and how many annotations it has. */
      started: { id: number; annotations: number } | null;
    };
