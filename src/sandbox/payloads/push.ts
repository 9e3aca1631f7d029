import { formatInstant, instantOf } from "../../program/instant.ts";
import { actorAccount, findAccountByEmail } from "../accounts.ts";
import { emitRepositoryEvent } from "../events.ts";
import { diffTrees } from "../git/diff.ts";
import { commitsBetween, readCommit } from "../git/history.ts";
import type { Commit, Signature } from "../git/object.ts";
import type { RefMove } from "../ref-moves.ts";
import { repositoryPage, representRepository } from "../representations/repository.ts";
import { signatureOf } from "../signatures.ts";
import type { Actor, Repository, State } from "../state.ts";

const ZEROS = "0".repeat(40);
/** GitHub lists no more commits than this in one push. */
const COMMITS = 2048;

/** Emits `push` for any move of a ref, its creation and deletion too. */
export function emitPush(state: State, actor: Actor, repository: Repository, move: RefMove): void {
  emitRepositoryEvent(state, actor, repository, { event: "push", action: null }, () => {
    const { before, after } = move;
    const head = after === null ? undefined : repository.objects.get(after);
    const commits = head?.type === "commit" ? newCommits(repository, move, head) : [];
    const pusher = signatureOf(actorAccount(state, actor), state.clock.now());
    return {
      ref: move.name,
      before: before ?? ZEROS,
      after: after ?? ZEROS,
      created: before === null,
      deleted: after === null,
      forced: move.forced || before === null || after === null,
      base_ref: null,
      compare: compareUrl(state, repository, move),
      commits: commits.slice(-COMMITS).map((commit) => representCommit(state, repository, commit)),
      head_commit: head?.type === "commit" ? representCommit(state, repository, head) : null,
      pusher: { name: actorAccount(state, actor).login, email: pusher.email },
      repository: representRepositoryInPush(state, repository),
    };
  });
}

/** A push's repository has its times as numbers. */
function representRepositoryInPush(state: State, repository: Repository) {
  return {
    ...representRepository(state, repository),
    url: repositoryPage(state, repository),
    created_at: repository.createdAt / 1000,
    pushed_at: repository.pushedAt / 1000,
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}

/** Of a new branch those that no other branch has. */
function newCommits(repository: Repository, { name, before }: RefMove, head: Commit): Commit[] {
  const known =
    before === null ? [...repository.refs].filter(([other]) => other !== name) : [["", before] as const];
  const heads = known.map(([, oid]) => oid).filter((oid) => repository.objects.get(oid)?.type === "commit");
  const sets = heads.map(
    (oid) => new Set(commitsBetween(repository.objects, oid, head.oid).map((commit) => commit.oid)),
  );
  return commitsBetween(repository.objects, heads[0] ?? null, head.oid).filter(({ oid }) =>
    sets.every((set) => set.has(oid)),
  );
}

function compareUrl(state: State, repository: Repository, { name, before, after }: RefMove): string {
  const page = repositoryPage(state, repository);
  if (before === null) return `${page}/compare/${name.replace("refs/heads/", "")}`;
  return `${page}/compare/${before.slice(0, 12)}...${(after ?? ZEROS).slice(0, 12)}`;
}

function representCommit(state: State, repository: Repository, commit: Commit) {
  const parent = commit.parents[0];
  const before = parent === undefined ? null : readCommit(repository.objects, parent).tree;
  const files = diffTrees(repository.objects, before, commit.tree);
  const paths = (status: string) => files.filter((file) => file.status === status).map((file) => file.path);
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: formatInstant(instantOf(commit.author.seconds * 1000)),
    url: `${repositoryPage(state, repository)}/commit/${commit.oid}`,
    author: representPerson(state, commit.author),
    committer: representPerson(state, commit.committer),
    added: paths("added"),
    removed: paths("removed"),
    modified: paths("modified"),
  };
}

function representPerson(state: State, { name, email }: Signature) {
  const username = email === "noreply@github.com" ? "web-flow" : findAccountByEmail(state, email)?.login;
  return { name, email, ...(username === undefined ? {} : { username }) };
}
