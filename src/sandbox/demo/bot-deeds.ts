import { DATA_BRANCH } from "../../program/places.ts";
import { findAccountById } from "../accounts.ts";
import { textOf } from "../content.ts";
import { diffTrees } from "../git/diff.ts";
import { commitsBetween, mergeBase, readCommit } from "../git/history.ts";
import { pullRequestFiles } from "../pull-requests.ts";
import type { IssueOrPullRequest, Reaction, Repository, State, TimelineEvent } from "../state.ts";
import type { Snapshot } from "./snapshot.ts";

/** One thing that the bot did, as GitHub's own state shows it. */
export type BotDeed =
  | {
      readonly do: "commit";
      readonly branch: string;
      readonly headline: string;
      readonly files: readonly string[];
    }
  | { readonly do: "delete-branch"; readonly branch: string }
  | { readonly do: "open-issue"; readonly number: number; readonly title: string; readonly text: string }
  | {
      readonly do: "open-pull-request";
      readonly number: number;
      readonly title: string;
      readonly files: readonly string[];
    }
  | { readonly do: "comment"; readonly on: IssueOrPullRequest; readonly text: string }
  | {
      readonly do: "edit";
      readonly before: string;
      readonly after: string;
      /** Somebody else had changed it, and it is again what it was. */
      readonly restored: boolean;
    }
  | { readonly do: "react"; readonly content: Reaction["content"]; readonly to: string }
  | { readonly do: "labels"; readonly set: readonly string[]; readonly gone: readonly string[] }
  | { readonly do: "close"; readonly on: IssueOrPullRequest; readonly reason: string }
  | { readonly do: "reopen"; readonly on: IssueOrPullRequest };

/** What the account did since the snapshot, in the order in which a reader wants to hear it. */
export function findDeeds(state: State, repository: Repository, botId: number, before: Snapshot): BotDeed[] {
  const conversations = [...repository.issues.values()];
  return [
    ...refDeeds(state, repository, botId, before),
    ...conversations.flatMap((issue) => openings(state, issue, botId, before)),
    ...conversations.flatMap((issue) => commentDeeds(issue, botId, before)),
    ...conversations.flatMap((issue) => reactionDeeds(state, issue, botId, before)),
    ...conversations.flatMap((issue) => eventDeeds(issue, botId, before)),
  ];
}

function refDeeds(state: State, repository: Repository, botId: number, before: Snapshot): BotDeed[] {
  const { objects, refs } = repository;
  const base = refs.get(`refs/heads/${repository.defaultBranch}`) ?? null;
  const email = findAccountById(state, botId)?.login ?? "";
  const isRecord = (name: string) => name.endsWith(`/${DATA_BRANCH}`);
  // Records come first: what is on other branches follows from them.
  const ordered = [...refs].sort(([one], [other]) => Number(isRecord(other)) - Number(isRecord(one)));
  return ordered.flatMap(([name, oid]): BotDeed[] => {
    const old = before.refs.get(name) ?? (isRecord(name) ? null : base);
    if (old === oid || name === `refs/heads/${repository.defaultBranch}`) return [];
    const known = old === null ? null : mergeBase(objects, old, oid);
    return commitsBetween(objects, known, oid)
      .filter((commit) => commit.author.name === email || commit.author.email.includes(email))
      .map((commit) => {
        const [parent] = commit.parents;
        const was = parent === undefined ? null : readCommit(objects, parent).tree;
        const files = diffTrees(objects, was, commit.tree).map(({ path }) => path);
        const headline = commit.message.split("\n")[0] ?? "";
        return { do: "commit", branch: name.replace("refs/heads/", ""), headline, files };
      });
  });
}

function openings(state: State, issue: IssueOrPullRequest, botId: number, before: Snapshot): BotDeed[] {
  if (issue.authorId !== botId || before.conversations.has(issue.id)) return [];
  const { number, title } = issue;
  if (issue.type === "Issue") return [{ do: "open-issue", number, title, text: textOf(issue.body) }];
  const files = pullRequestFiles(state, issue).map(({ path }) => path);
  return [{ do: "open-pull-request", number, title, files }];
}

function commentDeeds(issue: IssueOrPullRequest, botId: number, snapshot: Snapshot): BotDeed[] {
  const own = issue.comments.filter(({ authorId }) => authorId === botId);
  const written = own
    .filter(({ id }) => !snapshot.comments.has(id))
    .map((comment): BotDeed => ({ do: "comment", on: issue, text: textOf(comment.body) }));
  const edited = own.flatMap((comment): BotDeed[] => {
    const was = snapshot.comments.get(comment.id);
    const after = textOf(comment.body);
    const [before, last] = comment.body.versions.slice(-2);
    if (was === undefined || before === undefined || last?.editorId !== botId) return [];
    const restored = was === after && before.editorId !== botId;
    if (was === after && !restored) return [];
    return [{ do: "edit", before: restored ? before.text : was, after, restored }];
  });
  return [...edited, ...written];
}

function reactionDeeds(state: State, issue: IssueOrPullRequest, botId: number, before: Snapshot): BotDeed[] {
  return [issue, ...issue.comments].flatMap((entry) =>
    entry.reactions
      .filter(({ id, accountId }) => accountId === botId && !before.reactions.has(id))
      .map(({ content }): BotDeed => {
        return { do: "react", content, to: findAccountById(state, entry.authorId)?.login ?? "ghost" };
      }),
  );
}

function eventDeeds(issue: IssueOrPullRequest, botId: number, before: Snapshot): BotDeed[] {
  const events = issue.timeline.filter(({ id, actorId }) => actorId === botId && !before.events.has(id));
  const names = (type: TimelineEvent["type"]) =>
    events.flatMap((event) => (event.type === type && "label" in event ? [event.label.name] : []));
  const [set, gone] = [names("LabeledEvent"), names("UnlabeledEvent")];
  const others = events.flatMap((event): BotDeed[] => {
    if (event.type === "HeadRefDeletedEvent") return [{ do: "delete-branch", branch: event.ref }];
    if (event.type === "ReopenedEvent") return [{ do: "reopen", on: issue }];
    if (event.type !== "ClosedEvent") return [];
    return [{ do: "close", on: issue, reason: (event.stateReason ?? "").replace("_", " ") }];
  });
  return [...(set.length + gone.length > 0 ? [{ do: "labels" as const, set, gone }] : []), ...others];
}
