import { parseCoverage, type RepositoryCoverage } from "../../src/program/activity/coverage.ts";
import { parseLedger } from "../../src/program/activity/ledger.ts";
import { findAccountByEmail, findAccountById } from "../../src/sandbox/accounts.ts";
import { branchHead, updateRef } from "../../src/sandbox/branches.ts";
import { history, readCommit } from "../../src/sandbox/git/history.ts";
import { writeCommit } from "../../src/sandbox/git/object.ts";
import { gitObjectNodeId } from "../../src/sandbox/nodes.ts";
import { fullName } from "../../src/sandbox/repositories.ts";
import type { Issue, PullRequest, Repository } from "../../src/sandbox/state.ts";
import { Memory } from "../../src/work/memory.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "./local-program.ts";
import { DAY } from "./vote.ts";

export const ENGINE = "stackwright/engine";
const DATA = "partnerbot-data";

/** A program that counts what happens in linked repositories, and a hand on what happens there. */
export class LinkedWorld {
  readonly program: LocalProgram;

  private constructor(program: LocalProgram) {
    this.program = program;
  }

  /** `activity` is YAML below `activity:`. */
  static async start(
    activity: string,
    repositories: readonly { name: string; private?: boolean; files?: Record<string, string> }[] = [
      { name: ENGINE },
    ],
    files: Record<string, string> = {},
  ): Promise<LinkedWorld> {
    const config = configOf(activity);
    return new LinkedWorld(await startLocalProgram({ config, repositories, files }));
  }

  /** What a sweep asks GitHub for to collect, in the order of the requests, without what it always asks for. */
  async collect(): Promise<string[]> {
    this.program.requests();
    await this.program.lookAtProgram();
    return this.program
      .requests()
      .map((name) => name.split(",")[0] ?? name)
      .filter((name) => name !== "ProgramLook");
  }

  /** Commits another config, with this YAML below `activity:`. */
  configure(activity: string): void {
    this.program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "main",
      message: "config",
      files: { ".github/partnerbot.yml": configOf(activity) },
    });
  }

  /** As `collect`, a day later. */
  async nextDay(): Promise<string[]> {
    this.program.clock.advance(DAY);
    return await this.collect();
  }

  /** The process is started anew: nothing is remembered. */
  restart(): void {
    this.program.context.memory = new Memory();
  }

  /** Does something right after that call of this name was answered, counted from 1. */
  afterCall(name: string, number: number, deed: () => void): void {
    let seen = 0;
    this.program.server.onExchange(({ logged }) => {
      if (logged.graphqlOperation?.startsWith(name) !== true) return;
      seen += 1;
      if (seen === number) deed();
    });
  }

  repository(name = ENGINE): Repository {
    return this.program.world.repository(name);
  }

  issue(title: string, repository = ENGINE, login = "dee"): Issue {
    return this.program.world.as(login).openIssue({ repository, title });
  }

  comments(issue: Issue | PullRequest, count: number, login = "fay"): void {
    const person = this.program.world.as(login);
    for (let number = 0; number < count; number += 1) person.comment(issue, `Comment ${number}`);
  }

  /** With a commit of its own, of now. */
  pullRequest(branch: string, repository = ENGINE): PullRequest {
    const dee = this.program.world.as("dee");
    dee.commit({ repository, branch, files: { [branch]: branch }, message: branch });
    return dee.openPullRequest({ repository, title: branch, head: branch });
  }

  push(file: string, repository = ENGINE, onto?: string): void {
    const change = { repository, branch: "main", files: { [file]: file }, message: file };
    this.program.world.as("dee").push({ ...change, ...(onto === undefined ? {} : { onto }) });
  }

  /** A branch of its own with commits of now. */
  branch(name: string, commits: number, repository = ENGINE): string {
    const dee = this.program.world.as("dee");
    for (let number = 0; number < commits; number += 1) {
      const file = `${name}-${number}`;
      dee.commit({ repository, branch: name, files: { [file]: file }, message: file });
    }
    return branchHead(this.repository(repository), name) ?? "";
  }

  /** Force pushes the default branch to a commit that there is. */
  reset(oid: string, repository = ENGINE): void {
    const { state } = this.program.world;
    const dee = this.program.world.as("dee").actor;
    updateRef(state, dee, this.repository(repository), "refs/heads/main", oid, { force: true });
  }

  /** A commit without parents, on no branch yet. */
  orphan(message: string, repository = ENGINE): string {
    const { objects } = this.repository(repository);
    const like = readCommit(objects, this.head(repository));
    return writeCommit(objects, { ...like, message, parents: [] }).oid;
  }

  head(repository = ENGINE): string {
    return branchHead(this.repository(repository), "main") ?? "";
  }

  coverage(): Record<string, RepositoryCoverage> {
    const read = parseCoverage(this.program.file("activity/coverage.json", DATA) ?? "");
    if (!read.ok) throw new Error(read.message);
    return read.coverage.repositories;
  }

  file(path: string): string | null {
    return this.program.file(path, DATA);
  }

  /** The texts of the ledger by path. */
  ledger(): Record<string, string> {
    const paths = Object.entries(this.coverage()).flatMap(([name, { files }]) =>
      Object.keys(files).map((month) => `activity/${name}/${month}.ndjson`),
    );
    return Object.fromEntries(paths.sort().map((path) => [path, this.file(path) ?? "(nothing)"]));
  }

  /** Every contribution of the ledger, as `repository kind time account id`. */
  counted(): string[] {
    return Object.entries(this.ledger())
      .flatMap(([path, text]) => {
        const [, owner, name, file = ""] = path.split("/");
        const read = parseLedger(text, file.slice(0, 7));
        if (!read.ok) throw new Error(`${path}:${read.problem.line}: ${read.problem.message}`);
        return read.contributions.map(({ kind, at, by, id }) => `${owner}/${name} ${kind} ${at} ${by} ${id}`);
      })
      .sort();
  }

  /** What the ledger has to hold: everything that happened in repositories of these ids, taken from this GitHub's own state. */
  happened(...repositories: readonly Repository[]): string[] {
    return repositories.flatMap((repository) => this.#happenedIn(repository)).sort();
  }

  #happenedIn(repository: Repository): string[] {
    const { state } = this.program.world;
    const name = fullName(state, repository);
    const lines: string[] = [];
    const add = (kind: string, at: number, by: number | undefined, id: string) => {
      // What an account that is gone has done is by nobody.
      if (by !== undefined && findAccountById(state, by) !== null)
        lines.push(`${name} ${kind} ${at} ${by} ${id}`);
    };
    for (const item of repository.issues.values()) {
      const isPullRequest = item.type === "PullRequest";
      add(isPullRequest ? "pull-request-opened" : "issue", item.createdAt, item.authorId, item.nodeId);
      for (const comment of item.comments)
        add("comment", comment.createdAt, comment.authorId, comment.nodeId);
      if (!isPullRequest) continue;
      for (const review of item.reviews) add("review", review.createdAt, review.authorId, review.nodeId);
      if (item.merge !== null) add("pull-request-merged", item.merge.at, item.authorId, item.nodeId);
    }
    for (const release of repository.releases) {
      add("release", release.publishedAt, release.authorId, release.nodeId);
    }
    const head = branchHead(repository, repository.defaultBranch);
    for (const commit of head === null ? [] : history(repository.objects, head)) {
      if (commit.parents.length > 1) continue;
      const account = findAccountByEmail(state, commit.author.email);
      add("commit", commit.committer.seconds * 1000, account?.id, gitObjectNodeId(repository, commit));
    }
    return lines;
  }
}

export function configOf(activity: string): string {
  const lines = activity.split("\n").map((line) => `  ${line}\n`);
  return `${CONFIG}activity:\n${lines.join("")}site: { branch: none }\n`;
}
