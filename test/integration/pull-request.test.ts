import { afterEach, beforeEach, expect, it } from "vitest";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import type { MergeMethod } from "../../src/sandbox/pull-requests.ts";
import { pullRequestCommits, pullRequestFiles } from "../../src/sandbox/pull-requests.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, HOUR, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram();
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** Applications that the committee said yes to, each with its pull request. */
async function approved(...companies: string[]): Promise<Vote[]> {
  const votes: Vote[] = [];
  for (const company of companies) votes.push(await Vote.open(program, company));
  for (const vote of votes) for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
  program.clock.advance(7 * DAY + SECOND);
  for (const vote of votes) await vote.look();
  return votes;
}

function pullRequestOf(vote: Vote): PullRequest {
  const found = program
    .pullRequests()
    .filter(({ head }) => head.ref.startsWith(`partnerbot/${vote.number}-`));
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} pull requests of ${vote.number}`);
  return first;
}

function commitsOf(pullRequest: PullRequest) {
  return pullRequestCommits(program.world.state, pullRequest);
}

function push(login: string, path: string, content: string, branch = "main") {
  return program.world
    .as(login)
    .commit({ repository: REPOSITORY, branch, files: { [path]: content }, message: `change ${path}` });
}

/** What a webhook for the moved base or the merged pull request leads to. */
async function lookAtAll(): Promise<void> {
  for (const number of await program.lookAtProgram()) await program.look(number);
}

it("is one verified commit of this app on the base's head, with registry, list, record and the list of decisions", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const pullRequest = pullRequestOf(vote);
  const [commit, ...more] = commitsOf(pullRequest);
  expect(more).toEqual([]);
  expect(commit?.parents).toEqual([branchHead(program.repository, "main")]);
  expect(commit?.signedByGitHub).toBe(true);
  expect(commit?.author.name).toBe("partnerbot[bot]");
  expect(pullRequestFiles(program.world.state, pullRequest).map(({ path }) => path)).toEqual([
    "PARTNERS.md",
    `decisions/2026/${vote.number}-initech-admit.yml`,
    "decisions/README.md",
    "partners.yml",
  ]);
  expect(commit?.message).not.toMatch(/\[(?:skip ci|ci skip|no ci)\]|skip-checks/i);
  expect(textOf(pullRequest.body)).not.toMatch(/\[(?:skip ci|ci skip|no ci)\]/i);
  expect(vote.status).toContain(`[#${pullRequest.number}](`);
  expect(await vote.cost()).toBe(1);
});

it("is made anew when the base moves, and only then", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const before = pullRequestOf(vote).head.oid;
  await lookAtAll();
  expect(pullRequestOf(vote).head.oid).toBe(before);
  push("ada", "partners.yml", "# Ours\nversion: 1\npartners: []\n");
  await lookAtAll();
  const pullRequest = pullRequestOf(vote);
  expect(pullRequest.head.oid).not.toBe(before);
  expect(commitsOf(pullRequest)).toHaveLength(1);
  expect(pullRequest).toMatchObject({ state: "open", merge: null });
  program.world.as("ada").merge(pullRequest);
  await vote.look();
  expect(program.file("partners.yml")).toMatch(/^# Ours\n[\s\S]*name: Initech/);
});

it("lets several decisions be merged in any order, and lists them all", async () => {
  const votes = await approved("Alpha", "Beta", "Gamma");
  const [alpha, beta, gamma] = votes;
  if (!alpha || !beta || !gamma) throw new Error("nothing is approved");
  for (const vote of [beta, gamma, alpha]) {
    program.world.as("ada").merge(pullRequestOf(vote));
    await lookAtAll();
    expect(vote.stageLabels).toEqual(["partner: listed"]);
  }
  const list = program.file("PARTNERS.md") ?? "";
  for (const name of ["Alpha", "Beta", "Gamma"]) {
    expect(list).toContain(`## [${name}](`);
    expect(program.file("partners.yml")).toContain(`name: ${name}`);
  }
  expect(program.pullRequests().every(({ merge }) => merge !== null)).toBe(true);
});

for (const method of ["merge", "squash", "rebase"] satisfies MergeMethod[]) {
  it(`lists the partner and deletes the branch when it is merged by ${method}`, async () => {
    const [vote] = await approved("Initech");
    if (!vote) throw new Error("nothing is approved");
    const pullRequest = pullRequestOf(vote);
    program.world.as("bo").merge(pullRequest, method);
    expect(await vote.look()).toMatchObject({ stage: "listed" });
    expect(branchHead(program.repository, pullRequest.head.ref)).toBeNull();
    expect(vote.notes("welcome")).toHaveLength(1);
    expect(vote.status).toContain(`since [#${pullRequest.number}](`);
    expect(program.issue(vote.number)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(await vote.cost()).toBe(1);
  });
}

it("keeps what was pushed to the branch after the merge", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const pullRequest = pullRequestOf(vote);
  program.world.as("bo").merge(pullRequest);
  push("bo", "notes.md", "More", pullRequest.head.ref);
  await vote.look();
  expect(branchHead(program.repository, pullRequest.head.ref)).not.toBeNull();
  expect(await vote.cost()).toBe(1);
});

it("never overwrites a person's commit on the branch, and says so", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const { ref } = pullRequestOf(vote).head;
  const corrected = (program.file("partners.yml", ref) ?? "").replace("name: Initech", "name: Initech Labs");
  const { oid } = push("bo", "partners.yml", corrected, ref);
  push("ada", "README.md", "# Moved\n");
  await lookAtAll();
  expect(branchHead(program.repository, ref)).toBe(oid);
  expect(vote.status).toContain("it is not touched any more");
  program.world.as("ada").merge(pullRequestOf(vote));
  await lookAtAll();
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(program.file("partners.yml")).toContain("name: Initech Labs");
});

it("does not take a commit for its own that only bears its name", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const { ref, oid: own } = pullRequestOf(vote).head;
  const author = readCommit(program.repository.objects, own).author;
  const { oid } = program.world.as("bo").push({
    repository: REPOSITORY,
    branch: ref,
    files: { "notes.md": "Mine" },
    message: "amend",
    author,
  });
  push("ada", "README.md", "# Moved\n");
  await lookAtAll();
  expect(branchHead(program.repository, ref)).toBe(oid);
  expect(vote.status).toContain("it is not touched any more");
});

it("respects that it was closed without merging, and goes on when it is reopened", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const pullRequest = pullRequestOf(vote);
  program.world.as("ada").closePullRequest(pullRequest);
  await vote.look();
  expect(vote.status).toContain("was closed without being merged");
  push("ada", "README.md", "# Moved\n");
  program.clock.advance(DAY);
  await lookAtAll();
  expect(await vote.cost()).toBe(1);
  expect(program.pullRequests()).toHaveLength(1);
  expect(pullRequestOf(vote).head.oid).toBe(pullRequest.head.oid);

  program.world.as("ada").reopenIssue(pullRequest);
  await vote.look();
  expect(vote.status).toContain("as soon as a maintainer merges");
  expect(commitsOf(pullRequestOf(vote))[0]?.parents).toEqual([branchHead(program.repository, "main")]);
  program.world.as("ada").merge(pullRequestOf(vote));
  await vote.look();
  expect(vote.stageLabels).toEqual(["partner: listed"]);
});

it("takes a deleted branch for a closed pull request", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const { ref } = pullRequestOf(vote).head;
  program.world.as("ada").deleteBranch({ repository: REPOSITORY, branch: ref });
  await vote.look();
  expect(vote.status).toContain("was closed without being merged");
  expect(branchHead(program.repository, ref)).toBeNull();
});

it("says what keeps it from being written, and writes it once that is mended", async () => {
  const marked = "<!-- partnerbot:partners -->\n<!-- /partnerbot:partners -->\n";
  for (const broken of ["# Our friends\n", `${marked}${marked}`]) {
    const own = await startLocalProgram({ files: { "PARTNERS.md": broken } });
    const vote = await Vote.open(own, "Initech");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    await vote.close();
    expect(vote.status).toContain("The pull request cannot be written");
    expect(vote.status).toContain("PARTNERS.md");
    expect(own.pullRequests()).toEqual([]);
    expect(await vote.cost()).toBe(1);
    own.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "main",
      files: { "PARTNERS.md": null },
      message: "let the bot write it",
    });
    await vote.look();
    expect(vote.status).not.toContain("cannot be written");
    expect(own.pullRequests()).toHaveLength(1);
    expect(own.deviations).toEqual([]);
    await own.stop();
  }
});

it("takes an entry made by hand for the listing", async () => {
  const [vote] = await approved("Initech");
  if (!vote) throw new Error("nothing is approved");
  const { ref } = pullRequestOf(vote).head;
  program.clock.advance(HOUR);
  push("ada", "partners.yml", program.file("partners.yml", ref) ?? "");
  await lookAtAll();
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(await vote.cost()).toBe(1);
});
