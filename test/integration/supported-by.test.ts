import { afterEach, beforeEach, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { pullRequestFiles } from "../../src/sandbox/pull-requests.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { FAST_CONFIG, filingIn } from "../support/filing.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { GLOBEX, registryOf, UPDATE_FORM_TEXT, updateBody } from "../support/updates.ts";
import { bodyOf, DAY, SECOND } from "../support/vote.ts";

const BLOCK = "<!-- partnerbot:supported-by:start -->\n<!-- partnerbot:supported-by:end -->\n";
const README = `# Community\n\n${BLOCK}\nBye.\n`;

const configOf = (...files: string[]) => `${FAST_CONFIG}files: { supported-by: [${files.join(", ")}] }\n`;

let program: LocalProgram;
const { file, comment, said, cost } = filingIn(() => program);

beforeEach(async () => {
  program = await startLocalProgram({
    config: configOf("README.md", "docs/team.md"),
    files: {
      "README.md": README,
      "docs/team.md": BLOCK,
      // The contact has no account number there: logins tell who it is.
      "partners.yml": registryOf(GLOBEX).replace(/(login: gus)\n *id: \d+/, "$1"),
      ".github/ISSUE_TEMPLATE/partner-update.yml": UPDATE_FORM_TEXT,
    },
  });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function push(files: Record<string, string | null>): void {
  program.world.as("ada").commit({ repository: REPOSITORY, branch: "main", files, message: "by hand" });
}

/** A proposal of Acme that is voted on and passes. */
async function passed(): Promise<number> {
  const number = file({ body: bodyOf("Acme") });
  await program.look(number);
  program.clock.advance(SECOND);
  comment(number, "bo", "/vote yes");
  program.clock.advance(7 * DAY);
  await program.look(number);
  return number;
}

function onlyPullRequest(): PullRequest {
  const [first, ...more] = program.pullRequests().filter(({ state }) => state === "open");
  if (!first || more.length > 0) throw new Error(`${more.length} more pull requests`);
  return first;
}

const pathsIn = (pullRequest: PullRequest) =>
  pullRequestFiles(program.world.state, pullRequest).map(({ path }) => path);

it("the pull request of a decision renews the block of names, and a look is still one request", async () => {
  const number = await passed();
  const pullRequest = onlyPullRequest();
  expect(pathsIn(pullRequest)).toEqual(expect.arrayContaining(["README.md", "docs/team.md", "partners.yml"]));
  expect(textOf(pullRequest.body)).toContain("- `docs/team.md`: the partners' names between the markers");
  expect(await cost(number)).toBe(1);

  program.world.as("ada").merge(pullRequest);
  await program.look(number);
  const readme = program.file("README.md") ?? "";
  expect(readme).toMatch(/^# Community\n\n[\s\S]*\nBye\.\n$/);
  expect(readme).toContain(
    "\n\nSupported by the partners in the Partner Program: [Acme](https://acme.example/) and [Globex](https://globex.example/). [All partners](PARTNERS.md)\n\n",
  );
  expect(program.file("docs/team.md")).toContain("[All partners](../PARTNERS.md)");
  expect(await cost(number)).toBe(1);
});

it("broken markers and a missing file are shown in the status, and mending them goes on", async () => {
  push({ "README.md": "# Community\n" });
  const number = await passed();
  expect(program.pullRequests()).toEqual([]);
  expect(said(number).join("\n")).toMatch(/README\.md: The start marker of the section .* is missing/);
  expect(await cost(number)).toBe(1);

  push({ "README.md": README, "docs/team.md": null });
  await program.look(number);
  expect(said(number).join("\n")).toContain("docs/team.md: there is no such file.");
  expect(await cost(number)).toBe(1);

  push({ "docs/team.md": BLOCK });
  await program.look(number);
  expect(pathsIn(onlyPullRequest())).toContain("docs/team.md");

  // The next file is named when the other ones are known.
  push({ ".github/partnerbot.yml": configOf("README.md", "docs/more.md"), "docs/more.md": BLOCK });
  await program.look(number);
  expect(pathsIn(onlyPullRequest())).toContain("docs/more.md");
  expect(pathsIn(onlyPullRequest())).not.toContain("docs/team.md");
});

it("the pull request of an update renews the block only when it changes", async () => {
  const { number } = program.world.as("gus").openIssue({
    repository: REPOSITORY,
    title: "[Update] Globex",
    body: updateBody({ name: "Globex Labs" }),
  });
  await program.look(number);
  const renaming = onlyPullRequest();
  expect(pathsIn(renaming)).toEqual(["PARTNERS.md", "README.md", "docs/team.md", "partners.yml"]);
  expect(await cost(number)).toBe(1);
  program.world.as("ada").merge(renaming);
  await program.look(number);
  expect(program.file("README.md")).toContain(": [Globex Labs](https://globex.example/). [");

  const second = program.world.as("gus").openIssue({
    repository: REPOSITORY,
    title: "[Update] Globex",
    body: updateBody({ partner: "Globex Labs", description: "Globex makes robots." }),
  }).number;
  await program.look(second);
  expect(pathsIn(onlyPullRequest())).toEqual(["PARTNERS.md", "partners.yml"]);
});
