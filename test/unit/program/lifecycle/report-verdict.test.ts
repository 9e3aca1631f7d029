import { describe, expect, it } from "vitest";
import { printConfirmedReport } from "../../../../src/program/confirmed-report.ts";
import { addDuration, parseDuration } from "../../../../src/program/duration.ts";
import { type Instant, instantOf } from "../../../../src/program/instant.ts";
import type { Committee } from "../../../../src/program/lifecycle/committee.ts";
import type { Verdict } from "../../../../src/program/lifecycle/verdict.ts";
import type {
  ApplicationLook,
  ObservedComment,
  ObservedCommit,
  ObservedIssue,
} from "../../../../src/program/observation.ts";
import { printMarker } from "../../../../src/text/marker.ts";
import { applicationLook, FILED, observedComment, observedFile, person } from "../../../support/looks.ts";
import {
  CONFIRMED,
  decideReportOf,
  REPORT_COMMITTEE,
  readReportOf,
  reportBody,
  reportLook,
  reportOf,
} from "../../../support/reports.ts";
import { GLOBEX, registryOf } from "../../../support/updates.ts";
import { recordOf, replies } from "../../../support/vote-situations.ts";

/** So many hours after the filing. */
const hour = (hours: number): Instant => instantOf(FILED + hours * 3_600_000);
/** When all of these reports are looked at. */
const NOW = hour(10);

const DONE = { thumbsUp: true, confused: false };
const REFUSED = { thumbsUp: false, confused: true };

let ids = 100;

/** What somebody says some hours after the filing. */
function said(login: string, body: string, hours = 1, more: Partial<ObservedComment> = {}): ObservedComment {
  ids += 1;
  return observedComment(ids, login, body, { createdAt: hour(hours), ...more });
}

/** This app's status comment, marked so. */
function status(key: string): ObservedComment {
  return observedComment(1, "partnerbot", `${printMarker({ name: "status", key })}\nWords`);
}

function lookWith(issue: Partial<ObservedIssue>, parts: Partial<ApplicationLook> = {}): ApplicationLook {
  const { config: _, ...rest } = parts;
  return reportLook({ at: NOW, ...rest, issue });
}

function verdictOf(look: ApplicationLook, committee: Committee | null = REPORT_COMMITTEE): Verdict {
  const verdict = decideReportOf(look, committee);
  if ("needs" in verdict) throw new Error(`needs the ${verdict.needs}`);
  return verdict;
}

/** How a report stands after these comments, and what the last one got for an answer. */
function resultOf(comments: readonly ObservedComment[], issue: Partial<ObservedIssue> = {}) {
  const verdict = verdictOf(lookWith({ comments, ...issue }));
  const answer = verdict.answers.find(({ comment }) => comment === comments.at(-1)?.nodeId)?.answer ?? null;
  return { stage: verdict.stage, answer, records: verdict.first.length, why: replies(verdict) };
}

/** What a report is told to mend. */
function mends(look: ApplicationLook, committee: Committee | null = REPORT_COMMITTEE): string[] {
  const { stage, status: message, first } = verdictOf(look, committee);
  if (message.name !== "status-report-incomplete") throw new Error(`it is ${message.name}`);
  expect({ stage, first }).toEqual({ stage: "incomplete", first: [] });
  return message.view.problems.map(({ field, found, mend }) => `${field}: ${mend} (${found})`);
}

describe("who may report", () => {
  it.each(["gus", "eli", "fay"])(
    "%s, who speaks for the partner, without a look at the committee",
    (login) => {
      const verdict = verdictOf(lookWith({ author: person(login) }), null);
      expect(verdict).toMatchObject({ stage: "waiting", issue: { state: "open" }, first: [], next: null });
      expect(verdict.labels.map(({ name }) => name)).toEqual(["partner: report"]);
    },
  );

  it("a member of the committee, who is looked up once", () => {
    const look = lookWith({ author: person("bo") });
    expect(decideReportOf(look)).toEqual({ needs: "committee" });
    const { stage, statusKey } = verdictOf(look);
    expect(stage).toBe("waiting");
    expect(verdictOf(lookWith({ author: person("bo"), comments: [status(statusKey)] }), null)).toMatchObject({
      stage: "waiting",
      statusKey,
    });
    // Who writes another text is looked up again.
    const edited = { lastEditedAt: hour(2), editor: person("bo"), comments: [status(statusKey)] };
    expect(decideReportOf(lookWith({ author: person("bo"), ...edited }))).toEqual({ needs: "committee" });
  });

  it.each<[string, Partial<ObservedIssue>, string]>([
    ["a stranger", { author: person("mallory") }, "mallory"],
    ["who has left", { author: person("hal") }, "hal"],
    ["who has declined to be named", { author: person("ivy") }, "ivy"],
    ["a bot", { author: person("renovatebot") }, "renovatebot"],
    ["a deleted account", { author: null }, "ghost"],
    ["whose text a stranger has edited", { editor: person("mallory"), lastEditedAt: hour(1) }, "mallory"],
  ])("not %s, and is told once", (_, issue, login) => {
    const look = lookWith(issue);
    expect(mends(look)).toEqual([
      `Who asks: Only people whom the entry of Globex names as a contact or as its own can report its work, and members of the Technical Steering Committee. Please let one of them file this. (${login})`,
    ]);
    const { statusKey } = verdictOf(look);
    expect(verdictOf(lookWith({ ...issue, comments: [status(statusKey)] }), null).statusKey).toBe(statusKey);
  });

  it("and a mark that somebody may does not let a report of a stranger be confirmed", () => {
    const comments = [status(`allowed-${FILED / 1000}`), said("cy", "/confirm")];
    const verdict = verdictOf(lookWith({ author: person("mallory"), comments }));
    expect(verdict).toMatchObject({ stage: "incomplete", first: [], answers: [{ answer: "refused" }] });
  });

  it("and nobody is confirmed while the committee is not known", () => {
    const unknown: Committee = { ok: false, problems: ["The team x/y cannot be read."] };
    const verdict = verdictOf(lookWith({ comments: [said("cy", "/confirm")] }), unknown);
    expect(verdict).toMatchObject({ stage: "waiting", first: [], answers: [{ answer: "refused" }] });
    expect(replies(verdict)).toContain("The team x/y cannot be read.");
  });
});

describe("a report that cannot be confirmed", () => {
  it.each<[string, Record<string, string>, string]>([
    ["of a partner that is none", { partner: "Umbrella" }, "Partner: No partner has this name or id."],
    [
      "of what was before the partnership",
      { date: "2026-01-04" },
      "Date: Globex is a partner since 2026-01-05,",
    ],
    ["of what has not happened yet", { date: "2026-03-03" }, "Date: This day has not come yet"],
    ["without evidence", { evidence: "we were there" }, "Evidence: Please give a web address"],
  ])("%s", (_, answers, told) => {
    expect(mends(lookWith({ body: reportBody(answers) }))).toEqual([expect.stringContaining(told)]);
  });

  it("takes the first day of the partnership, and a name that the partner had earlier", () => {
    const body = reportBody({ partner: "Globex Industries", date: "2026-01-05" });
    expect(verdictOf(lookWith({ body })).stage).toBe("waiting");
  });

  it.each(["former", "suspended"] as const)("of a partner that is %s", (partnerStatus) => {
    const registry = observedFile("partners.yml", registryOf({ ...GLOBEX, status: partnerStatus }));
    expect(mends(lookWith({}, { registry }))).toEqual([
      expect.stringMatching(/nothing counts for it.* \(Globex\)$/),
    ]);
  });

  it("because two partners have that name", () => {
    const other = { ...GLOBEX, id: "globex-labs", url: "https://labs.example/", domains: [], application: 8 };
    const registry = observedFile("partners.yml", registryOf(GLOBEX, other));
    expect(mends(lookWith({}, { registry }))).toEqual([
      expect.stringContaining("please write globex, globex-labs."),
    ]);
  });

  it("is looked at again when its day comes, and when its time is over", () => {
    const tomorrow = verdictOf(lookWith({ body: reportBody({ date: "2026-03-03" }) }));
    expect(tomorrow.next).toBe(Date.UTC(2026, 2, 3));
    const { next } = verdictOf(lookWith({ body: reportBody({ evidence: null }) }));
    expect(next).toBe(addDuration(FILED, parseDuration("42d")));
    const over = reportLook({ at: next ?? NOW, issue: { body: reportBody({ evidence: null }) } });
    expect(verdictOf(over)).toMatchObject({
      stage: "expired",
      issue: { state: "closed", reason: "not-planned" },
      status: { view: { ending: "expired", days: "42 days" } },
    });
  });

  it("is told where the form is when it holds no answers of it", () => {
    const { status: message } = verdictOf(lookWith({ body: "We gave a talk!" }));
    expect(message).toMatchObject({
      name: "status-report-incomplete",
      view: { problems: [], formLink: expect.stringContaining("template=contribution-report.yml") },
    });
  });
});

describe("the evidence of a report", () => {
  const TALK = "https://conference.example/talks/7";
  const NONE = new Map();

  it("is tried when the report waits, and not before", () => {
    expect(decideReportOf(lookWith({}), null, NONE)).toEqual({ needs: "links", addresses: [TALK] });
    for (const [body, comments] of [
      [reportBody({ date: "2026-03-03" }), []],
      [reportBody(), [said("cy", "/confirm")]],
      [reportBody(), [said("gus", "/withdraw")]],
    ] as const) {
      expect(decideReportOf(lookWith({ body, comments }), REPORT_COMMITTEE, NONE)).not.toHaveProperty(
        "needs",
      );
    }
  });

  it("is tried no more than ten times", () => {
    const addresses = Array.from({ length: 12 }, (_, index) => `https://talks.example/${index}`);
    const look = lookWith({ body: reportBody({ evidence: addresses.join("\n") }) });
    expect(decideReportOf(look, null, NONE)).toEqual({ needs: "links", addresses: addresses.slice(0, 10) });
  });

  it("is told where it is dead, and the report waits and can be confirmed all the same", () => {
    const body = reportBody({ evidence: `${TALK}\nhttps://slides.example/7` });
    const links = new Map([
      [TALK, "404 Not Found" as const],
      ["https://slides.example/7", null],
    ]);
    expect(decideReportOf(lookWith({ body }), null, links)).toMatchObject({
      stage: "waiting",
      issue: { state: "open" },
      status: { view: { dead: [{ address: TALK, why: "404 Not Found" }] } },
    });
    const confirmed = lookWith({ body, comments: [said("cy", "/confirm")] });
    expect(decideReportOf(confirmed, REPORT_COMMITTEE, links)).toMatchObject({ stage: "confirmed" });
  });

  it("is not tried where the config says so", () => {
    const look = reportLook({ at: NOW, config: "activity: { reports: { check-links: false } }" });
    expect(decideReportOf(look, null, NONE)).toMatchObject({
      stage: "waiting",
      status: { view: { dead: [] } },
    });
  });
});

describe("what is said of a report", () => {
  const CLOSED_BY_APP = {
    state: "closed",
    timeline: [{ type: "closed", at: hour(2), actor: person("partnerbot") }],
  } as const;

  it("is asked of the committee only when somebody says it", () => {
    expect(decideReportOf(lookWith({ comments: [said("mallory", "/confirm")] }))).toEqual({
      needs: "committee",
    });
    const answered = [said("mallory", "/confirm", 1, { reactions: REFUSED }), said("gus", "Thanks!")];
    expect(verdictOf(lookWith({ comments: answered }), null).answers).toEqual([]);
    expect(verdictOf(lookWith({ comments: [said("gus", "/withdraw")] }), null).stage).toBe("withdrawn");
  });

  it("confirms it when a member without a conflict says so", () => {
    const comment = said("cy", "/confirm");
    const verdict = verdictOf(lookWith({ comments: [comment] }, { dataHead: "d".repeat(40) }));
    expect(verdict).toMatchObject({
      stage: "confirmed",
      statusKey: `report-${NOW / 1000}`,
      status: {
        name: "status-report-confirmed",
        view: { member: "cy", expires: "2027-02-20", isEdited: false },
      },
      issue: { state: "closed", reason: "completed" },
      answers: [{ comment: comment.nodeId, answer: "done" }],
    });
    expect(verdict.first).toMatchObject([
      {
        do: "record",
        head: "d".repeat(40),
        headline: "report: confirm 12 of globex",
        file: { path: "reports/12.yml" },
      },
    ]);
    expect(reportOf(recordOf(verdict))).toEqual({
      ...CONFIRMED,
      reportedBy: { login: "gus", id: person("gus").id },
      confirmedBy: { login: "cy", id: person("cy").id },
      at: NOW,
      comment: comment.id,
    });
  });

  it("counts for as long as the config says", () => {
    const look = reportLook({
      at: NOW,
      config: "activity: { reports: { lasts: 30d } }",
      issue: { comments: [said("cy", "/confirm")] },
    });
    expect(reportOf(recordOf(verdictOf(look))).expires).toBe("2026-03-22");
  });

  it.each<[string, ObservedComment, Partial<ObservedIssue>, string]>([
    ["an outsider", said("mallory", "/confirm"), {}, "Only members of the Technical Steering Committee"],
    ["who filed it", said("gus", "/confirm"), {}, "Only members of the Technical Steering Committee"],
    ["a member who filed it", said("bo", "/confirm"), { author: person("bo") }, "a report that is their own"],
    [
      "a member who has written what it says now",
      said("bo", "/confirm", 3),
      { editor: person("bo"), lastEditedAt: hour(2) },
      "a report that is their own",
    ],
    [
      "a member who works for the partner",
      said("dee", "/confirm"),
      {},
      "A member who works for Globex cannot",
    ],
    [
      "who declines it and works for it",
      said("dee", "/decline no"),
      {},
      "A member who works for Globex cannot",
    ],
    ["an outsider who declines it", said("mallory", "/decline no"), {}, "Only members of the"],
    ["who declines it without a reason", said("cy", "/decline"), {}, "Please write why, such as /decline"],
    ["who says both", said("cy", "/confirm\n/decline no"), {}, "only one of /confirm and /decline"],
    ["who says more than that", said("cy", "/confirm it is fine"), {}, "/confirm stands alone on its line."],
    [
      "whose comment somebody else has edited",
      said("cy", "/confirm", 1, {
        lastEditedAt: hour(2),
        editor: person("mallory"),
      }),
      {},
      "edited by somebody else",
    ],
    ["who votes", said("cy", "/vote yes"), {}, "Nothing is voted on here."],
    ["who slips", said("cy", "/confrim"), {}, "There is no such command."],
    ["another than the author who takes it back", said("cy", "/withdraw"), {}, "Only who filed this report"],
    [
      "who confirms what is incomplete",
      said("cy", "/confirm"),
      { body: reportBody({ evidence: null }) },
      "not complete yet",
    ],
    [
      "who confirms what was taken back",
      said("cy", "/confirm"),
      { state: "closed", timeline: [{ type: "closed", at: hour(1), actor: person("gus") }] },
      "The report was taken back.",
    ],
  ])("is refused: %s", (_, comment, issue, why) => {
    const told = resultOf([comment], issue);
    expect(told).toMatchObject({ answer: "refused", records: 0 });
    expect(told.why).toContain(why);
  });

  it("is refused to a member whom the partner's entry names", () => {
    const registry = observedFile(
      "partners.yml",
      registryOf({ ...GLOBEX, contacts: [...(GLOBEX.contacts ?? []), { login: "cy" }] }),
    );
    const verdict = verdictOf(lookWith({ comments: [said("cy", "/confirm")] }, { registry }));
    expect(verdict).toMatchObject({ stage: "waiting", first: [] });
    expect(replies(verdict)).toContain("A member whom the entry of Globex names cannot");
  });

  it("does not hold for a text that was edited after it was said", () => {
    const edited = { editor: person("gus"), lastEditedAt: hour(2) };
    for (const comment of [
      said("cy", "/confirm", 1),
      said("cy", "/confirm", 2),
      said("cy", "/decline no", 1),
    ]) {
      const told = resultOf([comment], edited);
      expect(told).toMatchObject({ stage: "waiting", answer: "refused", records: 0 });
      expect(told.why).toContain("The report was edited after this was said.");
    }
    expect(resultOf([said("cy", "/confirm", 3)], edited)).toMatchObject({
      stage: "confirmed",
      answer: "done",
    });
    // What its author wrote anew after the edit was said after it.
    const anew = said("cy", "/confirm", 1, {
      lastEditedAt: hour(3),
      editor: person("cy"),
      reactions: REFUSED,
    });
    expect(resultOf([anew], edited)).toMatchObject({ stage: "confirmed", answer: "done" });
  });

  it("declines it, with the reason, until it is edited or opened again", () => {
    const decline = said("cy", "/decline the link does not open", 1);
    const verdict = verdictOf(lookWith({ comments: [decline] }));
    expect(verdict).toMatchObject({
      stage: "declined",
      first: [],
      status: { view: { ending: "declined", person: "cy", reason: "the link does not open" } },
      issue: { state: "closed", reason: "not-planned" },
    });
    const done = [{ ...decline, reactions: DONE }];
    expect(verdictOf(lookWith({ comments: done, ...CLOSED_BY_APP }), null).stage).toBe("declined");
    const edited = { editor: person("gus"), lastEditedAt: hour(3) };
    expect(verdictOf(lookWith({ comments: done, ...CLOSED_BY_APP, ...edited }), null)).toMatchObject({
      stage: "waiting",
      issue: { state: "open" },
    });
    const reopened = {
      timeline: [...CLOSED_BY_APP.timeline, { type: "reopened", at: hour(3), actor: person("gus") }],
    } as const;
    expect(verdictOf(lookWith({ comments: done, ...reopened }), null).stage).toBe("waiting");
    // Another member sees it otherwise.
    const confirmed = resultOf([...done, said("bo", "/confirm", 4)], CLOSED_BY_APP);
    expect(confirmed).toMatchObject({ stage: "confirmed", answer: "done", records: 1 });
    // Whoever deletes the comment does not open it.
    expect(verdictOf(lookWith({ comments: [], ...CLOSED_BY_APP }), null)).toMatchObject({
      stage: "cancelled",
      status: { view: { ending: "resting" } },
      issue: { state: "closed" },
    });
  });

  it("cuts a reason that has no end", () => {
    const { status: message } = verdictOf(
      lookWith({ comments: [said("cy", `/decline ${"no ".repeat(9000)}`)] }),
    );
    expect(message.view).toMatchObject({ reason: expect.stringMatching(/^.{490,500}…$/) });
  });

  it("takes it back, and nobody confirms it in the same breath", () => {
    expect(resultOf([said("gus", "/withdraw"), said("cy", "/confirm", 2)])).toMatchObject({
      stage: "withdrawn",
      answer: "refused",
      records: 0,
    });
    const closed = {
      state: "closed",
      timeline: [{ type: "closed", at: hour(1), actor: person("gus") }],
    } as const;
    expect(verdictOf(lookWith(closed), null)).toMatchObject({
      stage: "withdrawn",
      issue: { state: "closed", reason: "not-planned" },
    });
    const back = said("gus", "/withdraw", 1, { reactions: DONE });
    const reopened = { timeline: [{ type: "reopened", at: hour(2), actor: person("gus") }] } as const;
    expect(verdictOf(lookWith({ comments: [back], ...reopened }), null).stage).toBe("waiting");
    // Who cannot open it again edits it.
    const edited = { editor: person("gus"), lastEditedAt: hour(3) };
    const byApp = verdictOf(lookWith({ comments: [back], ...CLOSED_BY_APP, ...edited }), null);
    expect(byApp).toMatchObject({ stage: "waiting", issue: { state: "open" } });
    expect(verdictOf(lookWith({ ...closed, ...edited }), null)).toMatchObject({ stage: "waiting" });
  });

  it("takes the first member's word, and tells the second one", () => {
    const told = resultOf([said("cy", "/confirm"), said("bo", "/decline no", 2)]);
    expect(told).toMatchObject({ stage: "confirmed", answer: "refused", records: 1 });
    expect(told.why).toContain("confirmed by an earlier comment");
  });

  it("does not open what a person has closed", () => {
    const closed = {
      state: "closed",
      timeline: [{ type: "closed", at: hour(1), actor: person("ada") }],
    } as const;
    expect(verdictOf(lookWith(closed), null)).toMatchObject({
      stage: "cancelled",
      status: { view: { ending: "closed", person: "ada" } },
      issue: { state: "as-is" },
    });
  });
});

const COMMIT: ObservedCommit = {
  oid: "c".repeat(40),
  url: "https://github.com/stackwright/community/commit/c",
  own: true,
  signature: "github",
  parents: [],
};

/** A look at a report of which that is on record. */
function recorded(
  issue: Partial<ObservedIssue> = {},
  {
    text = printConfirmedReport(CONFIRMED),
    commits = [COMMIT],
    key = `report-${FILED / 1000}`,
  }: {
    text?: string | null;
    commits?: readonly ObservedCommit[];
    key?: string;
  } = {},
): ApplicationLook {
  const report = { record: text === null ? null : observedFile("reports/12.yml", text), commits };
  return lookWith(
    { state: "closed", ...issue, comments: [status(key), ...(issue.comments ?? [])] },
    { report },
  );
}

describe("a report on record", () => {
  it("stays as it was confirmed, whatever the issue says then", () => {
    expect(verdictOf(recorded(), null)).toMatchObject({
      stage: "confirmed",
      first: [],
      status: { view: { company: "Globex", work: "a talk", date: "2026-02-20", isEdited: false } },
    });
    const edited = {
      body: "Buy our robots",
      title: "[Partner] x",
      editor: person("gus"),
      lastEditedAt: hour(1),
    };
    expect(verdictOf(recorded(edited), null)).toMatchObject({
      stage: "confirmed",
      first: [],
      status: { view: { date: "2026-02-20", isEdited: true } },
    });
  });

  it("answers what is said afterwards, without a look at the committee", () => {
    const comments = [
      {
        ...said("cy", "/confirm", 1, { lastEditedAt: hour(2), editor: person("cy") }),
        id: CONFIRMED.comment,
      },
      said("bo", "/decline no", 3),
      said("gus", "/withdraw", 3),
      said("mallory", "/confirm", 1, { reactions: REFUSED }),
    ];
    const verdict = verdictOf(recorded({ comments }), null);
    expect(verdict.answers.map(({ answer }) => answer)).toEqual(["done", "refused", "refused"]);
    expect(replies(verdict)).toContain("on record, so nothing that is said here now changes it");
  });

  it("is closed once, and a person who opens the issue again is not contradicted", () => {
    expect(verdictOf(recorded({ state: "open" }), null).issue).toMatchObject({
      state: "closed",
      reason: "completed",
    });
    const timeline = [{ type: "reopened", at: hour(1), actor: person("gus") }] as const;
    expect(verdictOf(recorded({ state: "open", timeline }), null).issue).toEqual({ state: "as-is" });
  });

  it.each<[string, Parameters<typeof recorded>[1], string]>([
    ["by somebody else", { commits: [{ ...COMMIT, own: false }] }, "Its last commit is not this app's."],
    ["in this app's name", { commits: [{ ...COMMIT, signature: "other" }] }, "not signed by GitHub"],
    [
      "in this app's name, without a signature",
      { commits: [{ ...COMMIT, signature: "unsigned" }, COMMIT] },
      "not signed by GitHub",
    ],
    ["into nothing", { text: null }, "It was deleted."],
    ["away with its branch", { text: null, commits: [] }, "It is gone, with its history."],
    ["into what cannot be read", { text: "version: 1\n" }, "It cannot be read."],
    [
      "into the record of another issue",
      { text: printConfirmedReport({ ...CONFIRMED, issue: 13 }) },
      "It is the record of another report.",
    ],
    ["back to an earlier one", { key: `report-${hour(1) / 1000}` }, "It was put back to an earlier one."],
  ])("is not believed when it was changed %s", (_, changed, problem) => {
    const old = { ...said("cy", "/confirm", 1, { reactions: DONE }), id: CONFIRMED.comment };
    const verdict = verdictOf(recorded({ comments: [old] }, changed), null);
    expect(verdict).toMatchObject({
      stage: "waiting",
      first: [],
      status: { name: "status-report-stopped", view: { problem: expect.stringContaining(problem) } },
      // The mark stays, so that the next look knows it too.
      statusKey: changed?.key ?? `report-${FILED / 1000}`,
    });
    const edited = { ...old, lastEditedAt: hour(2), editor: person("cy") };
    expect(verdictOf(recorded({ comments: [edited] }, changed)).first).toEqual([]);
    const anew = verdictOf(recorded({ comments: [old, said("bo", "/confirm", 5)] }, changed));
    expect(anew).toMatchObject({ stage: "confirmed", issue: { state: "closed" } });
    expect(reportOf(recordOf(anew))).toMatchObject({ confirmedBy: { login: "bo" }, at: NOW });
  });

  it("is not taken for one that was declined before it was confirmed", () => {
    const comments = [
      said("bo", "/decline it is private", 1, { reactions: DONE }),
      said("cy", "/confirm", 2, { reactions: DONE }),
    ];
    const gone = verdictOf(recorded({ comments }, { text: null }), null);
    expect(gone.status.name).toBe("status-report-stopped");
  });

  it("names the commit that is void", () => {
    const look = recorded({ comments: [said("bo", "/confirm")] }, { commits: [{ ...COMMIT, own: false }] });
    expect(verdictOf(look).first).toMatchObject([
      { headline: "report: confirm 12 of globex (ccccccc is void)" },
    ]);
  });
});

describe("an issue that is no report", () => {
  it("is ignored where the program has no form of reports", () => {
    expect(readReportOf(reportLook({ reportForm: null }))).toBeNull();
  });

  it("is not taken for one by a mark that somebody else wrote", () => {
    const forged = observedComment(1, "mallory", printMarker({ name: "status", key: "report-1" }));
    expect(
      readReportOf(applicationLook({ reportForm: reportLook().reportForm, issue: { comments: [forged] } })),
    ).toBeNull();
  });
});
