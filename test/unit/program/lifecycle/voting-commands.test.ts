import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../../src/program/lifecycle/verdict.ts";
import type { ObservedComment } from "../../../../src/program/observation.ts";
import { person, verdictOf } from "../../../support/looks.ts";
import {
  committee,
  lookWith,
  onDay,
  opened,
  recordOf,
  type Situation,
  said,
} from "../../../support/vote-situations.ts";

/** What is answered to each comment, and what is said about each line that is refused. */
function told({ answers, notes }: Verdict) {
  return {
    answers: answers.map(({ answer }) => answer),
    refused: notes.flatMap(({ message }) =>
      message.name === "reply" ? message.view.refusals.map(({ text, why }) => [text, why]) : [],
    ),
  };
}

function during(situation: Situation): Verdict {
  return verdictOf(lookWith(opened(situation), situation), committee);
}

/** A look at the vote once its result is written down. */
function decided(situation: Situation): Verdict {
  return verdictOf(lookWith(recordOf(during({ ...situation, at: 40 })), { ...situation, at: 40 }), committee);
}

describe("equal lines in one comment", () => {
  it("are answered each on its own when the first one is done", () => {
    const comments = [said("bo", "/extend 1d\n/cancel-vote\n/extend 1d")];
    const answer = { answers: ["refused"], refused: [["/extend 1d", "bo came after the close."]] };
    expect(told(during({ comments }))).toEqual(answer);
    expect(told(decided({ comments }))).toEqual(answer);
  });

  it("are answered each on its own when the first one is refused", () => {
    const comments = [said("cy", "/vote yes", 0.5), said("bo", "/close-vote\n\n/vote yes\n\n/close-vote")];
    expect(told(decided({ comments }))).toEqual({
      answers: ["done", "refused"],
      refused: [["/close-vote", "bo asked to close the vote before it was decided."]],
    });
  });

  it("are answered alike with something refused between them", () => {
    const rule = ", no-needs-reason: true";
    const comments = [said("bo", "/vote yes\n/vote no\n/vote yes")];
    expect(told(during({ rule, comments })).refused).toEqual([
      ["/vote no", "bo gave no reason, and the rule wants one."],
    ]);
  });
});

/** A comment of which GitHub has no history, edited on that day. */
function withoutHistory(login: string, editor: string, day: number, body: string, days = 1): ObservedComment {
  return said(login, body, days, { lastEditedAt: onDay(day), editor: person(editor) });
}

describe("a comment of which the version that would count cannot be had any more", () => {
  const open =
    "Somebody else edited it, and what it said before cannot be had any more, so it does not count. To vote again, comment /vote yes, /vote no or /vote abstain on a line of its own.";
  const closed = "What it said when the vote closed cannot be had any more, so it was not counted.";

  it.each(["Thank you.", "/vote no\n/vote yes"])("is answered once during the vote: %j", (body) => {
    const comments = [withoutHistory("bo", "cy", 2, body)];
    expect(told(during({ comments }))).toEqual({ answers: ["refused"], refused: [["", open]] });
    expect(told(decided({ comments }))).toEqual({ answers: ["refused"], refused: [["", closed]] });
  });

  it.each(["bo", "cy"])("is answered once after the close, when %s edited it since", (editor) => {
    const comments = [withoutHistory("bo", editor, 16, "/vote yes")];
    const answer = { answers: ["refused"], refused: [["", closed]] };
    expect(told(during({ comments, at: 40 }))).toEqual(answer);
    expect(told(decided({ comments }))).toEqual(answer);
  });

  it("is not answered when its author voted in it since", () => {
    const comments = [withoutHistory("bo", "bo", 2, "/vote yes")];
    const done = { answers: ["done"], refused: [] };
    expect(told(during({ comments }))).toEqual(done);
    expect(told(decided({ comments }))).toEqual(done);
  });

  it("is not answered when it was no vote: by a stranger, before the opening, or after the close", () => {
    const comments = [
      withoutHistory("mallory", "cy", 2, "Thank you."),
      withoutHistory("bo", "cy", 2, "Thank you.", -0.5),
      withoutHistory("cy", "bo", 20, "Thank you.", 18),
    ];
    const nothing = { answers: [], refused: [] };
    expect(told(during({ comments }))).toEqual(nothing);
    expect(told(decided({ comments }))).toEqual(nothing);
  });
});

describe("a comment that was edited after the close", () => {
  it("is not refused by the look that finds the vote closed, since what it said counts", () => {
    const edits = [
      { at: onDay(1), editor: person("bo"), text: "/vote yes" },
      { at: onDay(16), editor: person("cy"), text: "/vote no" },
    ];
    const changed = { lastEditedAt: onDay(16), editor: person("cy"), edits };
    const comments = [said("bo", "/vote no", 1, changed)];
    expect(told(during({ comments, at: 17 }))).toEqual({ answers: [], refused: [] });
    expect(told(decided({ comments }))).toEqual({ answers: [], refused: [] });
  });
});
