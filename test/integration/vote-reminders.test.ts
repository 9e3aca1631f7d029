import { afterEach, beforeEach, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { proposalBody } from "../support/proposals.ts";

const HOUR = 3_600_000;
let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram({ config: CONFIG.replace("period:", "remind: [middle, 24h], period:") });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

it("reminds only those who have not voted, in one comment that is edited", async () => {
  const { world, clock } = program;
  const issue = world
    .as("gus")
    .openIssue({ repository: REPOSITORY, title: "[Partner] Globex", body: proposalBody() });
  const reminders = () =>
    program
      .botComments(issue.number)
      .map((comment) => textOf(comment.body))
      .filter((text) => text.includes("partnerbot:vote-reminder"));
  const opened = await program.look(issue.number);
  world.as("bo").comment(issue, "/vote yes");
  await program.look(issue.number);
  expect(opened).toMatchObject({ stage: "voting", next: clock.now() + 84 * HOUR });
  expect(reminders()).toEqual([]);

  clock.advance(84 * HOUR);
  await program.look(issue.number);
  expect(reminders()).toHaveLength(1);
  expect(reminders()[0]).toContain("@cy @dee @eli @fay: your vote on Globex Corporation is still missing");

  world.as("cy").comment(issue, "/vote no");
  await program.look(issue.number);
  clock.advance(60 * HOUR);
  await program.look(issue.number);
  expect(reminders()).toHaveLength(1);
  expect(reminders()[0]).toContain("@dee @eli @fay: your vote");
  program.requests();
  await program.look(issue.number);
  expect(program.requests()).toHaveLength(1);
});
