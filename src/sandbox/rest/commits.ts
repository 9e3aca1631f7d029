import type { Instant } from "../../program/instant.ts";
import { findAccount, findAccountByEmail } from "../accounts.ts";
import { resolveCommit } from "../branches.ts";
import { notFound, SandboxError, unprocessable } from "../errors.ts";
import { compare, history, readCommit } from "../git/history.ts";
import type { Commit, Signature } from "../git/object.ts";
import { ownerOf } from "../repositories.ts";
import { representCommit } from "../representations/commit.ts";
import type { Repository, State } from "../state.ts";
import { instantIn } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { representChange, representFullCommit } from "./represent-commit.ts";
import { parameter, type RepositoryCall, type Route, readRoute } from "./route.ts";
import { apiUrl, webUrl } from "./urls.ts";

/** GitHub shows this many commits of a comparison, and files of a commit, on one page when no size is asked for. */
const MOST_COMPARED = 250;

export const commitRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "repos/list-commits",
      route: "GET /repos/{owner}/{repo}/commits",
      docs: "commits/commits#list-commits",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const { state, repository } = call;
      requireCommits(repository);
      const query = call.url.searchParams;
      const start = resolveCommit(repository, query.get("sha") ?? repository.defaultBranch);
      if (start === null) throw notFound();
      const path = query.get("path")?.replace(/\/$/, "");
      const since = instantIn(query, "since");
      const until = instantIn(query, "until");
      const isAuthor = personFilter(state, query.get("author"));
      const isCommitter = personFilter(state, query.get("committer"));
      const commits = [...history(repository.objects, start, path ? { path } : {})].filter(
        (commit) =>
          isWithin(commit.committer, since, until) &&
          isAuthor(commit.author) &&
          isCommitter(commit.committer),
      );
      return page(call, commits, (commit) => representCommit(state, repository, commit));
    },
  ),
  readRoute(
    {
      operation: "repos/get-commit",
      route: "GET /repos/{owner}/{repo}/commits/{ref}",
      docs: "commits/commits#get-a-commit",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const ref = parameter(call, "ref");
      requireCommits(call.repository);
      const oid = resolveCommit(call.repository, ref);
      if (oid === null) throw unprocessable(`No commit found for SHA: ${ref}`);
      const commit = readCommit(call.repository.objects, oid);
      return { status: 200, body: representFullCommit(call.state, call.repository, commit) };
    },
  ),
  readRoute(
    {
      operation: "repos/compare-commits-with-basehead",
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      docs: "commits/commits#compare-two-commits",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const { state, repository } = call;
      const [baseName, headName] = parameter(call, "basehead").split("...");
      const base = resolveSide(call, baseName);
      const head = resolveSide(call, headName);
      const comparison = compare(repository.objects, base, head);
      if (!comparison) throw notFound(`No common ancestor between ${baseName} and ${headName}.`);
      const query = call.url.searchParams;
      const paged = query.has("per_page") || query.has("page");
      const represent = (commit: Commit) => representCommit(state, repository, commit);
      const commits = paged
        ? page(call, comparison.commits, represent)
        : { status: 200, body: comparison.commits.slice(0, MOST_COMPARED).map(represent) };
      const page1 = !paged || (query.get("page") ?? "1") === "1";
      const name = `compare/${base}...${head}`;
      return {
        ...commits,
        body: {
          url: apiUrl(state, repository, name),
          html_url: webUrl(state, repository, name),
          permalink_url: webUrl(state, repository, name),
          diff_url: webUrl(state, repository, `${name}.diff`),
          patch_url: webUrl(state, repository, `${name}.patch`),
          base_commit: represent(readCommit(repository.objects, base)),
          merge_base_commit: represent(readCommit(repository.objects, comparison.mergeBase)),
          status: comparison.status,
          ahead_by: comparison.aheadBy,
          behind_by: comparison.behindBy,
          total_commits: comparison.commits.length,
          commits: commits.body,
          // Only the first page of a comparison has the files.
          ...(page1
            ? { files: comparison.files.map((file) => representChange(state, repository, head, file)) }
            : {}),
        },
      };
    },
  ),
];

/** `branch`, `sha`, or `owner:branch` of a fork. */
function resolveSide(call: RepositoryCall, name: string | undefined): string {
  const [owner, branch] = name?.includes(":") ? name.split(":") : [null, name];
  const repository = owner === null || owner === undefined ? call.repository : findInNetwork(call, owner);
  const oid = repository && branch ? resolveCommit(repository, branch) : null;
  if (oid === null) throw notFound();
  return oid;
}

function findInNetwork(call: RepositoryCall, owner: string): Repository | undefined {
  return [...call.state.repositories.values()].find(
    (one) =>
      one.objects === call.repository.objects &&
      ownerOf(call.state, one).login.toLowerCase() === owner.toLowerCase(),
  );
}

function isWithin(signature: Signature, since: Instant | null, until: Instant | null): boolean {
  const at = signature.seconds * 1000;
  return (since === null || at >= since) && (until === null || at <= until);
}

/** By login or address, as GitHub. */
function personFilter(state: State, wanted: string | null): (signature: Signature) => boolean {
  if (wanted === null) return () => true;
  const account = findAccount(state, wanted);
  return ({ email }) =>
    email.toLowerCase() === wanted.toLowerCase() ||
    (account !== null && findAccountByEmail(state, email)?.id === account.id);
}

/** Throws 409 when nothing was ever committed: GitHub's Git database cannot make a first commit. */
export function requireCommits(repository: Repository): void {
  if (repository.refs.size === 0) throw new SandboxError("CONFLICT", "Git Repository is empty.");
}
