import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingPermission } from "../../src/github/missing-permission.ts";
import { printDecision } from "../../src/program/decision.ts";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { createApp, installApp } from "../../src/sandbox/apps.ts";
import { createCheckRun } from "../../src/sandbox/check-runs.ts";
import { forkRepository } from "../../src/sandbox/repositories.ts";
import type { CheckRun, PullRequest } from "../../src/sandbox/state.ts";
import { soundProgram } from "../support/checkout.ts";
import { decidedRecord } from "../support/decided-record.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

const DECISION = "decisions/2026/12-acme-labs-admit.yml";

/** Two partners, one of them with a badge that the committee decided on. */
const REGISTRY = `# Our partners.
version: 1
partners:
  - id: acme-labs
    name: Acme Labs
    url: https://www.acme.example.com/
    since: "2026-01-09"
    badges:
      - category: engineering
        awarded: "2026-01-09"
        decision: ${DECISION}
    agreement: { date: "2026-01-01" }
    history:
      - { at: "2026-01-09", event: admitted, ref: ${DECISION} }
  - id: globex
    name: Globex
    since: "2025-03-01"
    agreement: { date: "2025-02-01" }
`;

const FILES = {
  "partners.yml": REGISTRY,
  [DECISION]: printDecision({ ballot: decidedRecord(), entry: null }, DECISION),
};

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram({ files: FILES });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** A pull request with those files, from a branch of its own. */
function propose(files: Record<string, string | null>, by = "bo", branch = "topic"): PullRequest {
  program.world.as(by).commit({ repository: REPOSITORY, branch, files, message: "By hand" });
  return program.world.as(by).openPullRequest({ repository: REPOSITORY, title: "By hand", head: branch });
}

const edited = (from: string, to: string): Record<string, string> => {
  if (!REGISTRY.includes(from)) throw new Error(`the registry has no ${from}`);
  return { "partners.yml": REGISTRY.replace(from, to) };
};

const checks = (): CheckRun[] => [...program.repository.checkRuns.values()];

/** The newest check. */
function check(): CheckRun {
  const last = checks().at(-1);
  if (!last) throw new Error("there is no check");
  return last;
}

const remarks = () =>
  check().output.annotations.map(
    ({ path, startLine, startColumn, level, message }) =>
      `${path}:${startLine}:${startColumn} ${level}: ${message.split("\n")[0]}`,
  );

/** Looks, and says what that asked of GitHub. */
async function look(pullRequest: PullRequest): Promise<string[]> {
  program.requests();
  await program.lookAtPullRequest(pullRequest.number);
  return program.requests().map((request) => request.split(",")[0] ?? "");
}

/** A check that another app has put there. */
function checkOfAnotherApp(result: Parameters<typeof createCheckRun>[3]): void {
  const { state, app } = program.world;
  const owner = findAccount(state, "stackwright");
  if (app === null || owner?.type !== "Organization") throw new Error("there is no app");
  const permissions = { metadata: "read", checks: "write" } as const;
  const other = createApp(state, {
    slug: "other",
    name: "Other",
    owner,
    permissions,
    events: [],
    publicKey: app.publicKey,
  });
  const installation = installApp(state, { app: other, account: owner, repositories: [program.repository] });
  const actor = {
    kind: "installation",
    installationId: installation.id,
    permissions,
    repositoryIds: null,
  } as const;
  createCheckRun(state, actor, program.repository, result);
}

const READS = ["PullRequestLook", "CheckFiles"];

describe("a pull request that touches nothing of the program", () => {
  it("costs one request, and gets no check", async () => {
    const pullRequest = propose({ "README.md": "# Our community\n", "src/index.js": "1\n" });
    expect(await look(pullRequest)).toEqual(["PullRequestLook"]);
    expect(checks()).toEqual([]);
  });

  it("costs one request for each hundred files", async () => {
    const files = Object.fromEntries(Array.from({ length: 230 }, (_, index) => [`docs/${index}.md`, "x\n"]));
    const pullRequest = propose(files);
    expect(await look(pullRequest)).toEqual(["PullRequestLook", "PullRequestFiles", "PullRequestFiles"]);
    expect(checks()).toEqual([]);
  });

  it("is also one of the program's files on another branch than the default one", async () => {
    program.world.as("bo").createBranch({ repository: REPOSITORY, branch: "old" });
    const files = edited("name: Globex", "name: Globex AG");
    program.world.as("bo").commit({ repository: REPOSITORY, branch: "topic", files, message: "By hand" });
    const pullRequest = program.world
      .as("bo")
      .openPullRequest({ repository: REPOSITORY, title: "Old", head: "topic", base: "old" });
    expect(await look(pullRequest)).toEqual(["PullRequestLook"]);
  });

  it("is nothing to look at when it is closed, or not there", async () => {
    const pullRequest = propose(edited("name: Globex", "name: Globex AG"));
    program.world.as("bo").closePullRequest(pullRequest);
    expect(await look(pullRequest)).toEqual(["PullRequestLook"]);
    expect(await program.lookAtPullRequest(4711)).toBe("nothing");
  });
});

describe("the check", () => {
  it("says what changes for whom, once for the same head, with two reads and one write", async () => {
    const badge = '\n    badges: [{ category: marketing, awarded: "2026-02-01" }]';
    const pullRequest = propose(edited('since: "2025-03-01"', `since: "2025-03-01"${badge}`));
    expect(await look(pullRequest)).toEqual([...READS, "checks/create"]);
    expect(check()).toMatchObject({
      name: "Partnerbot",
      headOid: pullRequest.head.oid,
      status: "completed",
      conclusion: "success",
      output: { title: "All is well: 1 partner changes", annotations: [] },
    });
    expect(check().output.summary).toContain("- **Globex** gets the badge Marketing\n");
    expect(await look(pullRequest)).toEqual(READS);
    expect(checks()).toHaveLength(1);
  });

  it("puts each problem at its line, with what to do", async () => {
    const files = edited('since: "2025-03-01"', 'since: "2027-03-01"');
    const registry = (files["partners.yml"] ?? "").replace("category: engineering", "category: enginering");
    await look(propose({ "partners.yml": registry }));
    expect(check().conclusion).toBe("failure");
    expect(check().output.title).toBe("2 problems");
    expect(remarks()).toEqual([
      "partners.yml:9:19 failure: there is no category enginering in the config, so this badge does not count",
      "partners.yml:17:12 failure: `since` is 2027-03-01, which is in the future: today is 2026-03-02 (UTC)",
    ]);
    expect(check().output.annotations[0]?.message).toContain("Did you mean engineering?");
  });

  it("tells where a registry is no valid YAML any more, and a config too", async () => {
    const registry = propose(edited("    name: Globex\n", "   name: Globex\n"));
    await look(registry);
    expect(check().conclusion).toBe("failure");
    expect(remarks().join("\n")).toMatch(/^partners\.yml:16:\d+ failure: not valid YAML: /);
    expect(check().output.summary).toContain("as soon as the config and the registry can be read");

    const config = propose({ ".github/partnerbot.yml": `${CONFIG}\tsite: {}\n` }, "bo", "config");
    await look(config);
    expect(remarks()[0]).toMatch(/^\.github\/partnerbot\.yml:\d+:\d+ failure: not valid YAML: /);
  });

  it("passes with warnings as neutral", async () => {
    await look(propose(edited("    name: Globex\n", "    name: Globex\n    status: at-risk\n")));
    expect(check()).toMatchObject({ conclusion: "neutral", output: { title: "1 warning" } });
    expect(check().output.summary).toContain("- **Globex** status: active → at-risk\n");
  });

  it.each([false, true])(
    "writes 120 findings in three requests, and goes on where it was cut off (%s)",
    async (applied) => {
      const entries = Array.from(
        { length: 120 },
        (_, index) =>
          `  - { id: new-${index}, name: New ${index}, since: "2031-01-01", agreement: { date: "2026-01-01" } }\n`,
      );
      const pullRequest = propose({ "partners.yml": REGISTRY + entries.join("") });
      program.server.faults.add({
        match: { operation: "checks/update" },
        effect: { kind: "bad-gateway", applied },
      });
      await expect(program.lookAtPullRequest(pullRequest.number)).rejects.toThrow();
      expect(check()).toMatchObject({ status: "in_progress", conclusion: null });
      expect(check().output.annotations).toHaveLength(applied ? 100 : 50);

      const rest = applied ? ["checks/update"] : ["checks/update", "checks/update"];
      expect(await look(pullRequest)).toEqual([...READS, ...rest]);
      expect(checks()).toHaveLength(1);
      expect(check()).toMatchObject({ status: "completed", conclusion: "failure" });
      const lines = check().output.annotations.map(({ startLine }) => startLine);
      expect(lines).toEqual(Array.from({ length: 120 }, (_, index) => 19 + index));
    },
  );

  it("follows a head that moves, and leaves the older one as it was", async () => {
    const pullRequest = propose(edited('since: "2025-03-01"', 'since: "2027-03-01"'));
    await look(pullRequest);
    const first = check();
    expect(first.conclusion).toBe("failure");
    program.world.as("bo").commit({
      repository: REPOSITORY,
      branch: "topic",
      files: edited("name: Globex", "name: Globex International\n    former-names: [Globex]"),
      message: "Mend it",
    });
    await look(pullRequest);
    expect(checks()).toHaveLength(2);
    expect(check()).toMatchObject({ headOid: pullRequest.head.oid, conclusion: "success" });
    expect(check().output.summary).toContain("is called Globex International instead of Globex");
    expect(first).toMatchObject({ conclusion: "failure" });
  });

  it("compares with where the branch began, whatever has come to the base since", async () => {
    const pullRequest = propose(edited("name: Globex\n", "name: Globex\n    description: We help.\n"));
    const later = '  - { id: hooli, name: Hooli, since: "2026-02-01", agreement: { date: "2026-01-01" } }\n';
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "main",
      files: { "partners.yml": REGISTRY + later },
      message: "List Hooli",
    });
    expect(await look(pullRequest)).toEqual([
      "PullRequestLook",
      "repos/compare-commits-with-basehead",
      "CheckFiles",
      "checks/create",
    ]);
    expect(check().conclusion).toBe("success");
    expect(check().output.summary).toContain("- **Globex** changes of its entry: description\n");
    expect(check().output.summary).not.toContain("Hooli");
  });

  it("looks at a fork's pull request as text", async () => {
    const mallory = program.world.as("mallory");
    forkRepository(program.world.state, mallory.actor, program.repository);
    const template = ".github/partnerbot/index.liquid";
    mallory.commit({
      repository: "mallory/community",
      branch: "main",
      files: { [template]: "<h1>\n{% for x in (1..100000000) %}{{ x }}\n", "partners.yml": null },
      message: "Harmless",
    });
    const pullRequest = mallory.openPullRequest({ repository: REPOSITORY, title: "x", head: "mallory:main" });
    await look(pullRequest);
    expect(check()).toMatchObject({ headOid: pullRequest.head.oid, conclusion: "failure" });
    expect(remarks().join("\n")).toContain(
      `${template}:2:1 failure: tag {% for x in (1..100000000) %} not closed`,
    );
    expect(remarks().join("\n")).toContain(
      "partners.yml:1:1 failure: the entry of Globex (id globex) is gone",
    );
  });

  it("sees that a decision or a logo is missing, wherever it should be, and a logo that could do something", async () => {
    const logo = "logo: { light: art/globex.png, dark: logos/globex.svg }";
    const pullRequest = propose({
      ...edited('    since: "2025-03-01"', `    ${logo}\n    since: "2025-03-01"`),
      "logos/globex.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>\n',
    });
    expect(await look(pullRequest)).toEqual([...READS, "CheckPresence", "checks/create"]);
    expect(remarks()).toEqual([
      "partners.yml:17:20 failure: there is no file art/globex.png",
      "partners.yml:17:42 failure: logos/globex.svg is no picture that the site shows, so the name is set in type",
    ]);

    await look(propose({ [DECISION]: null }, "bo", "without"));
    expect(remarks()).toEqual([
      `${DECISION}:1:1 failure: the record of a decision is taken away`,
      `partners.yml:11:19 failure: there is no file ${DECISION}`,
      `partners.yml:14:51 failure: there is no file ${DECISION}`,
    ]);
  });

  it("fails where an archive is taken away or gets another name, and says what is done instead", async () => {
    const archived = soundProgram();
    const both = ["partners/2025.yml", "partners/2025.md"].map((path) => [path, archived[path] ?? ""]);
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "main",
      files: Object.fromEntries(both),
      message: "Freeze 2025",
    });
    const pullRequest = propose({ "partners/2025.yml": null });
    expect(await look(pullRequest)).toEqual([...READS, "checks/create"]);
    expect(check().conclusion).toBe("failure");
    expect(remarks()).toEqual(["partners/2025.yml:1:1 failure: the archive of 2025 is taken away"]);
    expect(check().output.annotations[0]?.message).toContain("partnerbot archive 2025 --redact");

    const moved = { "partners/2025.md": null, "attic/2025.md": archived["partners/2025.md"] ?? "" };
    await look(propose(moved, "bo", "moved"));
    expect(check().conclusion).toBe("failure");
    expect(remarks()).toEqual(["partners/2025.md:1:1 failure: the archive of 2025 is taken away"]);

    await look(propose(edited("name: Globex", "name: Globex\n    github: [globex]"), "bo", "other"));
    expect(remarks()).toEqual([]);
  });

  it("says that the list is not what the registry gives, which keeps nothing from being merged", async () => {
    const list = (name: string) =>
      `# Partners\n\n<!-- partnerbot:partners:start -->\n\n## ${name}\n\n<!-- partnerbot:partners:end -->\n`;
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "main",
      files: { "PARTNERS.md": list("Globex") },
      message: "List them by hand",
    });
    const message =
      'what stands between the markers of the section "partners" is not what the registry gives';
    await look(propose(edited("name: Globex", "name: Globex\n    github: [globex]")));
    expect(check().conclusion).toBe("success");
    expect(remarks()).toEqual([`PARTNERS.md:5:1 notice: ${message}`]);
    await look(propose({ "PARTNERS.md": list("Globexx") }, "bo", "by-hand"));
    expect(check().conclusion).toBe("neutral");
    expect(remarks()).toEqual([`PARTNERS.md:5:1 warning: ${message}`]);
    await look(propose({ "PARTNERS.md": list("Globex").repeat(2) }, "bo", "twice"));
    expect(check().conclusion).toBe("failure");
    expect(remarks()).toEqual([
      'PARTNERS.md:10:1 failure: The start marker of the section "partners" is there 2 times, in lines 3, 10.',
    ]);
    await look(propose({ "README.md": "# Our community\n", [DECISION]: null }, "bo", "else"));
    expect(remarks().join("\n")).not.toContain("PARTNERS.md");
  });

  it("is written again when another result stands there", async () => {
    const pullRequest = propose(edited("name: Globex", "name: Globex\n    github: [globex]"));
    await look(pullRequest);
    check().externalId = "another result";
    expect(await look(pullRequest)).toEqual([...READS, "checks/create"]);
    expect(checks()).toHaveLength(2);
  });

  it("is not another app's of the same name", async () => {
    const pullRequest = propose(edited("name: Globex", "name: Globex\n    github: [globex]"));
    await look(pullRequest);
    const { externalId, headOid } = check();
    program.repository.checkRuns.clear();
    program.repository.checkSuites.clear();
    checkOfAnotherApp({ headOid, name: "Partnerbot", externalId, conclusion: "success" });
    expect(await look(pullRequest)).toEqual([...READS, "checks/create"]);
    expect(checks()).toHaveLength(2);
  });

  it("is put at the bot's own pull requests, and they pass", async () => {
    const vote = await Vote.open(program, "Initech");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    program.clock.advance(7 * DAY + SECOND);
    await vote.look();
    const [pullRequest] = program.pullRequests();
    if (!pullRequest) throw new Error("there is no pull request");
    expect(await look(pullRequest)).toEqual([...READS, "checks/create"]);
    expect(remarks()).toEqual([]);
    expect(check().conclusion).toBe("success");
    expect(check().output.summary).toContain("- **Initech** becomes a partner; gets the badge Engineering");
  });
});

describe("a missing permission", () => {
  it.each([
    ["read", "checks=write"],
    ["none", "checks=write"],
  ])("is named, when checks are only to be used as %s", async (level, wanted) => {
    const pullRequest = propose(edited("name: Globex", "name: Globex AG"));
    // The token is there from a first look at something else.
    await program.unseenPullRequests();
    for (const token of program.world.state.tokens.values()) {
      if (!("permissions" in token)) continue;
      if (level === "none") delete token.permissions["checks"];
      else Object.assign(token.permissions, { checks: level });
    }
    const error: unknown = await program.lookAtPullRequest(pullRequest.number).catch((thrown) => thrown);
    expect(missingPermission(error)).toContain(wanted);
    expect(checks()).toEqual([]);
  });
});

describe("a lost event", () => {
  it("is made good when the program is looked at, once for each head", async () => {
    const pullRequest = propose(edited("name: Globex", "name: Globex AG"));
    expect(await program.unseenPullRequests()).toEqual([pullRequest.number]);
    await look(pullRequest);
    expect(await program.unseenPullRequests()).toEqual([]);
    program.world.as("bo").commit({
      repository: REPOSITORY,
      branch: "topic",
      files: { "README.md": "# More\n" },
      message: "More",
    });
    expect(await program.unseenPullRequests()).toEqual([pullRequest.number]);
  });
});
