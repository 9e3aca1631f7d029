import { afterEach, beforeEach, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { proposalBody } from "../support/proposals.ts";

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram({ config: CONFIG.replace("period:", "second: 2, period:") });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

it("opens a vote only when enough members have asked for it", async () => {
  const { world, clock } = program;
  const issue = world
    .as("gus")
    .openIssue({ repository: REPOSITORY, title: "[Partner] Globex", body: proposalBody() });
  const status = () => textOf(program.botComments(issue.number)[0]?.body ?? { versions: [] });
  expect(await program.look(issue.number)).toMatchObject({ stage: "review" });
  expect(status()).toContain("Nobody has yet.");

  world.as("bo").comment(issue, "/open-vote");
  world.as("mallory").comment(issue, "/open-vote");
  expect(await program.look(issue.number)).toMatchObject({ stage: "review" });
  expect(status()).toContain("So far: bo.");
  world.as("bo").comment(issue, "/open-vote");
  clock.advance(40 * 86_400_000);
  expect(await program.look(issue.number)).toMatchObject({ stage: "review" });
  program.requests();
  await program.look(issue.number);
  expect(program.requests()).toHaveLength(1);

  world.as("cy").comment(issue, "/open-vote");
  expect(await program.look(issue.number)).toMatchObject({ stage: "voting" });
});
