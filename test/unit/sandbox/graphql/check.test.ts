import { describe, expect, it } from "vitest";
import { createApp, installApp } from "../../../../src/sandbox/apps.ts";
import { createCheckRun, updateCheckRun } from "../../../../src/sandbox/check-runs.ts";
import type { Actor } from "../../../../src/sandbox/state.ts";
import { at, createWorld, list, PERMISSIONS } from "./world.ts";

const CHECKS = { ...PERMISSIONS, checks: "write" } as const;

/** A repository with a run of our app, a newer one of the same name, and one of another app. */
function createChecked() {
  const world = createWorld();
  const headOid = world.repository.refs.get("refs/heads/main") ?? "";
  const bot = world.botWith(CHECKS);
  const annotation = {
    path: "partners.yml",
    startLine: 3,
    endLine: 3,
    startColumn: 1,
    endColumn: 1,
    level: "failure" as const,
    message: "wrong",
    title: null,
    rawDetails: null,
  };
  const output = { title: "Wrong", summary: "All of it", annotations: [annotation, annotation] };
  createCheckRun(world.state, bot, world.repository, { headOid, name: "Partnerbot", externalId: "first" });
  const newest = createCheckRun(world.state, bot, world.repository, {
    headOid,
    name: "Partnerbot",
    externalId: "second",
    status: "in_progress",
    output,
  });
  const other = createApp(world.state, {
    slug: "other",
    name: "Other",
    owner: world.octo,
    permissions: CHECKS,
    events: [],
    publicKey: world.app.publicKey,
  });
  const installation = installApp(world.state, {
    app: other,
    account: world.octo,
    repositories: [world.repository],
  });
  const otherBot: Actor = {
    kind: "installation",
    installationId: installation.id,
    permissions: CHECKS,
    repositoryIds: null,
  };
  createCheckRun(world.state, otherBot, world.repository, { headOid, name: "Lint" });
  return { ...world, bot, newest, headOid };
}

const suites = (filter: string, runs: string) => `{
  repository(owner: "octo-org", name: "program") {
    object(expression: "main") {
      ... on Commit {
        checkSuites(first: 10${filter}) {
          totalCount
          nodes { app { slug } checkRuns(${runs}) { nodes { databaseId externalId status conclusion annotations(first: 1) { totalCount } } } }
        }
      }
    }
  }
}`;

const SUITES = ["repository", "object", "checkSuites", "nodes"] as const;

describe("the checks of a commit", () => {
  it("are in one suite for each app, the newest run of a name first", async () => {
    const world = createChecked();
    const data = await world.data(suites("", "first: 5, filterBy: { checkType: ALL }"), {}, world.bot);
    expect(list(data, ...SUITES).map((suite) => at(suite, "app", "slug"))).toEqual(["partnerbot", "other"]);
    expect(list(data, ...SUITES, 0, "checkRuns", "nodes").map((run) => at(run, "externalId"))).toEqual([
      "second",
      "first",
    ]);
  });

  it("are found by name, the last one of it, with how many annotations it has", async () => {
    const world = createChecked();
    const name = 'filterBy: { checkName: "Partnerbot" }';
    const runs = 'first: 5, filterBy: { checkName: "Partnerbot", checkType: LATEST }';
    const read = async () => {
      const data = await world.data(suites(`, ${name}`, runs), {}, world.bot);
      expect(at(data, "repository", "object", "checkSuites", "totalCount")).toBe(1);
      return list(data, ...SUITES, 0, "checkRuns", "nodes");
    };
    expect(await read()).toEqual([
      {
        databaseId: world.newest.id,
        externalId: "second",
        status: "IN_PROGRESS",
        conclusion: null,
        annotations: { totalCount: 2 },
      },
    ]);
    updateCheckRun(world.state, world.bot, world.newest, { conclusion: "failure" });
    expect(await read()).toMatchObject([{ status: "COMPLETED", conclusion: "FAILURE" }]);
  });

  it("are for those who may read checks", async () => {
    const world = createChecked();
    const answer = await world.ask(suites("", "first: 5"), {}, world.botWith(PERMISSIONS));
    expect(answer.errors?.[0]).toMatchObject({
      type: "FORBIDDEN",
      path: ["repository", "object", "checkSuites"],
    });
  });
});
