import { describe, expect, it } from "vitest";
import type { Action } from "../../../src/program/action.ts";
import type { Outcome } from "../../../src/program/ballot/ballot.ts";
import { ONE } from "../../../src/program/ballot/fraction.ts";
import { parseBallotRecord, printBallotRecord } from "../../../src/program/ballot/record.ts";
import type { Act, IgnoredAct, Voiding } from "../../../src/program/ballot/vote.ts";
import { type Instant, instantOf } from "../../../src/program/instant.ts";
import type { Committee } from "../../../src/program/lifecycle/committee.ts";
import type { Verdict } from "../../../src/program/lifecycle/verdict.ts";
import type { Message } from "../../../src/program/messages.ts";
import type { ApplicationLook, ObservedComment, TimelineEvent } from "../../../src/program/observation.ts";
import { loadTemplates } from "../../../src/templates.ts";
import type { CommandRequest } from "../../../src/text/command.ts";
import { escapeMarkdown } from "../../../src/text/escape.ts";
import { createTemplates } from "../../../src/text/template.ts";
import { expectGolden } from "../../support/golden.ts";
import {
  applicationLook,
  FILED,
  HOME,
  NO_BALLOTS,
  observedComment,
  observedFile,
  person,
  verdictOf,
} from "../../support/looks.ts";
import { proposalBody } from "../../support/proposals.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const after = (days: number): Instant => instantOf(FILED + days * DAY);

const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });
const render = ({ name, view }: Message) => templates.render(name, view);

function committeeWith(employer?: string): Committee {
  const roll = ["bo", "cy"].map((login) => ({
    login,
    id: person(login).id,
    role: null,
    points: ONE,
    organizations: employer !== undefined && login === "bo" ? [employer] : [],
    inBase: true,
    alternateFor: null,
  }));
  return { ok: true, roll };
}

const committee = committeeWith();

/** What `login` says on a day after the filing. */
function said(login: string, body: string, days = 1, more: Partial<ObservedComment> = {}): ObservedComment {
  const id = Math.round(days * 1000) + login.charCodeAt(0);
  return observedComment(id, login, body, { createdAt: after(days), ...more });
}

interface Situation {
  /** What the rule says besides what passes, and what passes where it is not more than half. */
  rule?: string;
  pass?: string;
  /** For whom bo works. */
  employer?: string;
  comments?: readonly ObservedComment[];
  timeline?: readonly TimelineEvent[];
  /** Days after the filing at which it is looked at. */
  at?: number;
}

/** The content of the record that a verdict writes down. */
function recordOf({ first }: Verdict): string {
  const action = first.find(
    (candidate): candidate is Extract<Action, { do: "record" }> => candidate.do === "record",
  );
  if (action === undefined) throw new Error("nothing is written down");
  return action.file.content;
}

/** A look at the application of which the ballot has that record. */
function lookWith(record: string, situation: Situation): ApplicationLook {
  const { comments = [], timeline = [], at = 3 } = situation;
  const head = "3".repeat(40);
  return applicationLook({
    config: configWith(situation),
    at: after(at),
    issue: { comments, timeline },
    ballots: {
      ...NO_BALLOTS,
      admit: {
        record: observedFile("ballots/12-admit.yml", record),
        commits: [{ oid: head, url: `${HOME}/commit/${head}`, own: true, signature: "github", parents: [] }],
      },
    },
    dataHead: head,
  });
}

function configWith({ rule = "", pass = "{ over: 1/2, of: eligible }" }: Situation): string {
  return `rules: { admit: { pass: ${pass}${rule} } }\nreview: { open-for: none }\n`;
}

function opened(situation: Situation = {}): string {
  return recordOf(
    verdictOf(applicationLook({ config: configWith(situation) }), committeeWith(situation.employer)),
  );
}

function replies({ notes }: Verdict): string {
  const told = notes.filter(({ name }) => name === "reply").map(({ message }) => render(message).trim());
  return told.length === 0 ? "Nothing." : told.join("\n\n");
}

function notices({ status }: Verdict): readonly string[] {
  if (!("notices" in status.view)) return [];
  return status.view.notices.filter((notice) => !notice.includes("extended the vote"));
}

/** The lines of a result that name what was not counted. */
function notCounted({ notes }: Verdict): string {
  const result = notes.find(({ name }) => name === "result");
  if (result === undefined) throw new Error("there is no result");
  const [, lines] = /\*\*Not counted\*\*:\n\n((?:- .*\n)+)/.exec(render(result.message)) ?? [];
  return lines?.trim() ?? "Nothing.";
}

interface Refused extends Situation {
  /** What only a record or a scenario file can hold, since a comment cannot say it, or is gone. */
  acts?: readonly Act[];
}

function madeVoid(reason: Voiding["reason"], by: string): Act {
  return { ...ACT, do: "vote", choice: "yes", reason: null, void: { at: after(2), reason, by } };
}

const ACT = {
  by: { login: "bo", id: person("bo").id },
  at: after(1),
  until: null,
  order: [900, 0],
  link: `${HOME}/issues/12#issuecomment-900`,
  void: null,
} as const;

/** A comment that asks for eight thousand years, a hundred at a time. */
const CENTURIES = Array.from({ length: 80 }, (_, index) => `/extend 36525d century ${index + 1}`);

/** For each reason for which an act can be refused or void, how it comes about. A new reason does not compile here. */
const REFUSED: Record<IgnoredAct["code"], Refused> = {
  "off-roll": { comments: [said("mallory", "/vote yes")] },
  "too-early": { comments: [said("bo", "/vote yes", -0.5)] },
  "too-late": { comments: [said("bo", "/vote yes", 16)], at: 17 },
  recused: { employer: "Globex", comments: [said("bo", "/vote yes")] },
  "no-reason": { rule: ", no-needs-reason: true", comments: [said("bo", "/vote no")] },
  "no-veto": { comments: [said("bo", "/veto it is a bad idea")] },
  "not-decided": { comments: [said("bo", "/close-vote")] },
  "minimum-period": { rule: ", period: { at-least: 5d }", comments: [said("bo", "/close-vote")] },
  "already-open": { comments: [said("bo", "/open-vote")], acts: [{ ...ACT, do: "open" }] },
  "too-far": {
    comments: [said("bo", CENTURIES.join("\n")), said("cy", "/cancel-vote", 4)],
  },
  "edited-by-other": {
    comments: [
      said("bo", "/vote yes\n\nSpoken for bo.", 1, {
        lastEditedAt: after(2),
        editor: person("cy"),
        edits: [
          { at: after(1), editor: person("bo"), text: "/vote yes" },
          { at: after(2), editor: person("cy"), text: "/vote yes\n\nSpoken for bo." },
        ],
      }),
    ],
  },
  "deleted-by-other": {
    timeline: [{ type: "comment-deleted", at: after(2), actor: person("cy"), author: person("bo") }],
    acts: [madeVoid("deleted-by-other", "cy")],
  },
  "deleted-by-author": {
    timeline: [{ type: "comment-deleted", at: after(2), actor: person("bo"), author: person("bo") }],
    acts: [madeVoid("deleted-by-author", "bo")],
  },
  "version-unknown": {
    comments: [
      said("bo", "/vote no", 1, {
        lastEditedAt: after(16),
        editor: person("bo"),
        edits: [{ at: after(16), editor: person("bo"), text: "/vote no" }],
      }),
    ],
    at: 17,
  },
};

describe("what does not count, told to who did it and to who reads the result", () => {
  for (const [code, { acts = [], ...situation }] of Object.entries(REFUSED)) {
    it(code, () => {
      const record = opened(situation);
      const open = verdictOf(lookWith(record, situation), committee);
      const closing = verdictOf(lookWith(record, { ...situation, at: 40 }), committee);
      const decided = parseBallotRecord(recordOf(closing));
      if (!decided.ok || decided.record.result === null) throw new Error("there is no result");
      const { result } = decided.record;
      const whole = { ...decided.record, result: { ...result, acts: [...result.acts, ...acts] } };
      const final = verdictOf(lookWith(printBallotRecord(whole), { ...situation, at: 40 }), committee);
      const parts = [
        ["Reply", replies(open)],
        ["Notices of the status", notices(open).join("\n\n") || "None."],
        ["Not counted in the result", notCounted(final)],
      ];
      expectGolden(
        `refusals/${code}.md`,
        parts.map(([title, text]) => `## ${title}\n\n${text}\n`).join("\n"),
      );
    });
  }
});

const bothSay = (one: string, other: string) => [said("bo", one), said("cy", other)];

/** What becomes of a vote: a new outcome does not compile here. */
const OUTCOMES: Record<Exclude<Outcome, "open">, Situation> = {
  passed: { comments: bothSay("/vote yes they help us", "/vote yes") },
  failed: { comments: bothSay("/vote yes", "/vote no too early") },
  "no-quorum": { rule: ", quorum: { at-least: 1 }", comments: [said("bo", "/vote yes")] },
  cancelled: { comments: bothSay("/vote yes", "/cancel-vote wrong company") },
};

/** Ways to the same outcomes of which the result says why in other words. */
const WAYS: Record<string, Situation> = {
  "nobody said anything": {},
  "not enough said yes": { comments: [said("bo", "/vote yes")] },
  "a tie without a chair": {
    rule: ", tie: chair",
    comments: bothSay("/vote yes", "/vote no"),
  },
  "too few people said yes": {
    rule: ", minimum: { yes: 2 }",
    employer: "Globex",
    comments: [said("cy", "/vote yes")],
  },
  "too many people said no": {
    rule: ", maximum: { no: 0 }",
    pass: "{ at-least: 1/2, of: eligible }",
    comments: bothSay("/vote yes", "/vote no"),
  },
  "a veto": { rule: ", veto: { by: roll }", comments: bothSay("/vote yes", "/veto they owe us money") },
  "everyone is recused": { comments: bothSay("/recuse my employer", "/recuse my customer") },
  "too few people for the quorum": {
    rule: ", quorum: { minimum: 2 }",
    comments: [said("bo", "/vote yes")],
  },
  "cancelled without a reason": { comments: [said("bo", "/cancel-vote")] },
  "taken back by the applicant": { comments: [said("gus", "/withdraw")] },
};

describe("what comes of a vote", () => {
  function closed(situation: Situation): { verdict: Verdict; result: Message } {
    const late = { ...situation, at: 40 };
    const closing = verdictOf(lookWith(opened(situation), late), committee);
    const verdict = verdictOf(lookWith(recordOf(closing), late), committee);
    const result = verdict.notes.find(({ name }) => name === "result")?.message;
    if (result === undefined) throw new Error("there is no result");
    return { verdict, result };
  }

  for (const [outcome, situation] of Object.entries(OUTCOMES)) {
    it(outcome, () => {
      const { verdict, result } = closed(situation);
      expect(result.name).toBe(`result-${outcome}`);
      expectGolden(`refusals/outcome-${outcome}.md`, `${render(verdict.status)}\n${render(result)}`);
    });
  }

  it("says why, in one sentence, whichever way it came to that", () => {
    const lines = Object.entries(WAYS).map(([title, situation]) => {
      const { result } = closed(situation);
      return `- ${title}: ${"why" in result.view ? result.view.why : ""}\n`;
    });
    expectGolden("refusals/outcome-reasons.md", lines.join(""));
  });
});

const BY_COMMITTEE = "review: { open-vote: by-committee }";
const INCOMPLETE = proposalBody({ people: null, contact: null, ongoing: null });

/** A look before the vote. */
function before(comments: readonly ObservedComment[], body?: string): ApplicationLook {
  return applicationLook({
    config: BY_COMMITTEE,
    at: after(2),
    issue: { comments, ...(body === undefined ? {} : { body }) },
  });
}

function during(comments: readonly ObservedComment[]): ApplicationLook {
  return lookWith(opened(), { comments });
}

/** A look when the vote, which nobody took part in, was decided on the day before. */
function decided(comments: readonly ObservedComment[]): ApplicationLook {
  const record = recordOf(verdictOf(lookWith(opened(), { at: 15 }), committee));
  return lookWith(record, { comments, at: 17 });
}

const edited = { lastEditedAt: after(1.5), editor: person("cy") };
const unknownRoll: Committee = {
  ok: false,
  problems: [
    "The team stackwright/maintainers cannot be read: it does not exist, or this app may not see it.",
  ],
};

const OUTSIDE: Record<string, Verdict> = {
  "not-on-the-committee": verdictOf(before([said("mallory", "/open-vote")]), committee),
  "nobody-knows-the-committee": verdictOf(before([said("bo", "/open-vote")]), unknownRoll),
  "not-complete": verdictOf(before([said("bo", "/open-vote")], INCOMPLETE), committee),
  "unknown-category": verdictOf(before([said("bo", "/category +plumbing -marketing")]), committee),
  "only-the-applicant": verdictOf(before([said("bo", "/withdraw")]), committee),
  "unknown-command": verdictOf(before([said("bo", "/vot yes")]), committee),
  "does-not-apply": verdictOf(before([said("gus", "/appeal we think otherwise")]), committee),
  "vote-not-open": verdictOf(before([said("bo", "/vote yes")]), committee),
  "edited-before-the-vote": verdictOf(before([said("bo", "/open-vote", 1, edited)]), committee),
  "nothing-of-a-comment": verdictOf(before([said("bo", "/category +engineering\n/withdraw")]), committee),
  "vote-open-already": verdictOf(during([said("bo", "/open-vote")]), committee),
  "categories-settled": verdictOf(during([said("bo", "/category +engineering")]), committee),
  "vote-closed": verdictOf(decided([said("gus", "/withdraw", 16)]), committee),
  "vote-decided": verdictOf(decided([said("bo", "/open-vote", 16)]), committee),
};

describe("commands that are not done", () => {
  for (const [title, verdict] of Object.entries(OUTSIDE)) {
    it(title, () => expectGolden(`refusals/command-${title}.md`, `${replies(verdict)}\n`));
  }

  it("malformed", () => {
    const texts = [
      "/vote perhaps",
      "/vote yes or no",
      "/extend soon",
      "/extend 36526d",
      "/extend 99999 weeks for ever",
      "/exception for now",
      "/open-vote **now**",
      "/category engineering",
      "/category +engineering -engineering",
      "/close-vote please",
    ];
    const answers = texts.map((text) => replies(verdictOf(during([said("bo", text)]), committee)));
    expectGolden("refusals/command-malformed.md", `${answers.join("\n\n")}\n`);
  });
});

/** One comment for each command; a new command does not compile here. */
const COMMANDS: Record<CommandRequest["name"], string> = {
  vote: "/vote yes",
  "vote-withdraw": "/vote withdraw",
  recuse: "/recuse my employer",
  veto: "/veto a reason",
  "veto-withdraw": "/veto withdraw",
  "open-vote": "/open-vote",
  "close-vote": "/close-vote",
  extend: "/extend 3d holidays",
  "cancel-vote": "/cancel-vote wrong company",
  category: "/category +engineering",
  withdraw: "/withdraw",
  appeal: "/appeal a reason",
  confirm: "/confirm",
  decline: "/decline a reason",
  exception: "/exception 3d a reason",
  status: "/status",
  help: "/help",
  malformed: "/vote perhaps",
  unknown: "/vot yes",
};

describe("every command, by a member, the applicant and an outsider", () => {
  const stages = {
    before: (login: string, text: string) => before([said(login, text)]),
    open: (login: string, text: string) => during([said(login, text)]),
    decided: (login: string, text: string) => decided([said(login, text, 16)]),
  };
  for (const [stage, lookAt] of Object.entries(stages)) {
    it(stage, () => {
      const lines = Object.values(COMMANDS).flatMap((text) =>
        ["bo", "gus", "mallory"].map((login) => {
          const verdict = verdictOf(lookAt(login, text), committee);
          const why = verdict.notes.flatMap(({ message }) =>
            message.name === "reply" ? message.view.refusals.map((refusal) => refusal.why) : [],
          );
          const [answer, ...more] = verdict.answers;
          expect(more).toEqual([]);
          // A reaction says which it is, and who is refused is told why.
          expect(answer?.answer).toBe(why.length > 0 ? "refused" : "done");
          return `- ${login}, ${text}: ${why.join(" ") || "done"}\n`;
        }),
      );
      expectGolden(`refusals/commands-${stage}.md`, lines.join(""));
    });
  }
});
