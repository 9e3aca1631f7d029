import { describe, expect, it } from "vitest";
import type { Committee } from "../../../../src/program/lifecycle/committee.ts";
import type { Verdict } from "../../../../src/program/lifecycle/verdict.ts";
import type { ObservedIssue } from "../../../../src/program/observation.ts";
import { requireRegistry } from "../../../../src/program/registry.ts";
import type { FormInput } from "../../../../src/text/issue-form.ts";
import { printMarker } from "../../../../src/text/marker.ts";
import {
  applicationLook,
  COMMITTEE,
  decide,
  FILED,
  observedComment,
  observedFile,
  PATHS,
  person,
} from "../../../support/looks.ts";
import { proposalBody } from "../../../support/proposals.ts";
import {
  dayAfter,
  decideUpdateOf,
  GLOBEX,
  INITECH,
  readUpdateOf,
  registryOf,
  UPDATE_FORM_TEXT,
  updateBody,
  updateLook,
} from "../../../support/updates.ts";

type Look = ReturnType<typeof updateLook>;

function verdictOf(look: Look, committee: Committee | null = null): Verdict {
  const verdict = decideUpdateOf(look, committee);
  if ("needs" in verdict) throw new Error(`needs the ${verdict.needs}`);
  return verdict;
}

/** What an update by these answers is told to mend; `null` when it goes on. */
function mends(answers: Record<string, FormInput>, parts: Parameters<typeof updateLook>[0] = {}) {
  const look = updateLook({ ...parts, issue: { body: updateBody(answers), ...parts.issue } });
  const { stage, status, proposal } = verdictOf(look, COMMITTEE);
  if (status.name !== "status-update-incomplete") return null;
  expect({ stage, proposal }).toEqual({ stage: "incomplete", proposal: null });
  return status.view.problems.map(({ field, found, mend }) => `${field}: ${mend} (${found})`);
}

const by = (author: string, editor: string | null = null): Partial<ObservedIssue> => ({
  author: person(author),
  ...(editor === null ? {} : { editor: person(editor), lastEditedAt: dayAfter(1) }),
});

describe("who may change an entry", () => {
  it.each([
    ["a contact", by("gus")],
    ["somebody who works for the partner", by("eli")],
    ["somebody who is suggested", by("fay")],
    ["a contact whose text one of the people has edited", by("gus", "eli")],
  ])("%s, without a look at the committee", (_, issue) => {
    const { stage, proposal } = verdictOf(updateLook({ issue, at: dayAfter(1) }));
    expect(stage).toBe("approved");
    expect(proposal?.branch).toBe("partnerbot/12-update-globex");
  });

  it("a member of the committee, who is asked for first", () => {
    const look = updateLook({ issue: by("bo") });
    expect(decideUpdateOf(look)).toEqual({ needs: "committee" });
    expect(verdictOf(look, COMMITTEE).proposal?.body).toMatchObject({
      view: { asker: "bo", isMember: true },
    });
    expect(verdictOf(updateLook({ issue: by("gus", "bo") }), COMMITTEE).stage).toBe("approved");
  });

  it.each([
    ["a stranger", by("mallory"), "mallory"],
    ["who has left", by("hal"), "hal"],
    ["who has declined to be named", by("ivy"), "ivy"],
    ["a bot", by("renovatebot"), "renovatebot"],
    ["who edits the text of one who may", by("gus", "mallory"), "mallory"],
    ["whose text one who may has edited", by("mallory", "gus"), "mallory"],
    ["a deleted account", { author: null }, "ghost"],
  ])("not %s", (_, issue, login) => {
    const { stage, status, proposal, statusKey } = verdictOf(updateLook({ issue }), COMMITTEE);
    expect({ stage, proposal }).toEqual({ stage: "incomplete", proposal: null });
    expect(status.view).toMatchObject({ problems: [{ field: "Who asks", found: login }] });
    expect(statusKey).toMatch(/^refused-\d+$/);
  });

  it("and who was refused is not looked up again until the issue is edited", () => {
    const { statusKey } = verdictOf(updateLook({ issue: by("mallory") }), COMMITTEE);
    const status = `${printMarker({ name: "status", key: statusKey })}\nWords`;
    const comments = [observedComment(1, "partnerbot", status)];
    const look = updateLook({ issue: { ...by("mallory"), comments } });
    expect(verdictOf(look)).toMatchObject({ stage: "incomplete", statusKey });
    const edited = updateLook({ issue: { ...by("mallory", "mallory"), comments } });
    expect(decideUpdateOf(edited)).toEqual({ needs: "committee" });
    // Anyone can type a marker.
    const forged = [observedComment(1, "mallory", status.replace("refused", "allowed"))];
    expect(decideUpdateOf(updateLook({ issue: { ...by("mallory"), comments: forged } }))).toEqual({
      needs: "committee",
    });
  });

  it("and a mark that says that somebody may lets nothing through", () => {
    const key = `allowed-${FILED / 1000}`;
    const comments = [observedComment(1, "partnerbot", `${printMarker({ name: "status", key })}\nWords`)];
    const issue = { ...by("mallory"), comments };
    expect(decideUpdateOf(updateLook({ issue }))).toEqual({ needs: "committee" });
    const incomplete = updateLook({ issue: { ...issue, body: updateBody({ website: "x" }) } });
    expect(verdictOf(incomplete)).toMatchObject({ stage: "incomplete", statusKey: key, proposal: null });
  });

  it("and nothing is done while nobody knows the committee", () => {
    const unknown: Committee = { ok: false, problems: ["The team x/y cannot be read."] };
    const branches = [{ name: "partnerbot/12-update-globex", head: own("a") }];
    const look = updateLook({ issue: by("bo"), updated: { registry: null, message: "", branches } });
    const { status, statusKey, deletedBranch } = verdictOf(look, unknown);
    expect(JSON.stringify(status.view)).toContain("The team x/y cannot be read.");
    expect({ statusKey, deletedBranch }).toEqual({ statusKey: "", deletedBranch: null });
  });
});

describe("an update that cannot be done", () => {
  it.each<[string, Record<string, FormInput>, RegExp]>([
    ["an unknown partner", { partner: "Umbrella" }, /^Partner: No partner has this name .*\(Umbrella\)$/],
    ["no partner", { partner: null }, /^Partner: Please answer this/],
    ["no change", {}, /^Changes: Nothing would change/],
    ["what is so already", { website: "globex.example" }, /^Changes: Nothing would change/],
    ["only what needs a vote", { badges: "Marketing" }, /^Changes: Nothing would change/],
    ["another's name", { name: "Initrode" }, /^New name: Another partner has this name.*\(Initech\)$/],
    ["who declined", { people: "@ivy" }, /^People: This person does not want to be named.*\(ivy\)$/],
    ["a script", { website: "javascript:alert(1)" }, /^Website: Please give a web address/],
  ])("says what to mend: %s", (_, answers, expected) => {
    expect(mends(answers)).toEqual([expect.stringMatching(expected)]);
  });

  it("names the ids when several partners are meant", () => {
    const registry = observedFile("partners.yml", registryOf(GLOBEX, { ...INITECH, name: "GLOBEX" }));
    expect(mends({ partner: "Globex", services: "x" }, { registry })).toEqual([
      "Partner: More than one partner is meant by this: please write globex, initech. (Globex)",
    ]);
    const look = updateLook({ registry, issue: { body: updateBody({ partner: "globex", services: "x" }) } });
    expect(verdictOf(look).stage).toBe("approved");
  });

  it.each([
    ["former", /not a partner any more.*\/open-vote reinstate/],
    ["suspended", /suspended/],
  ] as const)("is one of a %s partner", (status, expected) => {
    const registry = observedFile("partners.yml", registryOf({ ...GLOBEX, status }));
    expect(mends({ services: "x" }, { registry })).toEqual([expect.stringMatching(expected)]);
    expect(mends({ services: "x" }, { registry, issue: by("bo") })).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it("says how what needs a vote comes to one, and does the rest", () => {
    const look = updateLook({ issue: { body: updateBody({ badges: "Gold tier!", services: "x" }) } });
    const { status, proposal } = verdictOf(look);
    const issueLink = expect.stringMatching(/\/issues\/7$/);
    expect(status.view).toMatchObject({ vote: { issue: 7, issueLink } });
    expect(proposal?.body.view).toMatchObject({ asksForVote: true });
    const [registry] = proposal?.files ?? [];
    const [after] = requireRegistry(String(registry?.content)).partners;
    expect(after).toMatchObject({ badges: GLOBEX.badges, status: "active", services: ["x"] });
  });

  it("is asked for with the form when it does not hold its answers", () => {
    const { stage, status } = verdictOf(updateLook({ issue: { body: "We have moved." } }));
    expect(stage).toBe("incomplete");
    expect(status.view).toMatchObject({ formLink: expect.stringMatching(/\?template=partner-update.yml$/) });
  });

  it("is closed when it stays so, and opened by an edit", () => {
    const issue = { body: updateBody() };
    expect(verdictOf(updateLook({ issue })).next).toBe(dayAfter(42));
    const late = verdictOf(updateLook({ issue, at: dayAfter(42) }));
    expect(late).toMatchObject({ stage: "expired", issue: { state: "closed", reason: "not-planned" } });
    const closed: Partial<ObservedIssue> = {
      ...issue,
      state: "closed",
      timeline: [{ type: "closed", at: dayAfter(42), actor: person("partnerbot") }],
    };
    expect(verdictOf(updateLook({ issue: closed, at: dayAfter(50) }))).toMatchObject({
      stage: "expired",
      issue: { state: "closed" },
    });
    const edited = {
      ...closed,
      ...by("gus", "gus"),
      lastEditedAt: dayAfter(51),
      body: updateBody({ services: "x" }),
    };
    expect(verdictOf(updateLook({ issue: edited, at: dayAfter(51) }))).toMatchObject({
      stage: "approved",
      issue: { state: "open" },
    });
  });
});

function own(oid: string, parents: readonly string[] = ["1".repeat(40)]) {
  return { oid, url: "", own: true, signature: "unsigned" as const, parents };
}

describe("the pull request of an update", () => {
  it("holds the registry with the changed entry, and the list", () => {
    const issue = {
      ...by("gus", "eli"),
      body: updateBody({ website: "www.globex-labs.example", people: "- @eli" }),
    };
    const { proposal, again } = verdictOf(updateLook({ issue, at: dayAfter(3) }));
    expect(again).toBe(true);
    expect(proposal?.files.map(({ path }) => path)).toEqual(["partners.yml", "PARTNERS.md"]);
    const [registry, list] = proposal?.files ?? [];
    const [after] = requireRegistry(String(registry?.content)).partners;
    // The day is that of the last edit, and the actor is who wrote what the issue says now.
    expect(after?.history.at(-1)).toEqual({
      at: "2026-03-03",
      event: "updated",
      actor: "eli",
      ref: "https://github.com/stackwright/community/issues/12",
    });
    expect(after?.people[0]).toMatchObject({ login: "eli", to: "2026-03-03" });
    expect(list?.content).toContain("https://www.globex-labs.example/");
    expect(proposal).toMatchObject({
      existing: null,
      branchExists: false,
      title: "Change the entry of Globex",
    });
  });

  it("says what keeps it from being written", () => {
    const look = updateLook({ list: observedFile("PARTNERS.md", "# Our friends\n") });
    const { status, proposal } = verdictOf(look);
    expect(proposal).toBeNull();
    expect(status.view).toMatchObject({ problem: expect.stringContaining("PARTNERS.md") });
  });

  it("takes away its own branch of a partner that is named no more, and lets a person's alone", () => {
    const head = own("a");
    const branches = [
      { name: "partnerbot/12-update-globex", head },
      { name: "partnerbot/12-update-initech", head },
    ];
    const look = updateLook({ branch: head, updated: { registry: null, message: "", branches } });
    expect(verdictOf(look).deletedBranch).toBe("partnerbot/12-update-initech");
    const [, other] = branches;
    const person = { ...head, own: false };
    const edited = { registry: null, message: "", branches: [{ name: other?.name ?? "", head: person }] };
    expect(verdictOf(updateLook({ updated: edited })).deletedBranch).toBeNull();
  });
});

describe("an update and a proposal", () => {
  it("are not taken for each other", () => {
    const updateForm = observedFile(PATHS.updateForm, UPDATE_FORM_TEXT);
    const title = "[Update] Globex";
    expect(decide(applicationLook({ updateForm, issue: { title, body: proposalBody() } }))).toBeNull();
    expect(readUpdateOf(applicationLook({ updateForm }))).toBeNull();
    // Also where there is no such form any more, though this app has answered there before.
    const comments = [observedComment(1, "partnerbot", "<!-- partnerbot:status -->\nWords")];
    const labels = [{ nodeId: "1", name: "partner: update" }];
    expect(decide(applicationLook({ issue: { title, comments, labels } }))).toBeNull();
  });

  it("are no duplicates of each other", () => {
    const form = UPDATE_FORM_TEXT.replace("label: Partner\n", "label: Company name\n");
    const updateForm = observedFile(PATHS.updateForm, form);
    const other = { nodeId: "x", number: 3, url: "", body: proposalBody() };
    const look = (others: readonly string[]) =>
      decide(
        applicationLook({
          config: "review: { open-vote: by-committee }",
          updateForm,
          issue: { body: proposalBody({ people: null, contact: null }) },
          others: others.map((title) => ({ ...other, title })),
        }),
      );
    expect(look(["[Update] Globex Corporation"])).toMatchObject({ stage: "review" });
    expect(look(["[Partner] Globex Corporation"])).toMatchObject({ stage: "cancelled" });
  });
});

describe("commands on an update", () => {
  const said = (login: string, body: string) => {
    const comments = [observedComment(1, login, body)];
    return verdictOf(updateLook({ issue: { comments } }), COMMITTEE);
  };

  it("take it back when its author says so", () => {
    expect(said("gus", "/withdraw")).toMatchObject({
      stage: "withdrawn",
      answers: [{ answer: "done" }],
      issue: { state: "closed", reason: "not-planned" },
    });
    expect(said("eli", "/withdraw")).toMatchObject({ stage: "approved", answers: [{ answer: "refused" }] });
  });

  it("are refused otherwise, with the reason", () => {
    const { notes, answers } = said("bo", "/open-vote award marketing");
    expect(answers).toMatchObject([{ answer: "refused" }]);
    expect(notes[0]?.message.view).toMatchObject({
      refusals: [{ why: expect.stringContaining("nothing is voted on here") }],
    });
  });
});
