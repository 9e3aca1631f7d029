import type { GraphQLResolveInfo } from "graphql";
import { formatInstant, instantOf, parseInstant } from "../../program/instant.ts";
import { findAccountByEmail } from "../accounts.ts";
import { diffTrees } from "../git/diff.ts";
import { history, readCommit } from "../git/history.ts";
import type { Commit, Signature } from "../git/object.ts";
import { findEntry } from "../git/tree.ts";
import { gitObjectNodeId } from "../nodes.ts";
import { pullRequestCommits } from "../pull-requests.ts";
import type { Repository } from "../state.ts";
import { userFields } from "./account.ts";
import { type CheckSuitePage, checkSuiteConnection } from "./check.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { commitAddresses, commitTreeFields, treeEntryFields } from "./git-object.ts";
import { type PullRequestPage, pullRequestConnection, pullRequestsIn } from "./pull-request.ts";
import { repositoryFields } from "./repository.ts";
import type { Scene } from "./scene.ts";

export function commitFields(scene: Scene, repository: Repository, commit: Commit): Fields {
  const [headline = "", ...rest] = commit.message.split("\n");
  const changes = () => changesOf(repository, commit);
  return {
    __typename: "Commit",
    id: gitObjectNodeId(repository, commit),
    oid: commit.oid,
    abbreviatedOid: commit.oid.slice(0, 7),
    ...commitAddresses(scene, repository, commit.oid),
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join("\n").trim(),
    authoredDate: dateOf(commit.author),
    committedDate: dateOf(commit.committer),
    author: () => gitActorFields(scene, commit.author),
    committer: () => gitActorFields(scene, commit.committer),
    authoredByCommitter: commit.author.email === commit.committer.email,
    committedViaWeb: commit.signedByGitHub,
    signature: () => signatureFields(scene, commit),
    repository: () => repositoryFields(scene, repository),
    tree: () => commitTreeFields(scene, repository, commit.tree),
    file: ({ path }: { path: string }) => {
      const entry = findEntry(repository.objects, commit.tree, path);
      return entry === null ? null : treeEntryFields(scene, repository, entry, path);
    },
    parents: (page: PageArguments, info: GraphQLResolveInfo) =>
      connection(page, info, {
        items: commit.parents,
        key: (_parent, index) => index,
        fields: (parent) => commitFields(scene, repository, readCommit(repository.objects, parent)),
      }),
    history: (page: HistoryPage, info: GraphQLResolveInfo) =>
      historyConnection(scene, repository, commit, page, info),
    checkSuites: (page: CheckSuitePage, info: GraphQLResolveInfo) =>
      checkSuiteConnection(scene, repository, commit.oid, page, info),
    associatedPullRequests: (page: PullRequestPage, info: GraphQLResolveInfo) =>
      pullRequestConnection(
        scene,
        pullRequestsIn(repository).filter(
          (pullRequest) =>
            pullRequest.merge?.commitOid === commit.oid ||
            pullRequestCommits(scene.state, pullRequest).some(({ oid }) => oid === commit.oid),
        ),
        page,
        info,
      ),
    additions: () => total(changes().map((change) => change.additions)),
    deletions: () => total(changes().map((change) => change.deletions)),
    changedFiles: () => changes().length,
    changedFilesIfAvailable: () => changes().length,
  };
}

type HistoryPage = PageArguments & {
  path?: string | null;
  since?: string | null;
  until?: string | null;
  author?: { id?: string | null; emails?: readonly string[] | null } | null;
};

function historyConnection(
  scene: Scene,
  repository: Repository,
  from: Commit,
  page: HistoryPage,
  info: GraphQLResolveInfo,
): Fields {
  const since = page.since == null ? null : parseInstant(page.since);
  const until = page.until == null ? null : parseInstant(page.until);
  const emails = page.author?.emails ?? null;
  const id = page.author?.id ?? null;
  const options = page.path == null ? {} : { path: page.path };
  const commits = [...history(repository.objects, from.oid, options)].filter((commit) => {
    const at = commit.committer.seconds * 1000;
    if ((since !== null && at < since) || (until !== null && at > until)) return false;
    if (id !== null) return findAccountByEmail(scene.state, commit.author.email)?.nodeId === id;
    return emails === null || emails.includes(commit.author.email);
  });
  return connection(page, info, {
    items: commits,
    // Counted from the oldest, so that a cursor still names its commit when the branch has moved on.
    key: (_commit, index) => commits.length - index,
    fields: (commit) => commitFields(scene, repository, commit),
  });
}

/** Who a commit names, and the account behind the address; a bot shows as a user named `slug[bot]`. */
function gitActorFields(scene: Scene, signature: Signature): Fields {
  const account = findAccountByEmail(scene.state, signature.email);
  return {
    __typename: "GitActor",
    name: signature.name,
    email: signature.email,
    date: dateOf(signature),
    user: account === null ? null : userFields(scene, account),
  };
}

function signatureFields(scene: Scene, commit: Commit): Fields | null {
  if (commit.signature === null) return null;
  const signer = findAccountByEmail(scene.state, commit.committer.email);
  return {
    __typename: "GpgSignature",
    email: commit.committer.email,
    isValid: commit.signedByGitHub,
    state: commit.signedByGitHub ? "VALID" : "UNKNOWN_KEY",
    wasSignedByGitHub: commit.signedByGitHub,
    payload: commit.signature.payload,
    signature: commit.signature.armor,
    signer: signer === null ? null : userFields(scene, signer),
    verifiedAt: commit.signedByGitHub ? dateOf(commit.committer) : null,
  };
}

function changesOf(repository: Repository, commit: Commit) {
  const parent = commit.parents[0];
  const before = parent === undefined ? null : readCommit(repository.objects, parent).tree;
  return diffTrees(repository.objects, before, commit.tree);
}

function dateOf(signature: Signature): string {
  return formatInstant(instantOf(signature.seconds * 1000));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
