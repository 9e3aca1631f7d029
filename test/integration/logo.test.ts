import sharp from "sharp";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLogoSource } from "../../src/logos/logo-source.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { exportTree } from "../../src/sandbox/git/tree.ts";
import { pullRequestCommits, pullRequestFiles } from "../../src/sandbox/pull-requests.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { plainPng, svg } from "../support/pictures.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram();
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** The pull request by which a company with this in its logo field becomes a partner. */
async function admitted(company: string, logo: string): Promise<PullRequest> {
  const vote = await Vote.open(program, company, { logo });
  for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
  program.clock.advance(7 * DAY + SECOND);
  await vote.look();
  expect(vote.stageLabels).toEqual(["partner: approved"]);
  return pullRequestOf(vote.number);
}

function pullRequestOf(issue: number): PullRequest {
  const [found, ...more] = program
    .pullRequests()
    .filter(({ head }) => head.ref.startsWith(`partnerbot/${issue}-`));
  if (found === undefined || more.length > 0) throw new Error(`${more.length} pull requests too many`);
  return found;
}

function bytesAt(path: string, branch: string): Uint8Array {
  const { objects } = program.repository;
  const head = branchHead(program.repository, branch);
  const bytes = head === null ? undefined : exportTree(objects, readCommit(objects, head).tree).get(path);
  if (bytes === undefined) throw new Error(`there is no ${path} on ${branch}`);
  return bytes;
}

function attached(bytes: Uint8Array, type = "image/png"): string {
  return `![Our logo](${program.world.as("gus").attach(bytes, type)})`;
}

function touchedBy(pullRequest: PullRequest): string[] {
  return pullRequestFiles(program.world.state, pullRequest).map(({ path }) => path);
}

it("comes with the pull request, encoded anew, and the entry names it", async () => {
  const logo = attached(svg('<circle cx="50" cy="50" r="50"/>'), "image/svg+xml");
  const pullRequest = await admitted("Initech", logo);
  const [commit, ...more] = pullRequestCommits(program.world.state, pullRequest);
  expect(more).toEqual([]);
  expect(commit?.signedByGitHub).toBe(true);
  expect(touchedBy(pullRequest)).toEqual(
    expect.arrayContaining(["logos/initech.png", "logos/initech-dark.png", "partners.yml"]),
  );
  const { ref } = pullRequest.head;
  for (const path of ["logos/initech.png", "logos/initech-dark.png"]) {
    const metadata = await sharp(bytesAt(path, ref)).metadata();
    expect(metadata).toMatchObject({ format: "png", width: 400, height: 400 });
  }
  expect(bytesAt("logos/initech-dark.png", ref)).not.toEqual(bytesAt("logos/initech.png", ref));
  expect(program.file("partners.yml", ref)).toContain(
    "    logo:\n      light: logos/initech.png\n      dark: logos/initech-dark.png\n      alt: Initech\n",
  );
  expect(textOf(pullRequest.body)).toContain("- `logos/initech.png`: the logo");
  expect(textOf(pullRequest.body)).not.toContain("no new logo");

  program.world.as("ada").merge(pullRequest);
  for (const number of await program.lookAtProgram()) await program.look(number);
  expect(bytesAt("logos/initech.png", "main")).toEqual(expect.any(Uint8Array));
});

it("is the same in bytes when the base moves, even if nobody remembers it", async () => {
  const pullRequest = await admitted("Initech", attached(await plainPng(64, 64)));
  const { ref, oid } = pullRequest.head;
  const before = bytesAt("logos/initech.png", ref);
  program.world
    .as("ada")
    .commit({ repository: REPOSITORY, branch: "main", files: { "README.md": "# Moved\n" }, message: "move" });
  const attachments = [...program.world.state.attachments];
  program.world.state.attachments.clear();
  for (const number of await program.lookAtProgram()) await program.look(number);
  expect(pullRequest.head.oid).not.toBe(oid);
  expect(bytesAt("logos/initech.png", ref)).toEqual(before);

  program.context.logos = createLogoSource();
  for (const [id, attachment] of attachments) program.world.state.attachments.set(id, attachment);
  program.world
    .as("ada")
    .commit({ repository: REPOSITORY, branch: "main", files: { "README.md": "# Again\n" }, message: "move" });
  for (const number of await program.lookAtProgram()) await program.look(number);
  expect(bytesAt("logos/initech.png", ref)).toEqual(before);
});

it("changes nothing where the base has it already", async () => {
  const logo = attached(await plainPng(64, 64));
  const first = await admitted("Initech", logo);
  const files = Object.fromEntries(
    ["logos/initech.png", "logos/initech-dark.png"].map((path) => [path, bytesAt(path, first.head.ref)]),
  );
  program.world.as("ada").commit({ repository: REPOSITORY, branch: "main", files, message: "logos" });
  for (const number of await program.lookAtProgram()) await program.look(number);
  expect(touchedBy(first).filter((path) => path.startsWith("logos/"))).toEqual([]);
  expect(program.file("partners.yml", first.head.ref)).toContain("light: logos/initech.png");
});

it.each([
  [
    "too small",
    () => plainPng(1, 1),
    "image/png",
    "The logo has 1 by 1 pixels. Attach one of at least 32 by 32",
  ],
  [
    "no picture",
    async () => Buffer.from("text"),
    "image/png",
    "The logo is no picture of a kind that is taken",
  ],
  [
    "no image for GitHub",
    async () => Buffer.from("text"),
    "text/plain",
    "GitHub says that the logo is text/plain",
  ],
  [
    "an SVG with a script",
    async () => svg("<script>alert(1)</script>"),
    "image/svg+xml",
    "The logo is an SVG with a script",
  ],
])("does not stop the decision when it is %s", async (_, make, type, sentence) => {
  const pullRequest = await admitted("Initech", attached(await make(), type));
  expect(textOf(pullRequest.body)).toContain(`The entry has no new logo. ${sentence}`);
  expect(textOf(pullRequest.body)).toContain("The company can send another one");
  expect(touchedBy(pullRequest).filter((path) => path.startsWith("logos/"))).toEqual([]);
  expect(program.file("partners.yml", pullRequest.head.ref)).not.toContain("logo:");
});

it("does not stop the decision when it is gone, or was never attached", async () => {
  const logo = attached(await plainPng(64, 64));
  program.world.state.attachments.clear();
  const gone = await admitted("Initech", logo);
  expect(textOf(gone.body)).toContain("GitHub has no such file any more.");
  const linked = await admitted("Hooli", "![Our logo](https://hooli.example/logo.png)");
  expect(textOf(linked.body)).toContain("The logo is a link to another site");
});
