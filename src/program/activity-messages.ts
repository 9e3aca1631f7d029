import type { ReviewProblem } from "./activity/review-problems.ts";
/** The messages about what partners did, and about those that have gone quiet, as in `messages.ts`. */
export interface ActivityMessageViews {
  /** The text of the issue in which a partner is told that it has gone quiet. */
  "wind-down": {
    mentions: readonly string[];
    company: string;
    program: string;
    committee: string;
    /** `90 days`. */
    window: string;
    /** The last thing that counted. */
    last: { day: string; link: string } | null;
    /** Addresses of the forms; empty where there is none. */
    updateLink: string;
    reportLink: string;
    repositories: number;
    until: string;
  };
  /** The text of the issue that reviews all partners. */
  review: {
    program: string;
    committee: string;
    mention: string;
    from: string;
    to: string;
    /** What is not known; empty when all is. */
    gap: string;
    repositories: number;
    /** Which part this is where there are several, such as `2 of 3`; empty for the only one. */
    part: string;
    /** What may not count as somebody meant. */
    problems: readonly ReviewProblem[];
    partners: readonly {
      company: string;
      /** The partner's own issue; 0 where it is not known. */
      issue: number;
      issueLink: string;
      standing: string;
      /** What was done of each kind, and the addresses of the last few. */
      did: readonly { amount: string; links: readonly string[] }[];
      people: number;
      weeks: number;
      proposals: readonly { why: string; command: string }[];
    }[];
  };
  "wind-down-reminder": {
    mentions: readonly string[];
    company: string;
    committee: string;
    ends: string;
    statusLink: string;
  };
  "status-winding-down": {
    company: string;
    program: string;
    committee: string;
    state: "resumed" | "stalled" | "appealed" | "running" | "over" | "ended";
    /** Why nothing goes on. */
    why: string;
    /** The day on which the committee votes. */
    ends: string;
    /** Login of who ended it; empty where GitHub does not say it. */
    person: string;
    last: { day: string; link: string } | null;
    /** Whether the committee decides that a partner is active again. */
    byVote: boolean;
    /** Why the vote cannot be opened. */
    problems: readonly string[];
  };
}
