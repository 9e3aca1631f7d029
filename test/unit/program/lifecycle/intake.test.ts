import { describe, expect, it } from "vitest";
import { instantOf } from "../../../../src/program/instant.ts";
import type { ObservedComment, ObservedIssue } from "../../../../src/program/observation.ts";
import {
  applicationLook,
  COMMITTEE,
  decide,
  FILED,
  observedComment,
  observedFile,
  person,
  stepsFor,
  verdictOf,
} from "../../../support/looks.ts";
import { proposalBody } from "../../../support/proposals.ts";

const DAY = 86_400_000;
const dayAt = (days: number) => instantOf(FILED + days * DAY);
const WAITING = "review: { open-vote: by-committee }";
const incomplete = { body: proposalBody({ people: null, contact: null, ongoing: null }) };
const closedBy = (login: string | null, days = 1): Partial<ObservedIssue> => ({
  state: "closed",
  timeline: [{ type: "closed", at: dayAt(days), actor: login === null ? null : person(login) }],
});
const commented = (...comments: ObservedComment[]) =>
  applicationLook({ config: WAITING, issue: { comments }, at: dayAt(2) });
const DONE = { reactions: { thumbsUp: true, confused: false } };
const REFUSED = { reactions: { thumbsUp: false, confused: true } };

describe("a complete proposal", () => {
  it("needs the committee before its vote opens, and opens it with what was frozen", () => {
    const look = applicationLook();
    expect(decide(look)).toEqual({ needs: "committee" });
    const verdict = verdictOf(look);
    expect(verdict.stage).toBe("voting");
    expect(verdict.first).toMatchObject([
      { do: "record", head: null, file: { path: "ballots/12-admit.yml" } },
    ]);
  });

  it("says why its vote cannot be opened, and opens none", () => {
    const verdict = verdictOf(applicationLook(), { ok: false, problems: ["The team x/y cannot be read."] });
    expect(verdict).toMatchObject({
      stage: "review",
      first: [],
      status: { view: { openProblems: ["The team x/y cannot be read."] } },
    });
  });

  it("is discussed as long as the config says", () => {
    const config = "review: { open-for: 7d }";
    expect(decide(applicationLook({ config }))).toMatchObject({ stage: "review", next: dayAt(7) });
    expect(decide(applicationLook({ config, at: dayAt(7) }))).toEqual({ needs: "committee" });
    const issue = { lastEditedAt: dayAt(5) };
    expect(decide(applicationLook({ config, at: dayAt(7), issue }))).toMatchObject({ next: dayAt(12) });
  });

  it("calls nobody when nobody knows who votes", () => {
    const look = applicationLook({ config: WAITING, at: dayAt(30) });
    expect(decide(look)).toEqual({ needs: "committee" });
    expect(verdictOf(look, { ok: false, problems: ["?"] }).notes).toEqual([]);
    expect(verdictOf(look).notes).toMatchObject([
      { name: "bring-up", message: { view: { mention: "@bo" } } },
    ]);
  });
});

describe("an incomplete proposal", () => {
  it("takes the config's reminders in their order, and none after its end", () => {
    const config = "intake: { remind: [20d, 5d, 90d], expire: 30d }";
    const look = (days: number) => applicationLook({ config, issue: incomplete, at: dayAt(days) });
    expect(verdictOf(look(0))).toMatchObject({ stage: "incomplete", next: dayAt(5), notes: [] });
    expect(verdictOf(look(5))).toMatchObject({ next: dayAt(20), notes: [{ key: `${FILED}-1` }] });
    expect(verdictOf(look(20))).toMatchObject({ next: dayAt(30), notes: [{ key: `${FILED}-2` }] });
    expect(verdictOf(look(30))).toMatchObject({ stage: "expired", next: null, notes: [] });
  });

  it("reminds nobody when its author's account is gone", () => {
    const issue = { ...incomplete, author: null };
    expect(verdictOf(applicationLook({ issue, at: dayAt(20) })).notes).toEqual([]);
  });

  it("shows no categories in any stage", () => {
    for (const issue of [
      incomplete,
      { ...incomplete, ...closedBy("gus") },
      { ...incomplete, ...closedBy("bo") },
    ]) {
      expect(verdictOf(applicationLook({ issue })).categories).toEqual([]);
    }
  });
});

describe("a closed issue", () => {
  it.each([
    ["gus", "withdrawn", "as-is"],
    ["bo", "cancelled", "as-is"],
    [null, "cancelled", "as-is"],
    ["stalebot", "cancelled", "as-is"],
  ])("is, when %s closed it, %s", (login, stage, state) => {
    const verdict = verdictOf(applicationLook({ config: WAITING, issue: closedBy(login) }));
    expect(verdict).toMatchObject({ stage, issue: { state } });
  });

  it("is nobody's doing when GitHub does not say whose", () => {
    const verdict = verdictOf(applicationLook({ config: WAITING, issue: { state: "closed" } }));
    expect(verdict).toMatchObject({ stage: "cancelled", status: { view: { why: "It was closed." } } });
  });

  it("rests when this app closed it and the reason is gone, until somebody takes it up", () => {
    const closed = closedBy("partnerbot");
    const look = (issue: Partial<ObservedIssue>) =>
      applicationLook({ config: WAITING, issue: { ...closed, ...issue } });
    expect(verdictOf(look({}))).toMatchObject({ stage: "cancelled", issue: { state: "as-is" } });
    expect(verdictOf(look({ lastEditedAt: instantOf(dayAt(1) - 1000) })).stage).toBe("cancelled");
    expect(verdictOf(look({ lastEditedAt: dayAt(1) }))).toMatchObject({
      stage: "review",
      issue: { state: "open" },
    });
  });

  it("is the applicant's, also under a new name", () => {
    const renamed = { ...person("gus"), login: "gus-the-second" };
    const timeline = [{ type: "closed" as const, at: dayAt(1), actor: renamed }];
    expect(verdictOf(applicationLook({ issue: { state: "closed", timeline } })).stage).toBe("withdrawn");
  });
});

describe("commands before a vote", () => {
  it("need the roll once, and not when they were answered", () => {
    expect(decide(commented(observedComment(1, "bo", "/category -marketing")))).toEqual({
      needs: "committee",
    });
    expect(decide(commented(observedComment(1, "bo", "/category -marketing", DONE)))).toMatchObject({
      categories: [{ id: "engineering" }],
    });
    expect(decide(commented(observedComment(1, "bo", "/category -marketing", REFUSED)))).toMatchObject({
      categories: [{ id: "engineering" }, { id: "marketing" }],
    });
    expect(decide(commented(observedComment(1, "mallory", "/withdraw")))).toMatchObject({ stage: "review" });
  });

  it("are not listened to from other apps and from accounts that are gone", () => {
    const ghost = observedComment(2, "bo", "/open-vote", { author: null });
    const verdict = decide(commented(observedComment(1, "helperbot", "/open-vote"), ghost));
    expect(verdict).toMatchObject({ stage: "review", answers: [], notes: [] });
  });

  it("do not count when somebody else edited them", () => {
    const edited = { lastEditedAt: dayAt(1), editor: person("mallory"), ...DONE };
    const verdict = decide(commented(observedComment(1, "gus", "/withdraw", edited)));
    expect(verdict).toMatchObject({
      stage: "review",
      answers: [{ comment: "comment-1", answer: "refused" }],
      notes: [{ name: "reply", message: { view: { person: "gus" } } }],
    });
  });

  it("are judged anew when their author edited them after they were granted", () => {
    const edited = { lastEditedAt: dayAt(1), editor: person("mallory"), ...DONE };
    const withdraw = decide(commented(observedComment(1, "mallory", "/withdraw", edited)));
    expect(withdraw).toMatchObject({ stage: "review", answers: [{ answer: "refused" }] });
    const sort = commented(observedComment(1, "mallory", "/category -marketing", edited));
    expect(decide(sort)).toEqual({ needs: "committee" });
    expect(verdictOf(sort)).toMatchObject({
      categories: [{ id: "engineering" }, { id: "marketing" }],
      answers: [{ answer: "refused" }],
    });
  });

  it("are done as a whole or not at all", () => {
    const verdict = verdictOf(
      commented(observedComment(1, "bo", "/category -marketing\n/vote yes\n/open-vote")),
    );
    expect(verdict).toMatchObject({
      stage: "review",
      categories: [{ id: "engineering" }, { id: "marketing" }],
      answers: [{ comment: "comment-1", answer: "refused" }],
    });
    const [reply] = verdict.notes;
    expect(reply?.message).toMatchObject({
      view: {
        refusals: [
          { text: "/vote yes", why: "The vote is not open yet." },
          { text: "/category -marketing" },
          { text: "/open-vote" },
        ],
      },
    });
  });

  it("follow each other, the last one last", () => {
    const look = commented(
      observedComment(1, "bo", "/category -marketing -engineering", DONE),
      observedComment(2, "bo", "/category +marketing +business-development"),
    );
    expect(verdictOf(look).categories.map(({ id }) => id)).toEqual(["business-development", "marketing"]);
  });

  it("open a vote only on what is complete, and not later", () => {
    const asked = observedComment(1, "bo", "/open-vote");
    const look = applicationLook({ config: WAITING, issue: { ...incomplete, comments: [asked] } });
    expect(verdictOf(look)).toMatchObject({ stage: "incomplete", answers: [{ answer: "refused" }] });
    const later = decide(commented(observedComment(1, "bo", "/open-vote", REFUSED)));
    expect(later).toMatchObject({ stage: "review" });
  });

  it("withdraw only since the issue was last reopened", () => {
    const reopened = { type: "reopened" as const, at: dayAt(1), actor: person("bo") };
    const look = (comment: ObservedComment) =>
      applicationLook({
        config: WAITING,
        at: dayAt(3),
        issue: { comments: [comment], timeline: [reopened] },
      });
    expect(verdictOf(look(observedComment(1, "gus", "/withdraw", DONE))).stage).toBe("review");
    const again = { lastEditedAt: dayAt(2), editor: person("gus") };
    expect(verdictOf(look(observedComment(1, "gus", "/withdraw", again))).stage).toBe("withdrawn");
  });

  it("are refused to one person in one reply, the last five of them", () => {
    const asked = Array.from({ length: 9 }, (_, index) =>
      observedComment(index + 1, "mallory", `/extend ${index + 1}d`),
    );
    const { notes } = verdictOf(commented(...asked, observedComment(10, "cy", "/help")));
    expect(notes).toHaveLength(2);
    expect(notes[0]?.message).toMatchObject({
      view: { person: "mallory", refusals: { length: 5 }, help: false },
    });
    expect(notes[1]?.message).toMatchObject({ view: { person: "cy", refusals: { length: 0 }, help: true } });
  });
});

describe("the same company", () => {
  const other = (number: number, answers: Parameters<typeof proposalBody>[0]) => ({
    nodeId: `issue-${number}`,
    number,
    url: `https://github.com/stackwright/community/issues/${number}`,
    title: "[Partner]",
    body: proposalBody(answers),
  });
  const first = (answers: Parameters<typeof proposalBody>[0], number = 3) =>
    decide(applicationLook({ config: WAITING, others: [other(number, answers)] }));

  it.each([
    { company: "GLOBEX, corporation!", website: "https://another.example" },
    { company: "[Globex](https://globex.test) Corporation", website: "another.example" },
    { company: "Other", website: "http://globex.example/europe" },
    { company: "Other", website: "https://WWW.globex.example:443" },
  ])("is known in %j", (answers) => {
    expect(first(answers)).toMatchObject({
      stage: "cancelled",
      status: { name: "status-duplicate", view: { first: 3 } },
      issue: { state: "closed", reason: "duplicate", duplicateOf: "issue-3" },
    });
  });

  it("is not known in another, nor in one that was filed later", () => {
    expect(first({ company: "Globex", website: "https://globex.test" })).toMatchObject({ stage: "review" });
    expect(first({}, 13)).toMatchObject({ stage: "review" });
  });

  it("is found on the list, former names too, unless it is a former partner or is listed by this very application", () => {
    const listed = (more: string) =>
      decide(
        applicationLook({
          config: WAITING,
          registry: observedFile(
            "partners.yml",
            `partners:\n  - { id: globex, name: Globex Holding, former-names: [Globex Corporation], since: "2025-01-01"${more} }\n`,
          ),
        }),
      );
    expect(listed("")).toMatchObject({
      stage: "incomplete",
      status: {
        view: {
          problems: [
            {
              field: "Company",
              found: "Globex Holding",
              link: "https://github.com/stackwright/community/blob/main/partners.yml",
            },
          ],
        },
      },
    });
    expect(listed(", status: suspended")).toMatchObject({ stage: "incomplete" });
    expect(listed(", status: former")).toMatchObject({ stage: "review" });
    expect(listed(", application: 12")).toMatchObject({ stage: "listed" });
  });
});

describe("steps", () => {
  it("are none when everything is as it should be", () => {
    const [comment, labels] = stepsFor(applicationLook({ config: WAITING }));
    if (comment?.do !== "comment" || labels?.do !== "add-labels") throw new Error("there are other steps");
    const done = applicationLook({
      config: WAITING,
      issue: {
        comments: [observedComment(1, "partnerbot", `${comment.body.replace(/\n/g, "\r\n")}\n\n`)],
        labels: [...labels.labels.map(({ name }) => name.toUpperCase()), "bug"].map((name) => ({
          nodeId: name,
          name,
        })),
      },
    });
    expect(stepsFor(done)).toEqual([]);
  });

  it("know the status comment by its marker, or by nothing else than its author", () => {
    const step = (...comments: ObservedComment[]) =>
      stepsFor(applicationLook({ config: WAITING, issue: { comments } }))[0];
    const status = (id: number, login: string) =>
      observedComment(id, login, "<!-- partnerbot:status -->\nold");
    expect(step(status(1, "mallory"), status(2, "partnerbot"))).toMatchObject({
      do: "edit-comment",
      comment: "comment-2",
    });
    expect(step(observedComment(1, "partnerbot", "hm"), status(2, "partnerbot"))).toMatchObject({
      comment: "comment-2",
    });
    expect(step(observedComment(1, "partnerbot", "hm"))).toMatchObject({
      do: "edit-comment",
      comment: "comment-1",
    });
    expect(step(observedComment(1, "partnerbot", "<!-- partnerbot:reply key=1 -->"))).toMatchObject({
      do: "comment",
    });
    expect(step(status(1, "mallory"))).toMatchObject({ do: "comment" });
  });

  it("are the same for the same look", () => {
    const look = applicationLook();
    expect(stepsFor(look)).toEqual(stepsFor(structuredClone(look)));
    expect(COMMITTEE.ok).toBe(true);
  });
});
