import { describe, it } from "vitest";
import { parseBallotRecord, printBallotRecord } from "../../../src/program/ballot/record.ts";
import type { Act, IgnoredAct, Voiding } from "../../../src/program/ballot/vote.ts";
import type { Verdict } from "../../../src/program/lifecycle/verdict.ts";
import { expectGolden } from "../../support/golden.ts";
import { HOME, person, verdictOf } from "../../support/looks.ts";
import {
  committee,
  lookWith,
  onDay,
  opened,
  recordOf,
  render,
  replies,
  type Situation,
  said,
} from "../../support/vote-situations.ts";

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
  return { ...ACT, do: "vote", choice: "yes", reason: null, void: { at: onDay(2), reason, by } };
}

const ACT = {
  by: { login: "bo", id: person("bo").id },
  at: onDay(1),
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
        lastEditedAt: onDay(2),
        editor: person("cy"),
        edits: [
          { at: onDay(1), editor: person("bo"), text: "/vote yes" },
          { at: onDay(2), editor: person("cy"), text: "/vote yes\n\nSpoken for bo." },
        ],
      }),
    ],
  },
  "deleted-by-other": {
    timeline: [{ type: "comment-deleted", at: onDay(2), actor: person("cy"), author: person("bo") }],
    acts: [madeVoid("deleted-by-other", "cy")],
  },
  "deleted-by-author": {
    timeline: [{ type: "comment-deleted", at: onDay(2), actor: person("bo"), author: person("bo") }],
    acts: [madeVoid("deleted-by-author", "bo")],
  },
  "version-unknown": {
    comments: [
      said("bo", "/vote no", 1, {
        lastEditedAt: onDay(16),
        editor: person("bo"),
        edits: [{ at: onDay(16), editor: person("bo"), text: "/vote no" }],
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
