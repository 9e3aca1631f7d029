import { parseMarker, printMarker } from "../../text/marker.ts";
import type { Action } from "../action.ts";
import type { CountedFact, ProgramActivity } from "../activity/partner-activity.ts";
import {
  MOST_LINKS,
  type ReviewLine,
  type ReviewProposal,
  reviewDue,
  reviewLines,
  reviewWindow,
} from "../activity/review.ts";
import { type FoundAccounts, reviewProblems } from "../activity/review-problems.ts";
import type { Config } from "../config.ts";
import { formatDay, type Instant } from "../instant.ts";
import type { MessageViews } from "../messages.ts";
import type { ListedIssue, ProgramLook } from "../observation.ts";
import type { Registry } from "../registry.ts";
import { categoryNames } from "./question.ts";
import { LONGEST_BODY, type Render } from "./steps.ts";

const MARKER = "review";

type View = MessageViews["review"];
type RowView = View["partners"][number];

const KINDS: Readonly<Record<CountedFact["kind"], readonly [one: string, many: string]>> = {
  commit: ["commit", "commits"],
  "pull-request-opened": ["pull request opened", "pull requests opened"],
  "pull-request-merged": ["pull request merged", "pull requests merged"],
  review: ["review", "reviews"],
  issue: ["issue", "issues"],
  comment: ["comment", "comments"],
  release: ["release", "releases"],
  report: ["confirmed report", "confirmed reports"],
};

/** The review that is due and was not opened yet, by its month; `null` when there is none. */
export function reviewToOpen(config: Config, look: Pick<ProgramLook, "at" | "issues">): string | null {
  const key = reviewDue(config, look.at);
  return key === null || look.issues.some((issue) => reviewOf(issue) === key) ? null : key;
}

/**
 * The review of all partners, in an issue of its own: in several where there are more partners than GitHub takes in one.
 * `accounts` is who has the logins of `reviewedLogins` now.
 */
export function reviewIssues(
  key: string,
  program: { config: Config; registry: Registry },
  activity: ProgramActivity,
  accounts: FoundAccounts,
  look: Pick<ProgramLook, "at"> & { repository: { url: string } },
  render: Render,
): Action[] {
  const { config, registry } = program;
  const window = reviewWindow(config, key);
  const lines = reviewLines(config, registry.partners, activity, window, look.at);
  if (lines.length === 0) return [];
  const { coverage } = activity;
  const misnamed = activity.misnamed.filter(({ at }) => at > window.from && at <= window.to);
  const view: View = {
    program: config.program.name,
    committee: config.program.committee,
    mention: config.program["committee-mention"] ?? "",
    from: formatDay(window.from),
    to: formatDay(window.to),
    gap: coverage.complete ? gapOf(coverage, window) : coverage.why,
    repositories: coverage.complete ? coverage.repositories : 0,
    part: "",
    problems: reviewProblems(registry, config.activity, accounts, misnamed),
    partners: lines.map((line) => rowView(config, look.repository.url, line)),
  };
  return viewsOf(view, (part) => render({ name: MARKER, view: part })).map((part) => ({
    do: "open-issue",
    title: `Review of all partners, ${key}${part.part === "" ? "" : ` (${part.part})`}`,
    body: `${printMarker({ name: MARKER, key })}\n${render({ name: MARKER, view: part })}`,
  }));
}

/** One that is short enough, with as many links as there is room for, or else several of as many partners as fit. */
function viewsOf(view: View, print: (view: View) => string): View[] {
  const fits = (one: View) => print(one).length <= LONGEST_BODY;
  for (let links = MOST_LINKS; links >= 0; links -= 1) {
    const shorter = withLinks(view, links);
    if (fits(shorter)) return [shorter];
  }
  const { partners, problems } = withLinks(view, 0);
  for (let size = Math.ceil(partners.length / 2); ; size = Math.ceil(size / 2)) {
    const count = Math.ceil(partners.length / size);
    const parts = Array.from({ length: count }, (_, index) => ({
      ...view,
      part: `${index + 1} of ${count}`,
      problems: index === 0 ? problems : [],
      partners: partners.slice(index * size, (index + 1) * size),
    }));
    if (size === 1 || parts.every(fits)) return parts;
  }
}

function withLinks(view: View, most: number): View {
  const partners = view.partners.map((partner) => ({
    ...partner,
    did: partner.did.map(({ amount, links }) => ({ amount, links: links.slice(0, most) })),
  }));
  return { ...view, partners };
}

/** Which review an issue is; `null` when it is none. Only what this app wrote is believed. */
function reviewOf({ author, body }: Pick<ListedIssue, "author" | "body">): string | null {
  const marker = author?.own ? parseMarker(body) : null;
  return marker?.name === MARKER ? (marker.key ?? null) : null;
}

/** What of the time is not known; empty when all of it is. */
function gapOf({ from, to }: { from: Instant; to: Instant }, window: { from: Instant; to: Instant }): string {
  if (from > window.from) return `What happened before ${formatDay(from)} is not known.`;
  return to < window.to ? `What happened after ${formatDay(to)} is not known.` : "";
}

function rowView(config: Config, home: string, line: ReviewLine): RowView {
  const { partner, amounts, people, weeks, proposals } = line;
  const issue = partner.application ?? 0;
  return {
    company: partner.name,
    issue,
    issueLink: issue === 0 ? "" : `${home}/issues/${issue}`,
    standing: standingInWords(line),
    did: amounts.map(({ kind, amount, latest }) => ({
      amount: `${amount} ${KINDS[kind][amount === "1" ? 0 : 1]}`,
      links: latest,
    })),
    people,
    weeks,
    proposals: proposals.map((proposal) => proposalView(config, proposal)),
  };
}

function standingInWords({ standing }: ReviewLine): string {
  switch (standing.kind) {
    case "active":
      return "active";
    case "at-risk":
      return `at risk: quiet on ${formatDay(standing.quietOn)} without anything new`;
    case "quiet":
      return "quiet";
    case "exempt":
      return `new, exempt until ${formatDay(standing.until)}`;
    case "unknown":
      return "not known";
    case "former":
    case "suspended":
      return standing.kind;
  }
}

/** What could be voted on, why, and by which command. */
function proposalView(config: Config, proposal: ReviewProposal): RowView["proposals"][number] {
  const name = categoryNames(config)(proposal.category);
  switch (proposal.kind) {
    case "renew":
      return {
        why: `the badge ${name} runs out after ${proposal.day}`,
        command: `/open-vote award ${proposal.category}`,
      };
    case "take-away":
      return {
        why: `the badge ${name} ran out after ${proposal.day}`,
        command: `/open-vote award -${proposal.category}`,
      };
    case "award":
      return {
        why: `active for the badge ${name} in ${weeksInWords(proposal.weeks)}`,
        command: `/open-vote award ${proposal.category}`,
      };
    case "relegate":
      return {
        why: `active for the badge ${name} in ${weeksInWords(proposal.weeks)} only`,
        command: `/open-vote award -${proposal.category}`,
      };
  }
}

function weeksInWords(weeks: number): string {
  return `${weeks} ${weeks === 1 ? "week" : "weeks"}`;
}
