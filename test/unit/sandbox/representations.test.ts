import { describe, expect, it } from "vitest";
import { deleteAccount, findAccount } from "../../../src/sandbox/accounts.ts";
import { createCheckRun } from "../../../src/sandbox/check-runs.ts";
import { createComment } from "../../../src/sandbox/comments.ts";
import { readCommit } from "../../../src/sandbox/git/history.ts";
import { addReaction } from "../../../src/sandbox/reactions.ts";
import { representFullUser, representOrganization } from "../../../src/sandbox/representations/account.ts";
import { representApp, representInstallation } from "../../../src/sandbox/representations/app.ts";
import { representCheckRun } from "../../../src/sandbox/representations/check-run.ts";
import { representCommit, representGitCommit } from "../../../src/sandbox/representations/commit.ts";
import { representComment, representIssue } from "../../../src/sandbox/representations/issue.ts";
import { representLabel } from "../../../src/sandbox/representations/label.ts";
import {
  representPullRequest,
  representSimplePullRequest,
} from "../../../src/sandbox/representations/pull-request.ts";
import { representReaction } from "../../../src/sandbox/representations/reaction.ts";
import { representFullRepository } from "../../../src/sandbox/representations/repository.ts";
import { representTeam } from "../../../src/sandbox/representations/team.ts";
import { findTeam } from "../../../src/sandbox/teams.ts";
import { createOpenApiOracle } from "../../oracles/openapi.ts";
import { buildSmallWorld } from "./small-world.ts";

const oracle = createOpenApiOracle();
const { state, app, bot, as, repository, installations } = buildSmallWorld();
const program = repository("octo/program");
const wes = as("wes");
const issue = wes.openIssue({ repository: "octo/program", title: "Hello", body: "text", labels: ["bug"] });
const comment = createComment(state, bot, issue, "by the bot");
const { reaction } = addReaction(state, bot, comment, "+1");
const commit = wes.commit({ repository: "octo/program", branch: "x", files: { x: "1\n" }, message: "x" });
const pullRequest = wes.openPullRequest({ repository: "octo/program", title: "x", head: "x" });
const checkRun = createCheckRun(state, bot, program, { name: "check", headOid: commit.oid });
const organization = findAccount(state, "octo");
const team = organization?.type === "Organization" ? findTeam(state, organization, "seniors") : null;
const person = findAccount(state, "wes");
const [installation] = installations;
if (
  organization?.type !== "Organization" ||
  team === null ||
  person === null ||
  app === null ||
  !installation
) {
  throw new Error("not built");
}

const answers: readonly [url: string, body: unknown][] = [
  ["/users/wes", representFullUser(state, person)],
  ["/orgs/octo", representOrganization(state, organization)],
  ["/app", representApp(state, app)],
  ["/app/installations", [representInstallation(state, installation)]],
  ["/orgs/octo/teams", [representTeam(state, team)]],
  ["/repos/octo/program", representFullRepository(state, program, bot)],
  ["/repos/octo/program/labels", [...program.labels.values()].map((label) => representLabel(state, label))],
  ["/repos/octo/program/issues/1", representIssue(state, issue)],
  ["/repos/octo/program/issues/2", representIssue(state, pullRequest)],
  ["/repos/octo/program/issues/1/comments", [representComment(state, comment)]],
  ["/repos/octo/program/issues/1/reactions", [representReaction(state, reaction)]],
  ["/repos/octo/program/pulls", [representSimplePullRequest(state, pullRequest)]],
  ["/repos/octo/program/pulls/2", representPullRequest(state, pullRequest)],
  ["/repos/octo/program/check-runs/1", representCheckRun(state, checkRun)],
  ["/repos/octo/program/commits", [representCommit(state, program, commit)]],
  ["/repos/octo/program/git/commits/1", representGitCommit(state, program, commit)],
];

describe("REST representations", () => {
  it.each(answers)("%s is as GitHub describes it", (url, body) => {
    const answer = { status: 200, contentType: "application/json", body };
    expect(oracle.check({ method: "GET", url }, answer)).toEqual([]);
  });

  it("count reactions and name the app that wrote", () => {
    expect(representComment(state, comment)).toMatchObject({
      reactions: { total_count: 1, "+1": 1, heart: 0 },
      performed_via_github_app: { slug: "partner-bot" },
      user: { login: "partner-bot[bot]", type: "Bot", html_url: "https://github.com/apps/partner-bot" },
    });
  });

  it("say how an author stands to the repository", () => {
    const association = (login: string) => {
      const opened = as(login).openIssue({ repository: "octo/program", title: login });
      return representIssue(state, opened).author_association;
    };
    expect(["ann", "mia", "wes", "rob"].map(association)).toEqual([
      "MEMBER",
      "MEMBER",
      "COLLABORATOR",
      "NONE",
    ]);
    program.collaborators.delete(person.id);
    expect(association("wes")).toBe("NONE");
    program.collaborators.set(person.id, "write");
    wes.merge(pullRequest);
    program.collaborators.delete(person.id);
    expect(association("wes")).toBe("CONTRIBUTOR");
    program.collaborators.set(person.id, "write");
  });

  it("name GitHub as the signer of what is made on the web, and nobody of what is pushed", () => {
    const head = program.refs.get("refs/heads/main") ?? "";
    expect(representGitCommit(state, program, readCommit(program.objects, head))).toMatchObject({
      verification: { verified: true, reason: "valid" },
      committer: { name: "GitHub", email: "noreply@github.com" },
      author: { name: "Wes W.", email: "wes@example.org" },
    });
    const author = { name: "partner-bot[bot]", email: "x@example.org" };
    const pushed = wes.push({
      repository: "octo/program",
      branch: "main",
      files: { y: "1" },
      message: "y",
      author,
    });
    expect(representCommit(state, program, pushed)).toMatchObject({
      author: null,
      commit: { verification: { verified: false, reason: "unsigned", signature: null }, author },
    });
  });

  it("show the ghost for a deleted account", () => {
    const left = as("rob").openIssue({ repository: "octo/program", title: "bye" });
    const rob = findAccount(state, "rob");
    if (rob?.type === "User") deleteAccount(state, rob);
    expect(representIssue(state, left).user).toMatchObject({ login: "ghost", id: 10137 });
  });
});
