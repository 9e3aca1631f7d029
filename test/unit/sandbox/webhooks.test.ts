import { describe, expect, it } from "vitest";
import { deleteAccount, findAccount } from "../../../src/sandbox/accounts.ts";
import {
  addRepositories,
  installApp,
  removeRepositories,
  suspendInstallation,
  uninstallApp,
  unsuspendInstallation,
} from "../../../src/sandbox/apps.ts";
import { createCheckRun, updateCheckRun } from "../../../src/sandbox/check-runs.ts";
import { createComment } from "../../../src/sandbox/comments.ts";
import { unlockIssue } from "../../../src/sandbox/issues.ts";
import { mergePullRequest, openPullRequest } from "../../../src/sandbox/pull-requests.ts";
import type { WebhookEvent } from "../../../src/sandbox/state.ts";
import { createWebhookOracle } from "../../oracles/webhooks.ts";
import { buildSmallWorld, namesOf } from "./small-world.ts";

const oracle = createWebhookOracle();

/** GitHub's own bots have addresses with brackets, which its description of an address does not allow. */
function deviations({ event, payload }: WebhookEvent): string[] {
  return oracle.check(event, payload).filter((line) => !line.endsWith('/email must match format "email"'));
}

function tellStory() {
  const world = buildSmallWorld();
  const { state, bot, as } = world;
  const repository = "octo/program";
  const [ann, wes, tia, rob] = [as("ann"), as("wes"), as("tia"), as("rob")];
  const issue = rob.openIssue({
    repository,
    title: "Hello",
    body: "@ann look",
    labels: ["bug", "none such"],
  });
  rob.editIssue(issue, { title: "Hello there", body: "" });
  const comment = ann.comment(issue, "Welcome");
  const own = createComment(state, bot, issue, "by the bot");
  ann.editComment(own, "changed by a person");
  ann.react(own, "+1");
  ann.deleteComment(comment);
  tia.setLabels(issue, ["question"]);
  wes.lockIssue(issue);
  unlockIssue(state, wes.actor, issue);
  tia.closeIssue(issue, "not_planned");
  tia.reopenIssue(issue);
  wes.commit({
    repository,
    branch: "change",
    files: { "new.md": "x\n", "docs/a.md": null },
    message: `Closes #${issue.number}`,
  });
  const pullRequest = wes.openPullRequest({
    repository,
    title: "Change",
    body: `Closes #${issue.number}`,
    head: "change",
  });
  wes.push({
    repository,
    branch: "change",
    files: { "new.md": "y\n" },
    message: "more",
    author: { name: "E", email: "e@example.org" },
  });
  createComment(state, bot, pullRequest, "on a pull request");
  ann.review(pullRequest);
  ann.review(pullRequest, "COMMENTED", "Look at the second line");
  wes.setLabels(pullRequest, ["enhancement"]);
  wes.editIssue(pullRequest, { title: "A change" });
  wes.closePullRequest(pullRequest);
  wes.reopenIssue(pullRequest);
  const program = world.repository(repository);
  const run = createCheckRun(state, bot, program, { name: "check", headOid: pullRequest.head.oid });
  updateCheckRun(state, bot, run, { conclusion: "success", output: { title: "t", summary: "s" } });
  wes.merge(pullRequest);
  wes.deleteBranch({ repository, branch: "change" });
  wes.release(repository, "v1");
  ann.deleteIssue(issue);
  const left = rob.openIssue({ repository, title: "Left behind" });
  const account = findAccount(state, "rob");
  if (account?.type === "User") deleteAccount(state, account);
  ann.comment(left, "Who was it?");
  return { ...world, pullRequest };
}

describe("webhook events", () => {
  const { told, installations } = tellStory();

  it("come as GitHub would send them, in order", () => {
    expect(namesOf(told)).toEqual([
      ...["issues.opened", "issues.labeled", "issues.edited"],
      ...["issue_comment.created", "issue_comment.created", "issue_comment.edited", "issue_comment.deleted"],
      ...[
        "issues.unlabeled",
        "issues.labeled",
        "issues.locked",
        "issues.unlocked",
        "issues.closed",
        "issues.reopened",
      ],
      ...["create", "push", "push", "pull_request.opened", "push", "pull_request.synchronize"],
      ...["issue_comment.created", "pull_request_review.submitted", "pull_request_review.submitted"],
      ...["pull_request.labeled", "pull_request.edited"],
      ...["pull_request.closed", "pull_request.reopened", "check_run.created", "check_run.completed"],
      ...["push", "issues.closed", "pull_request.closed", "delete", "push"],
      // A release that was never a draft is all three at once.
      ...["create", "push", "release.created", "release.published", "release.released"],
      ...["issues.deleted", "issues.opened", "issue_comment.created"],
    ]);
  });

  it.each(told.map((event, index) => [index, namesOf([event])[0], event] as const))(
    "number %i, %s, has the payload that GitHub describes",
    (_, __, event) => {
      expect(oracle.check(event.event, event.payload)).toEqual([]);
    },
  );

  it("name the installation, the organization and who did it", () => {
    expect(told[0]?.payload).toMatchObject({
      installation: { id: installations[0]?.id, node_id: installations[0]?.nodeId },
      organization: { login: "octo" },
      repository: { full_name: "octo/program", owner: { login: "octo", type: "Organization" } },
      sender: { login: "rob", type: "User" },
    });
  });

  it("say what changed", () => {
    const edited = told.find(({ event, action }) => event === "issues" && action === "edited");
    expect(edited?.payload).toMatchObject({
      changes: { title: { from: "Hello" }, body: { from: "@ann look" } },
      issue: { title: "Hello there", body: null },
    });
    const synchronized = told.find(({ action }) => action === "synchronize");
    const push = told.filter(({ event }) => event === "push")[2];
    expect(synchronized?.payload["after"]).toBe(push?.payload["after"]);
    expect(push?.payload).toMatchObject({
      forced: false,
      commits: [{ modified: ["new.md"], author: { name: "E" } }],
    });
  });

  it("name the app on what it wrote", () => {
    const comment = told.filter(({ event }) => event === "issue_comment")[1];
    expect(comment?.payload).toMatchObject({
      sender: { login: "partner-bot[bot]", type: "Bot" },
      comment: { performed_via_github_app: { slug: "partner-bot" }, user: { type: "Bot" } },
    });
  });

  it("are snapshots", () => {
    expect(told[0]?.payload).toMatchObject({ issue: { title: "Hello", state: "open" } });
  });
});

describe("events about installations", () => {
  it("are told and have the payloads that GitHub describes", () => {
    const { state, app, told, repository } = buildSmallWorld();
    const [ann, rob] = [findAccount(state, "ann"), findAccount(state, "rob")];
    if (app === null || ann === null || rob === null) throw new Error("not built");
    const installation = installApp(state, { app, account: rob, repositories: [], sender: rob });
    addRepositories(state, installation, [repository("octo/program")], rob);
    removeRepositories(state, installation, [repository("octo/program")], rob);
    suspendInstallation(state, installation, rob);
    unsuspendInstallation(state, installation, rob);
    uninstallApp(state, installation, rob);
    expect(namesOf(told)).toEqual([
      "installation.created",
      "installation_repositories.added",
      "installation_repositories.removed",
      "installation.suspend",
      "installation.unsuspend",
      "installation.deleted",
    ]);
    for (const event of told) expect(deviations(event)).toEqual([]);
    installation.permissions["issues"] = "read";
    expect(told[0]?.payload).toMatchObject({ installation: { permissions: { issues: "write" } } });
  });

  it("go nowhere for a repository without the app", () => {
    const { told, as } = buildSmallWorld({
      repositories: [{ name: "rob/own", files: { a: "1" } }],
    });
    as("rob").openIssue({ repository: "rob/own", title: "Alone" });
    expect(told).toEqual([]);
  });
});

describe("a release", () => {
  it("has its tag to itself", () => {
    const { as, repository, told } = buildSmallWorld();
    const wes = as("wes");
    wes.release("octo/program", "v1");
    expect(repository("octo/program").refs.get("refs/tags/v1")).toBeDefined();
    told.length = 0;
    expect(() => wes.release("octo/program", "v1")).toThrow("Validation Failed");
    expect(told).toEqual([]);
  });
});

describe("a pull request merged by the app", () => {
  it("is told with the bot as the one who merged", () => {
    const { state, bot, as, told, repository } = buildSmallWorld();
    as("wes").commit({ repository: "octo/program", branch: "x", files: { x: "1" }, message: "x" });
    const pullRequest = openPullRequest(state, bot, {
      repository: repository("octo/program"),
      title: "x",
      head: "x",
      base: "main",
    });
    mergePullRequest(state, bot, pullRequest, { method: "squash" });
    expect(told.at(-1)?.payload).toMatchObject({
      action: "closed",
      pull_request: { merged: true, merged_by: { login: "partner-bot[bot]" }, commits: 1, changed_files: 1 },
    });
    for (const event of told) expect(deviations(event)).toEqual([]);
  });
});
