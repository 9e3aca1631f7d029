import type { DeadLinkReason } from "./evidence-link.ts";
import type { UpdatePullRequestView } from "./update-pull-request.ts";

/** The messages by which partners change their entries and report their work, as in `messages.ts`. */
export interface PartnerMessageViews {
  "status-update-incomplete": {
    company: string;
    problems: readonly { field: string; found: string; mend: string; link: string }[];
    /** The address of the form; empty where the issue holds its answers. */
    formLink: string;
    expires: string;
    vote: VoteWay | null;
  };
  "status-update-waiting": {
    company: string;
    pullRequest: number;
    pullRequestLink: string;
    /** Whether a person has committed to the branch. */
    isEdited: boolean;
    problem: string;
    /** Pictures that cannot be used: for which part they were sent, and what to do. */
    leftOut: readonly { field: string; problem: string }[];
    /** Logins of people who are named anew, and are asked whether they want to be. */
    asked: readonly string[];
    vote: VoteWay | null;
  };
  "status-update-done": {
    company: string;
    /** Login of who filed it. */
    person: string;
    listLink: string;
    pullRequest: number;
    pullRequestLink: string;
  };
  "status-update-closed": {
    company: string;
    ending: "withdrawn" | "closed" | "declined" | "expired";
    /** Login of who closed it, where that says something. */
    person: string;
    days: string;
    pullRequest: number;
    pullRequestLink: string;
    /** Whether the pull request is open still, because a person has committed to it. */
    isOpen: boolean;
  };
  "status-report-incomplete": {
    company: string;
    problems: readonly { field: string; found: string; mend: string; link: string }[];
    /** The address of the form; empty where the issue holds its answers. */
    formLink: string;
    expires: string;
  };
  "status-report-waiting": {
    company: string;
    /** What was done, such as `a talk`. */
    work: string;
    date: string;
    /** The last day on which it counts, once it is confirmed. */
    expires: string;
    committee: string;
    /** How the committee is called, where the config says it. */
    mention: string;
    /** Addresses of the evidence that are certainly dead. */
    dead: readonly { address: string; why: DeadLinkReason }[];
  };
  "status-report-confirmed": {
    company: string;
    work: string;
    date: string;
    expires: string;
    /** Login of who confirmed it. */
    member: string;
    recordLink: string;
    /** Whether the issue was edited since then. */
    isEdited: boolean;
  };
  "status-report-stopped": {
    company: string;
    committee: string;
    problem: string;
    commit: string;
    commitLink: string;
    /** What keeps the report, as it is now, from being confirmed again. */
    problems: readonly { field: string; found: string; mend: string; link: string }[];
  };
  "status-report-closed": {
    company: string;
    ending: "withdrawn" | "declined" | "closed" | "expired" | "resting";
    /** Login of who declined or closed it, where that is known. */
    person: string;
    /** Why it was declined, as the member wrote it. */
    reason: string;
    days: string;
  };
  "update-pull-request": UpdatePullRequestView;
}

/** Where to ask for what only a vote may change. */
interface VoteWay {
  committee: string;
  /** The partner's own issue; 0 where it is not known. */
  issue: number;
  issueLink: string;
}
