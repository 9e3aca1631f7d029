import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Partner } from "../../src/program/partner.ts";
import { requireRegistry } from "../../src/program/registry.ts";
import { textOf } from "../../src/sandbox/content.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { parseMarker } from "../../src/text/marker.ts";
import { companyNamed, FAST_CONFIG, filingIn } from "../support/filing.ts";
import { type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { UPDATE_FORM_TEXT } from "../support/updates.ts";
import { SECOND } from "../support/vote.ts";

let program: LocalProgram;
const { file, said, cost, comment } = filingIn(() => program);

beforeEach(async () => {
  program = await startLocalProgram({
    config: `${FAST_CONFIG}review: { open-vote: by-committee }\n`,
    files: { ".github/ISSUE_TEMPLATE/partner-update.yml": UPDATE_FORM_TEXT },
  });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function pullRequest(): PullRequest {
  const [only, ...more] = program.pullRequests();
  if (only === undefined || more.length > 0) throw new Error(`there are ${more.length} more pull requests`);
  return only;
}

function people(branch?: string): Partner["people"] {
  const { partners } = requireRegistry(program.file("partners.yml", branch));
  return partners.flatMap((partner) => partner.people);
}

const states = (branch?: string) => people(branch).map(({ login, consent }) => [login, consent.state]);
const status = (number: number) => said(number).find((text) => parseMarker(text)?.name === "status") ?? "";

/** Files a proposal that names people, and has it voted through as far as its pull request. */
async function approved(named: string, before: (number: number) => void = () => {}): Promise<number> {
  const number = file({ answers: { ...companyNamed("Umbrella"), people: named } });
  await program.look(number);
  before(number);
  comment(number, "bo", "/open-vote");
  await program.look(number);
  program.clock.advance(SECOND);
  comment(number, "bo", "/vote yes");
  program.clock.advance(SECOND);
  expect(await program.look(number)).toMatchObject({ stage: "approved" });
  return number;
}

describe("people whom a proposal names", () => {
  it("say themselves whether they want to be, before and after the vote", async () => {
    const number = await approved("@gus\n@dee, packs\n@fay\n@eli", (filed) => {
      expect(status(filed)).toContain("The proposal names dee, fay and eli as working for Umbrella.");
      comment(filed, "dee", "/confirm");
      comment(filed, "mallory", "/confirm");
    });
    const { ref } = pullRequest().head;
    expect(states(ref)).toEqual([
      ["gus", "confirmed"],
      ["dee", "confirmed"],
      ["fay", "suggested"],
      ["eli", "suggested"],
    ]);
    expect(people(ref)[1]?.consent).toMatchObject({
      at: "2026-03-02",
      ref: expect.stringMatching(/#issuecomment-\d+$/),
    });
    expect(status(number)).toContain("@fay @eli are named here as working for Umbrella.");
    expect(textOf(pullRequest().body)).toContain("The company names fay and eli as its own.");
    expect(said(number).find((text) => parseMarker(text)?.name === "reply")).toContain(
      "Only people whom the proposal names can say whether they want to be.",
    );
    expect(await cost(number)).toBe(1);

    comment(number, "fay", "/decline I left last month");
    await program.look(number);
    expect(states(ref)[2]).toEqual(["fay", "declined"]);
    expect(status(number)).toContain("@eli is named here as working for Umbrella.");
    expect(await cost(number)).toBe(1);

    const proposed = states(ref);
    program.world.as("ada").merge(pullRequest());
    await program.look(number);
    expect(states()).toEqual(proposed);
    expect(await cost(number)).toBe(1);
  });

  it("may think better of it, and of several words of one person the last one holds", async () => {
    const number = await approved("@dee", (filed) => {
      comment(filed, "dee", "/decline");
      program.clock.advance(SECOND);
      comment(filed, "dee", "/confirm");
    });
    expect(states(pullRequest().head.ref)).toEqual([["dee", "confirmed"]]);
    comment(number, "dee", "/decline");
    await program.look(number);
    expect(states(pullRequest().head.ref)).toEqual([["dee", "declined"]]);
  });

  it("are not spoken for: not by an edit of their comment, and not by who edits the proposal", async () => {
    const number = await approved("@gus\n@dee", (filed) => {
      const word = comment(filed, "dee", "I do not know these people");
      program.clock.advance(SECOND);
      program.world.as("ada").editComment(word, "/confirm");
      program.world.as("ada").editIssue(program.issue(filed), { title: "[Partner] Umbrella" });
    });
    expect(states(pullRequest().head.ref)).toEqual([
      ["gus", "confirmed"],
      ["dee", "suggested"],
    ]);
    program.clock.advance(SECOND);
    const { body } = program.issue(number);
    program.world.as("ada").editIssue(program.issue(number), { body: `${textOf(body)}\n` });
    await program.look(number);
    expect(states(pullRequest().head.ref)[0]).toEqual(["gus", "suggested"]);
  });

  it("are pointed to the form for updates once the company is listed", async () => {
    const number = await approved("@dee", (filed) => comment(filed, "dee", "/confirm"));
    program.world.as("ada").merge(pullRequest());
    await program.look(number);
    program.clock.advance(SECOND);
    comment(number, "dee", "/decline");
    await program.look(number);
    const reply = said(number).find((text) => parseMarker(text)?.name === "reply") ?? "";
    expect(reply).toContain("Umbrella is in the registry already, so this changes nothing there.");
    expect(reply).toContain(
      "Say it with the form for updates, to which the status comment of this issue links.",
    );
    expect(status(number)).toContain("/issues/new?template=partner-update.yml");
    expect(states()).toEqual([["dee", "confirmed"]]);
    expect(await cost(number)).toBe(1);

    // What is so already is no matter for a refusal.
    const again = comment(number, "dee", "/confirm");
    await program.look(number);
    expect(again.reactions.map(({ content }) => content)).toEqual(["+1"]);
  });
});
