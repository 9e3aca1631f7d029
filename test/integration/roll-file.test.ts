import { afterEach, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { proposalBody } from "../support/proposals.ts";

const CONFIG = `
program: { name: Stackwright Partners, project: Stackwright }
roll:
  - { role: chair, points: 3, file: { path: OWNERS.md, section: Leaders } }
  - { role: senior, points: 2, team: stackwright/senior-maintainers }
  - { role: maintainer, points: 1, file: { path: OWNERS.md, section: Maintainers } }
rules:
  admit: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d } }
`;

const OWNERS = `# Leaders ***
* Ada ([@ada](https://github.com/ada)) <<ada@stackwright.example>>

# Maintainers * (1 vote point)
[@stackwright/maintainers](https://github.com/orgs/stackwright/teams/maintainers), ask @mallory to become one.
* [@Dee](https://github.com/dee), <dee@stackwright.example>; Initech
* @eli
* @bo

# Contributors
* @mallory
`;

let program: LocalProgram;

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

async function file(owners: string | null) {
  program = await startLocalProgram({
    config: CONFIG,
    files: owners === null ? {} : { "OWNERS.md": owners },
  });
  const issue = program.world
    .as("gus")
    .openIssue({ repository: REPOSITORY, title: "[Partner] Globex", body: proposalBody() });
  const looked = await program.look(issue.number);
  const [status] = program.botComments(issue.number);
  return {
    looked,
    status: textOf(status?.body ?? { versions: [] }),
    record: () => program.file(`ballots/${issue.number}-admit.yml`, "partnerbot-data"),
  };
}

it("opens the vote upon the people whom a file lists, with their account ids", async () => {
  const { looked, status, record } = await file(OWNERS);
  expect(looked).toMatchObject({ stage: "voting" });
  expect(program.requests().filter((request) => request.startsWith("Roster"))).toEqual([
    "Roster, organization, repository",
    "Roster, user",
  ]);
  expect(status.match(/^- \[.\] @.*\)/gm)).toEqual([
    "- [ ] @ada (chair, 3 points)",
    "- [ ] @bo (senior, 2 points; also maintainer)",
    "- [ ] @cy (senior, 2 points)",
    "- [ ] @dee (maintainer, 1 point)",
    "- [ ] @eli (maintainer, 1 point)",
  ]);
  expect(record()).toMatch(/login: dee\n +id: \d+\n/);
  expect(record()?.match(/other-roles:\n +- .*/g)).toEqual(["other-roles:\n      - maintainer"]);
});

it.each([
  ["the file is missing", null, "OWNERS.md: there is no such file on the default branch"],
  ["a section is missing", OWNERS.replace("# Leaders", "# Chairs"), "there is no heading"],
  [
    "a section names nobody",
    OWNERS.replace("* Ada ([@ada](https://github.com/ada))", "* Ada"),
    "nobody stands under",
  ],
  [
    "a login is nobody's",
    OWNERS.replace("* @eli", "* @eli-who-left"),
    "There is no account eli-who-left on GitHub",
  ],
  ["the file is no text", "# Leaders\n\u0000", "too large, or it is not text"],
])("opens nothing when %s, and says so", async (_, owners, reason) => {
  const { looked, status, record } = await file(owners);
  expect(looked).toMatchObject({ stage: "review" });
  expect(status).toContain(reason);
  expect(record()).toBeNull();
});
