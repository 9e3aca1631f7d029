import { describe, expect, it } from "vitest";
import type { Committee } from "../../../src/program/lifecycle/committee.ts";
import type { Verdict } from "../../../src/program/lifecycle/verdict.ts";
import type { ApplicationLook, ObservedComment } from "../../../src/program/observation.ts";
import type { CommandRequest } from "../../../src/text/command.ts";
import { expectGolden } from "../../support/golden.ts";
import { applicationLook, observedFile, person, verdictOf } from "../../support/looks.ts";
import { proposalBody } from "../../support/proposals.ts";
import {
  committee,
  lookWith,
  onDay,
  opened,
  recordOf,
  replies,
  said,
} from "../../support/vote-situations.ts";

const BY_COMMITTEE = "review: { open-vote: by-committee }";
const INCOMPLETE = proposalBody({ people: null, contact: null, ongoing: null });

/** A look before the vote. */
function before(comments: readonly ObservedComment[], body?: string): ApplicationLook {
  return applicationLook({
    config: BY_COMMITTEE,
    at: onDay(2),
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

const edited = { lastEditedAt: onDay(1.5), editor: person("cy") };
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

describe("asking for a vote on the issue of a partner", () => {
  const entry = (status: string) =>
    `partners:\n  - { id: globex, name: Globex, since: "2026-01-01", status: ${status}, application: 12, badges: [{ category: marketing, awarded: "2026-01-01" }] }\n`;
  const listed = (status: string, login: string, text: string) =>
    applicationLook({
      at: onDay(2),
      registry: observedFile("partners.yml", entry(status)),
      issue: { comments: [said(login, text)] },
    });

  it("is refused with the reason where it makes no sense, or is not theirs to ask", () => {
    const asked: [string, string, string][] = [
      ["active", "mallory", "/open-vote remove"],
      ["active", "gus", "/open-vote award engineering"],
      ["active", "bo", "/open-vote"],
      ["active", "bo", "/open-vote promote"],
      ["active", "bo", "/open-vote award"],
      ["active", "bo", "/open-vote award plumbing"],
      ["active", "bo", "/open-vote award marketing"],
      ["active", "bo", "/open-vote award -engineering"],
      ["active", "bo", "/open-vote award marketing -marketing"],
      ["active", "bo", "/open-vote reinstate"],
      ["active", "bo", "/vote yes"],
      ["active", "gus", "/withdraw"],
      ["former", "bo", "/open-vote"],
      ["former", "bo", "/open-vote remove"],
      ["former", "bo", "/open-vote award engineering"],
      ["suspended", "bo", "/open-vote award engineering"],
    ];
    const lines = asked.map(([status, login, text]) => {
      const verdict = verdictOf(listed(status, login, text), committee);
      const why = verdict.notes.flatMap(({ message }) =>
        message.name === "reply" ? message.view.refusals.map((refusal) => refusal.why) : [],
      );
      expect(verdict.answers.map(({ answer }) => answer)).toEqual(["refused"]);
      expect(verdict.first).toEqual([]);
      return `- ${status}: ${login}, ${text}: ${why.join(" ")}\n`;
    });
    expectGolden("refusals/commands-partner.md", lines.join(""));
  });

  it("opens the vote otherwise", () => {
    for (const [status, text] of [
      ["active", "/open-vote award engineering: packs"],
      ["active", "/open-vote award -marketing"],
      ["active", "/open-vote remove"],
      ["suspended", "/open-vote remove"],
      ["former", "/open-vote reinstate"],
      ["at-risk", "/open-vote reinstate"],
    ] as const) {
      const verdict = verdictOf(listed(status, "bo", text), committee);
      expect(verdict, text).toMatchObject({ stage: "voting", answers: [{ answer: "done" }] });
      expect(verdict.first, text).toMatchObject([{ do: "record" }]);
    }
  });
});
