import type { Duration } from "../duration.ts";
import type { Instant } from "../instant.ts";
import type { Choice } from "./rule.ts";

/** Who did something; logins are compared without case, ids first where both are known. */
export interface Actor {
  readonly login: string;
  readonly id: number | null;
}

/** Why an act does not count although it was well-formed. */
type VoidReason =
  /** The comment was last edited by someone else than its author. */
  | "edited-by-other"
  /** The comment was deleted by someone else than its author. */
  | "deleted-by-other"
  /** The author deleted the comment. */
  | "deleted-by-author"
  /** GitHub no longer has the text that stood at the close. */
  | "version-unknown";

/** From when on an act is void. An act that is made void after the close still counts. */
export interface Voiding {
  /** `null`: from the start. */
  readonly at: Instant | null;
  readonly reason: VoidReason;
  /** Who edited or deleted it; `null` where GitHub does not say. */
  readonly by: string | null;
}

/** What was done. */
export type Deed =
  | { readonly do: "vote"; readonly choice: Choice; readonly reason: string | null }
  | { readonly do: "vote-withdraw" }
  | { readonly do: "recuse"; readonly reason: string | null }
  | { readonly do: "veto"; readonly reason: string | null }
  | { readonly do: "veto-withdraw" }
  | { readonly do: "open" }
  | { readonly do: "extend"; readonly duration: Duration; readonly reason: string | null }
  | { readonly do: "close" }
  | { readonly do: "cancel"; readonly reason: string | null }
  /** The ballot has lost its object: the applicant took the proposal back, or the record was not believed any more. */
  | { readonly do: "end"; readonly reason: string }
  /** The proposal was edited. Under `on-edit: restart` everything starts anew. */
  | { readonly do: "edit" }
  /** A comment of which the text cannot be had; it is always void, and is named. */
  | { readonly do: "unreadable" };

/**
 * Something that a person did at an instant. A comment that its author edited gives one act for each version:
 * the earlier version has `until` set to the edit's time, the later one has that time as `at`, and both carry
 * the comment's id in `order`.
 */
export type Act = Deed & {
  readonly by: Actor;
  /** The comment's creation, or the author's own edit that made this version. */
  readonly at: Instant;
  /** When the author's next version took its place; `null` while this one stands. */
  readonly until: Instant | null;
  /** Comment id and position in it (in a file: line and 0). Decides between acts of the same second. */
  readonly order: readonly [number, number];
  readonly link: string | null;
  readonly void: Voiding | null;
};

/** Why an act was refused that is not void. */
export type Refusal =
  | "off-roll"
  | "too-early"
  | "too-late"
  | "recused"
  | "no-reason"
  | "no-veto"
  | "not-decided"
  | "minimum-period"
  | "already-open"
  | "too-far";

/** An act that changed nothing, with the reason. */
export interface IgnoredAct {
  readonly act: Act;
  readonly code: Refusal | VoidReason;
  /** A phrase such as "is not on the roll". */
  readonly why: string;
}
