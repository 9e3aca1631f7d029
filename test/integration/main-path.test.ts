import { afterEach, beforeEach, expect, it } from "vitest";
import { blobId } from "../../src/program/publication.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { labelsOf } from "../../src/sandbox/labels.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { proposalBody } from "../support/proposals.ts";

const DAY = 86_400_000;
let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram();
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

it("goes from a filed proposal to a merged partners list, with as few requests as that takes", async () => {
  const { world, clock } = program;
  const issue = world
    .as("gus")
    .openIssue({ repository: REPOSITORY, title: "[Partner] Globex", body: proposalBody() });
  expect(await program.look(issue.number)).toMatchObject({ stage: "voting" });
  // Two looks (the second for the logins that the proposal names), the roll, a first commit on a new branch, new
  // labels, and everything else in one.
  expect(program.requests()).toHaveLength(8);
  const [status] = program.botComments(issue.number);
  expect(textOf(status?.body ?? { versions: [] })).toContain("- [x] @ada (chair, 3 points): **recused**");

  world.as("bo").comment(issue, "/vote yes good people");
  await program.look(issue.number);
  expect(program.requests()).toHaveLength(2);
  await program.look(issue.number);
  expect(program.requests()).toHaveLength(1);

  world.as("cy").comment(issue, "/vote yes");
  world.as("mallory").comment(issue, "/vote no");
  await program.look(issue.number);
  expect(program.requests()).toHaveLength(2);

  clock.advance(7 * DAY);
  expect(await program.look(issue.number)).toMatchObject({ stage: "voting" });
  clock.advance(1000);
  expect(await program.look(issue.number)).toMatchObject({ stage: "approved" });
  const [pullRequest] = program.pullRequests();
  if (!pullRequest) throw new Error("there is no pull request");

  world.as("ada").merge(pullRequest);
  expect(await program.look(issue.number)).toMatchObject({ stage: "listed" });
  expect(program.file("partners.yml")).toContain("Globex Corporation");
  // By which version of the rules it was decided.
  const config = blobId(program.file(".github/partnerbot.yml") ?? "");
  expect(program.file(`decisions/2026/${issue.number}-globex-corporation-admit.yml`)).toContain(
    `\n  config: ${config}\n`,
  );
  expect(program.file("PARTNERS.md")).toContain("## [Globex Corporation](https://www.globex.example/)");
  expect(program.issue(issue.number)).toMatchObject({ state: "closed", stateReason: "completed" });
  expect(labelsOf(world.state, issue).map((label) => label.name)).toEqual(
    expect.arrayContaining(["partner: listed", "partner: engineering", "partner: marketing"]),
  );
  program.requests();
  await program.look(issue.number);
  expect(program.requests()).toHaveLength(1);
});
