import { canSee } from "./access.ts";
import { findAccount } from "./accounts.ts";
import { findRepository } from "./repositories.ts";
import type { Actor, IssueOrPullRequest, Repository, State } from "./state.ts";
import { addTimelineEvent } from "./timeline.ts";

export interface Reference {
  readonly target: IssueOrPullRequest;
  /** Behind a word such as "Closes". */
  readonly closes: boolean;
}

const CODE =
  /^( {0,3})(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\2|(?![\s\S]))|`[^`\n]*`|<!--[\s\S]*?(?:-->|(?![\s\S]))/gm;
const REFERENCE =
  /(?<before>^|[^\w/#&-])(?:(?<closes>close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+)?(?:https?:\/\/(?<url>[^\s/]+\/(?<urlOwner>[\w.-]+)\/(?<urlName>[\w.-]+)\/(?:issues|pull)\/(?<urlNumber>\d+))|(?:(?<owner>[\w-]+)\/(?<name>[\w.-]+))?#(?<number>\d+)|GH-(?<plain>\d+))(?![\w-])/gi;
const MENTION = /(?:^|[^\w`/.@-])@(?<login>[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(?![\w/-])/gi;

/** The issues and pull requests that a text names, outside code, each once. `repository` is where `#12` points. */
export function referencesIn(state: State, repository: Repository, text: string): Reference[] {
  const found = new Map<number, Reference>();
  for (const match of text.replace(CODE, " ").matchAll(REFERENCE)) {
    const groups = match.groups ?? {};
    const target = findTarget(state, repository, groups);
    if (target === null) continue;
    const closes = groups["closes"] !== undefined || found.get(target.id)?.closes === true;
    found.set(target.id, { target, closes });
  }
  return [...found.values()];
}

function findTarget(
  state: State,
  repository: Repository,
  groups: Record<string, string>,
): IssueOrPullRequest | null {
  const { url, urlOwner, urlName, urlNumber, owner, name, number, plain } = groups;
  if (url !== undefined && !url.startsWith(`${new URL(state.urls.web).host}/`)) return null;
  const [otherOwner, otherName] = [urlOwner ?? owner, urlName ?? name];
  const where = otherOwner && otherName ? findRepository(state, otherOwner, otherName) : repository;
  return where?.issues.get(Number(urlNumber ?? number ?? plain)) ?? null;
}

/** Leaves in the timelines whom and what a new text names: once for each issue, and for each person and text. */
export function recordReferences(
  state: State,
  actor: Actor,
  source: IssueOrPullRequest,
  repository: Repository,
  text: string,
  before = "",
): void {
  const known = mentionsIn(before);
  for (const login of mentionsIn(text)) {
    const account = known.has(login) ? null : findAccount(state, login);
    if (account?.type !== "User") continue;
    addTimelineEvent(state, actor, source, { type: "MentionedEvent", accountId: account.id });
    addTimelineEvent(state, actor, source, { type: "SubscribedEvent", accountId: account.id });
  }
  for (const { target, closes } of referencesIn(state, repository, text)) {
    const there = state.repositories.get(target.repositoryId);
    if (target === source || there === undefined || !canSee(state, actor, there)) continue;
    if (
      target.timeline.some((event) => event.type === "CrossReferencedEvent" && isFrom(event.source, source))
    )
      continue;
    const willCloseTarget = closes && source.type === "PullRequest" && target.type === "Issue";
    const { repositoryId, number } = source;
    addTimelineEvent(state, actor, target, {
      type: "CrossReferencedEvent",
      source: { repositoryId, number },
      willCloseTarget,
    });
  }
}

function isFrom(one: { repositoryId: number; number: number }, other: IssueOrPullRequest): boolean {
  return one.repositoryId === other.repositoryId && one.number === other.number;
}

/** Lower-case logins, outside code. */
function mentionsIn(text: string): Set<string> {
  const matches = text.replace(CODE, " ").matchAll(MENTION);
  return new Set([...matches].map((match) => (match.groups?.["login"] ?? "").toLowerCase()));
}
