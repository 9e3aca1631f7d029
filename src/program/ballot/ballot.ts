import type { Instant } from "../instant.ts";
import type { Fraction } from "./fraction.ts";
import type { Roll, Voter } from "./roll.ts";
import type { Choice, Rule } from "./rule.ts";
import type { Act, Actor, IgnoredAct } from "./vote.ts";

/** What and whom a ballot is about, as far as recusals depend on it. */
export interface Subject {
  /** The applicant organization, and further names it is known under. */
  readonly organizations: readonly string[];
  /** Login of the person who applied. */
  readonly applicant: string | null;
  /** Login of the person who proposed. */
  readonly proposer: string | null;
  /** Login of the person whom the ballot is about. */
  readonly person: string | null;
  /** Logins whom the proposal names as its own people without anyone having confirmed it: printed, never recused. */
  readonly claims: readonly string[];
}

/** One question put to the committee, frozen when it opened. */
export interface Ballot {
  readonly rule: Rule;
  readonly roll: Roll;
  readonly subject: Subject;
  readonly opened: Instant;
}

export type Outcome = "open" | "passed" | "failed" | "no-quorum" | "cancelled";

export interface QuorumCount {
  readonly met: boolean;
  readonly have: Fraction;
  readonly need: Fraction;
  /** People present, whatever the quorum counts. */
  readonly people: number;
}

/** How one voter stands in the count. */
export interface VoterLine {
  readonly voter: Voter;
  readonly state: "choice" | "silent" | "recused" | "not-in-base";
  readonly choice: Choice | null;
  /** What the choice weighs in the count, after the rule for organizations; zero without a choice. */
  readonly counted: Fraction;
  /** The voter's own words, or why the voter is recused. */
  readonly reason: string | null;
  readonly link: string | null;
  /** When the standing choice or recusal was made; `null` for automatic ones and for silence. */
  readonly at: Instant | null;
  /** The proposer's yes by proposing. */
  readonly implicit: boolean;
  /** The alternate whose vote counts here while this voter has none. */
  readonly alternate: string | null;
  /** The proposal names this voter as its own, and nobody has confirmed it. */
  readonly claimed: boolean;
}

export interface Extension {
  readonly by: Actor | null;
  readonly at: Instant;
  /** The new scheduled end. */
  readonly to: Instant;
  /** `no-quorum` for the rule's own extension. */
  readonly cause: "person" | "no-quorum";
  readonly reason: string | null;
}

/** The exact count of one ballot as it holds at one instant. */
export interface Count {
  readonly outcome: Outcome;
  /** The opening, or the edit that restarted the vote. */
  readonly opened: Instant;
  /** The scheduled end, also when the ballot closed early. */
  readonly closes: Instant;
  /** When the ballot closed; `null` while it is open. */
  readonly decided: Instant | null;
  /** One sentence. */
  readonly why: string;
  readonly yes: Fraction;
  readonly no: Fraction;
  readonly abstain: Fraction;
  readonly present: Fraction;
  readonly base: Fraction;
  /** The smallest attainable amount of yes that passes against this base. */
  readonly needed: Fraction;
  /** `null` when the rule has no quorum. */
  readonly quorum: QuorumCount | null;
  /** People, never capped. */
  readonly people: {
    readonly yes: number;
    readonly no: number;
    readonly abstain: number;
    readonly present: number;
  };
  readonly recused: readonly { readonly login: string; readonly why: string }[];
  readonly ignored: readonly IgnoredAct[];
  readonly capped: readonly {
    readonly organization: string;
    readonly from: Fraction;
    readonly to: Fraction;
  }[];
  /** Every voter, in the order of the roll. */
  readonly voters: readonly VoterLine[];
  readonly extensions: readonly Extension[];
  readonly vetoes: readonly { readonly login: string; readonly reason: string | null; readonly act: Act }[];
  /** Edits of the proposal within the voting time. */
  readonly edits: readonly Instant[];
  /** Votes that fell when an edit restarted the vote and were not cast again. */
  readonly fallen: readonly Act[];
  /** The accepted cancellation or close; `null` when the rule or the clock closed it. */
  readonly closedBy: Act | null;
  /** The comparison with its numbers in words. */
  readonly formula: string;
  /** When the minimum period is over; `null` when the rule has none. */
  readonly minimumPeriodEnds: Instant | null;
  /** The next instant at which the outcome could change by time alone; `null` when the ballot is closed. */
  readonly nextInstant: Instant | null;
}
