import { truncateText } from "../text/escape.ts";
import type { Config } from "./config.ts";
import { plainInert } from "./decision-pull-request.ts";
import { logoChanges } from "./logo.ts";
import type { Partner } from "./partner.ts";
import { supportedByChanges } from "./supported-by-files.ts";

/** Values are plain text as people wrote it, or links to GitHub; the template escapes them. */
export interface UpdatePullRequestView {
  company: string;
  /** Login of who asks. */
  asker: string;
  /** Whether the asker is on the committee, and not one of the partner's own people. */
  isMember: boolean;
  committee: string;
  issue: number;
  issueLink: string;
  changes: readonly EntryChange[];
  /** The name until now; empty where it stays. */
  formerName: string;
  /** Logins that are named anew and have not confirmed it. */
  suggested: readonly string[];
  /** Whether something was asked for that only a vote may change, and so is no part of this. */
  asksForVote: boolean;
  /** Pictures that cannot be used: for which part they were sent, and what to do. */
  leftOut: readonly { field: string; problem: string }[];
  files: readonly { path: string; change: string }[];
}

/** One part of the entry before and after; empty for nothing. */
interface EntryChange {
  part: string;
  before: string;
  after: string;
  /** Addresses, which are to be read letter by letter. */
  exact: boolean;
}

interface UpdatePullRequestInput {
  before: Partner;
  after: Partner;
  asker: string;
  isMember: boolean;
  asksForVote: boolean;
  /** The paths of the files in which the block of the partners' names changes. */
  supportedBy: readonly string[];
  /** The paths of the pictures that come along. */
  logos: readonly string[];
  /** Lines of the commit's message by which it is known later which pictures these are. */
  marks: readonly string[];
  leftOut: UpdatePullRequestView["leftOut"];
  issue: { number: number; url: string };
  config: Pick<Config, "program" | "files">;
}

/** Bodies may have 65,536 characters; the whole text is in the pull request's files. */
const LONGEST_CELL = 1000;

/** Says who asked for what, each part before and after, and what a maintainer does next. */
export function updatePullRequest(input: UpdatePullRequestInput): {
  title: string;
  view: UpdatePullRequestView;
  commit: { headline: string; body: string };
} {
  const { before, after, asker, issue, config } = input;
  const title = `Change the entry of ${plainInert(before.name, 60)}`;
  return {
    title,
    view: {
      company: before.name,
      asker,
      isMember: input.isMember,
      committee: config.program.committee,
      issue: issue.number,
      issueLink: issue.url,
      changes: entryChanges(before, after, input.logos),
      formerName: after.name === before.name ? "" : before.name,
      suggested: after.people.slice(before.people.length).map(({ login }) => login),
      asksForVote: input.asksForVote,
      leftOut: input.leftOut,
      files: [
        { path: config.files.registry, change: `the entry "${after.id}"; every other line stays` },
        { path: config.files.list, change: "what stands between the markers" },
        ...logoChanges(after).filter(({ path }) => input.logos.includes(path)),
        ...supportedByChanges(input.supportedBy),
      ],
    },
    commit: {
      headline: title,
      body: [
        `Asked for by ${plainInert(asker, 100)}: ${issue.url}`,
        ...(input.marks.length === 0 ? [] : ["", ...input.marks]),
      ].join("\n"),
    },
  };
}

/** Every part that differs, in the order of the entry; people one by one. The history, which only says of this change, is left out. */
function entryChanges(before: Partner, after: Partner, logos: readonly string[]): EntryChange[] {
  const row = (part: string, read: (partner: Partner) => string | undefined, exact = false): EntryChange => ({
    part,
    before: read(before) ?? "",
    after: read(after) ?? "",
    exact,
  });
  const picture = (part: string, read: (partner: Partner) => string | undefined): EntryChange => {
    const change = row(part, read, true);
    const isReplaced = change.before === change.after && logos.includes(change.after);
    return isReplaced ? { ...change, after: `${change.after} (another picture)` } : change;
  };
  const whole = [
    row("Name", ({ name }) => name),
    row("Former names", (partner) => partner["former-names"].join(", ")),
    row("Website", ({ url }) => url, true),
    row("Domains", ({ domains }) => domains.join(", "), true),
    row("Description", ({ description }) => description),
    row("Services", ({ services }) => services.join(", ")),
    row("Regions", ({ regions }) => regions.join(", ")),
    row("Languages", ({ languages }) => languages.join(", ")),
    row("Support", ({ links }) => links.support, true),
    row("Training", ({ links }) => links.training, true),
    row("Case studies", ({ links }) => links["case-studies"].join(", "), true),
    picture("Logo", ({ logo }) => logo?.light),
    picture("Logo for dark backgrounds", ({ logo }) => logo?.dark),
    row("Status", ({ status }) => status),
    row("Text of the logo", ({ logo }) => logo?.alt),
  ];
  const people = after.people.map((_, index) =>
    row(`Person: ${after.people[index]?.login}`, ({ people: all }) => personText(all[index])),
  );
  return [...whole, ...people]
    .filter((change) => change.before !== change.after)
    .map((change) => ({
      ...change,
      before: truncateText(change.before, LONGEST_CELL),
      after: truncateText(change.after, LONGEST_CELL),
    }));
}

function personText(person: Partner["people"][number] | undefined): string | undefined {
  if (person === undefined) return undefined;
  const { role, from, to, consent } = person;
  return [
    ...(role === undefined ? [] : [role]),
    `from ${from}${to === undefined ? "" : ` to ${to}`}`,
    consent.state,
  ].join(", ");
}
