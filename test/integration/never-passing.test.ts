import { afterEach, beforeEach, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { proposalBody } from "../support/proposals.ts";

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram({ config: CONFIG.replace("period:", "minimum: { yes: 20 }, period:") });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

it("opens no vote that could never pass with this roll, and says why", async () => {
  const issue = program.world
    .as("gus")
    .openIssue({ repository: REPOSITORY, title: "[Partner] Globex", body: proposalBody() });
  expect(await program.look(issue.number)).toMatchObject({ stage: "review" });
  const status = textOf(program.botComments(issue.number)[0]?.body ?? { versions: [] });
  expect(status).toContain("The vote cannot be opened yet:");
  expect(status).toContain("rules.admit.minimum");
});
