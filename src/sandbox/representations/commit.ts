import { formatInstant, instantOf } from "../../program/instant.ts";
import { findAccountByEmail } from "../accounts.ts";
import type { Commit, Signature } from "../git/object.ts";
import { gitObjectNodeId } from "../nodes.ts";
import type { Repository, State } from "../state.ts";
import { type RestUser, representUser } from "./account.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";

/** As `GET /repos/{owner}/{repo}/commits/{ref}` in a list: without stats and files. */
export function representCommit(state: State, repository: Repository, commit: Commit) {
  const url = `${repositoryUrl(state, repository)}/commits/${commit.oid}`;
  const {
    sha,
    node_id,
    url: gitUrl,
    html_url,
    parents,
    ...details
  } = representGitCommit(state, repository, commit);
  return {
    url,
    sha,
    node_id,
    html_url,
    comments_url: `${url}/comments`,
    commit: { url: gitUrl, ...details, comment_count: 0 },
    author: accountOf(state, commit.author),
    committer: accountOf(state, commit.committer),
    parents: parents.map((parent) => ({ ...parent, url: parent.url.replace("/git/commits/", "/commits/") })),
  };
}

/** GitHub's own committer is the account `web-flow`. */
function accountOf(state: State, signature: Signature): RestUser | null {
  if (signature.email === "noreply@github.com") {
    return {
      ...representUser(state, null),
      login: "web-flow",
      id: 19864447,
      node_id: "MDQ6VXNlcjE5ODY0NDQ3",
    };
  }
  const account = findAccountByEmail(state, signature.email);
  return account === null ? null : representUser(state, account);
}

/** As `GET /repos/{owner}/{repo}/git/commits/{sha}`. */
export function representGitCommit(state: State, repository: Repository, commit: Commit) {
  const git = `${repositoryUrl(state, repository)}/git`;
  const page = `${repositoryPage(state, repository)}/commit`;
  const { oid, signature } = commit;
  return {
    sha: oid,
    node_id: gitObjectNodeId(repository, commit),
    url: `${git}/commits/${oid}`,
    html_url: `${page}/${oid}`,
    author: representPerson(commit.author),
    committer: representPerson(commit.committer),
    tree: { sha: commit.tree, url: `${git}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: `${git}/commits/${sha}`, html_url: `${page}/${sha}` })),
    verification: {
      verified: commit.signedByGitHub,
      reason: commit.signedByGitHub ? "valid" : "unsigned",
      signature: signature?.armor ?? null,
      payload: signature?.payload ?? null,
      verified_at: commit.signedByGitHub ? dateOf(commit.committer) : null,
    },
  };
}

function representPerson(signature: Signature) {
  return { name: signature.name, email: signature.email, date: dateOf(signature) };
}

function dateOf(signature: Signature): string {
  return formatInstant(instantOf(signature.seconds * 1000));
}
