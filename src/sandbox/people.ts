import { findAccount } from "./accounts.ts";
import { attachFile } from "./attachments.ts";
import { branchHead, commitOnBranch, createRef, deleteRef, type FileChanges, pushFiles } from "./branches.ts";
import { createComment, deleteComment, editComment } from "./comments.ts";
import type { Commit } from "./git/object.ts";
import { closeIssue, deleteIssue, editIssue, lockIssue, openIssue, reopenIssue } from "./issues.ts";
import { setLabels } from "./labels.ts";
import { editPullRequest, type MergeMethod, mergePullRequest, openPullRequest } from "./pull-requests.ts";
import { addReaction, removeReaction } from "./reactions.ts";
import { publishRelease } from "./releases.ts";
import { findRepository } from "./repositories.ts";
import { submitReview } from "./reviews.ts";
import type {
  Actor,
  Issue,
  IssueComment,
  IssueOrPullRequest,
  PullRequest,
  Reaction,
  ReactionContent,
  Release,
  Repository,
  Review,
  State,
  StateReason,
} from "./state.ts";

/** Files by path; `null` deletes one. */
type Files = Readonly<Record<string, string | Uint8Array | null>>;

export interface Change {
  /** `owner/name` */
  repository: string;
  branch: string;
  files: Files;
  message: string;
}

/** A person who uses the website and git: the verbs by which stories are told. All refusals are GitHub's (`SandboxError`). */
export class Person {
  readonly login: string;
  readonly actor: Actor;
  readonly #state: State;

  /** Throws when there is no such account. */
  constructor(state: State, login: string) {
    const account = findAccount(state, login);
    if (account?.type !== "User") throw new Error(`no person ${login}`);
    this.login = account.login;
    this.actor = { kind: "person", accountId: account.id };
    this.#state = state;
  }

  /** With an issue form: `labels` are the form's, set for anyone where they exist. */
  openIssue(input: { repository: string; title: string; body?: string; labels?: readonly string[] }): Issue {
    const { labels, repository, ...texts } = input;
    return openIssue(this.#state, this.actor, {
      ...texts,
      repository: this.#repository(repository),
      formLabels: labels ?? [],
    });
  }

  /** Drags a file into a text. Returns the address that stands there then. */
  attach(bytes: Uint8Array, type: string): string {
    return attachFile(this.#state, { bytes, type });
  }

  editIssue(issue: IssueOrPullRequest, changes: { title?: string; body?: string }): void {
    editIssue(this.#state, this.actor, issue, changes);
  }

  closeIssue(issue: IssueOrPullRequest, reason: StateReason = "completed"): void {
    closeIssue(this.#state, this.actor, issue, reason);
  }

  reopenIssue(issue: IssueOrPullRequest): void {
    reopenIssue(this.#state, this.actor, issue);
  }

  lockIssue(issue: IssueOrPullRequest): void {
    lockIssue(this.#state, this.actor, issue);
  }

  deleteIssue(issue: Issue): void {
    deleteIssue(this.#state, this.actor, issue);
  }

  setLabels(issue: IssueOrPullRequest, labels: readonly string[]): void {
    setLabels(this.#state, this.actor, issue, labels);
  }

  comment(issue: IssueOrPullRequest, body: string): IssueComment {
    return createComment(this.#state, this.actor, issue, body);
  }

  editComment(comment: IssueComment, body: string): void {
    editComment(this.#state, this.actor, comment, body);
  }

  deleteComment(comment: IssueComment): void {
    deleteComment(this.#state, this.actor, comment);
  }

  react(subject: IssueOrPullRequest | IssueComment, content: ReactionContent): Reaction {
    return addReaction(this.#state, this.actor, subject, content).reaction;
  }

  unreact(subject: IssueOrPullRequest | IssueComment, reaction: Reaction): void {
    removeReaction(this.#state, this.actor, subject, reaction);
  }

  review(
    pullRequest: PullRequest,
    verdict: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" = "APPROVED",
    body = "",
  ): Review {
    return submitReview(this.#state, this.actor, pullRequest, { body, verdict });
  }

  /** Publishes a release of a tag. */
  release(repository: string, tag: string): Release {
    return publishRelease(this.#state, this.actor, this.#repository(repository), tag);
  }

  /** `head` is a branch, or `owner:branch` of a fork; `base` is the default branch unless said. */
  openPullRequest(input: {
    repository: string;
    title: string;
    body?: string;
    head: string;
    base?: string;
  }): PullRequest {
    const repository = this.#repository(input.repository);
    return openPullRequest(this.#state, this.actor, {
      ...input,
      repository,
      base: input.base ?? repository.defaultBranch,
    });
  }

  /** Returns the id of the commit on the base. */
  merge(pullRequest: PullRequest, method: MergeMethod = "merge"): string {
    return mergePullRequest(this.#state, this.actor, pullRequest, { method });
  }

  closePullRequest(pullRequest: PullRequest): void {
    editPullRequest(this.#state, this.actor, pullRequest, { state: "closed" });
  }

  /** In the web editor: signed by GitHub, by this person. A branch that is not there starts at the default branch. */
  commit({ repository: name, branch, files, message }: Change): Commit {
    const repository = this.#repository(name);
    const start = branchHead(repository, repository.defaultBranch);
    if (branchHead(repository, branch) === null && start !== null) {
      createRef(this.#state, this.actor, repository, `refs/heads/${branch}`, start);
    }
    return commitOnBranch(this.#state, this.actor, repository, {
      branch,
      message,
      changes: changesOf(files),
    });
  }

  /**
   * With `git push`: unsigned, and whoever `author` says is its author, true or forged. `onto` forces the branch to a
   * commit that builds on this one.
   */
  push(change: Change & { author?: { name: string; email: string }; onto?: string }): Commit {
    const { repository: name, files, ...details } = change;
    const changes = changesOf(files);
    return pushFiles(this.#state, this.actor, this.#repository(name), { ...details, changes });
  }

  createBranch(input: { repository: string; branch: string; from?: string }): void {
    const repository = this.#repository(input.repository);
    const start = branchHead(repository, input.from ?? repository.defaultBranch);
    if (start === null) throw new Error(`no branch ${input.from ?? repository.defaultBranch}`);
    createRef(this.#state, this.actor, repository, `refs/heads/${input.branch}`, start);
  }

  deleteBranch(input: { repository: string; branch: string }): void {
    deleteRef(this.#state, this.actor, this.#repository(input.repository), `refs/heads/${input.branch}`);
  }

  #repository(fullName: string): Repository {
    const [owner = "", name = ""] = fullName.split("/");
    const repository = findRepository(this.#state, owner, name);
    if (repository === null) throw new Error(`no repository ${fullName}`);
    return repository;
  }
}

function changesOf(files: Files): FileChanges {
  const entries = Object.entries(files);
  return {
    deletions: entries.flatMap(([path, content]) => (content === null ? [path] : [])),
    additions: entries.flatMap(([path, content]) => {
      if (content === null) return [];
      return [{ path, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content }];
    }),
  };
}
