import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../../src/program/lifecycle/verdict.ts";
import type { ObservedComment, TimelineEvent } from "../../../../src/program/observation.ts";
import { HOME, person, verdictOf } from "../../../support/looks.ts";
import {
  committee,
  lookWith,
  onDay,
  opened,
  render,
  type Situation,
  said,
} from "../../../support/vote-situations.ts";

/** A vote that somebody else edits a day later. */
function editedVote(login: string, days: number, editor: string): ObservedComment {
  const at = onDay(days + 1);
  return said(login, "/vote yes, they say", days, {
    lastEditedAt: at,
    editor: person(editor),
    edits: [
      { at: onDay(days), editor: person(login), text: "/vote yes" },
      { at, editor: person(editor), text: "/vote yes, they say" },
    ],
  });
}

function deletion(login: string, days: number, actor: string | null): TimelineEvent {
  return {
    type: "comment-deleted",
    at: onDay(days),
    actor: actor === null ? null : person(actor),
    author: person(login),
  };
}

function asked(situation: Situation): { key: string; upkeep: string; text: string }[] {
  const { notes }: Verdict = verdictOf(lookWith(opened(situation), situation), committee);
  return notes
    .filter(({ name }) => name === "vote-again")
    .map(({ key, upkeep, message }) => ({ key, upkeep, text: render(message) }));
}

describe("who is asked to vote again", () => {
  it("is the voter whose vote somebody else edited, in a comment that is written once", () => {
    const vote = editedVote("bo", 1, "cy");
    expect(asked({ comments: [vote] })).toEqual([
      {
        key: `edited-${vote.id}-${onDay(2) / 1000}`,
        upkeep: "once",
        text: expect.stringContaining(`@bo, [a comment of yours](${vote.url}) was edited by cy`),
      },
    ]);
  });

  it("is the voter of whom somebody else deleted a comment", () => {
    expect(asked({ timeline: [deletion("bo", 2, null)] })).toEqual([
      {
        key: `deleted-${person("bo").id}-${onDay(2) / 1000}`,
        upkeep: "once",
        text: expect.stringContaining("@bo, a comment of yours was deleted by somebody else."),
      },
    ]);
  });

  it("is nobody who has voted since", () => {
    const comments = [editedVote("bo", 1, "cy"), said("bo", "/vote no", 2.5), said("cy", "/vote no", 2.5)];
    expect(asked({ comments, timeline: [deletion("cy", 2, "bo")] })).toEqual([]);
  });

  it("is each voter once, however much is taken before they vote again", () => {
    const comments = [editedVote("bo", 1, "cy"), editedVote("bo", 1.5, "cy")];
    const timeline = [deletion("cy", 1.8, "bo"), deletion("bo", 2.2, "cy"), deletion("cy", 2.3, "bo")];
    const keys = asked({ comments, timeline }).map(({ key }) => key);
    expect(keys).toEqual([
      `deleted-${person("cy").id}-${onDay(1.8) / 1000}`,
      `edited-${comments[0]?.id}-${onDay(2) / 1000}`,
    ]);
  });

  it("is asked anew when the new vote is taken too", () => {
    const comments = [editedVote("bo", 1, "cy"), editedVote("bo", 3, "cy")];
    const before = asked({ comments: comments.slice(0, 1) });
    const later = { comments, at: 6 };
    expect(before).toHaveLength(1);
    // Not voted since: the first question stands.
    expect(asked(later)).toEqual(before);
    const voted = [...comments.slice(0, 1), said("bo", "/vote yes", 2.5)];
    expect(asked({ comments: voted, timeline: [deletion("bo", 5, "cy")], at: 6 })).toMatchObject([
      { key: `deleted-${person("bo").id}-${onDay(5) / 1000}` },
    ]);
  });

  it("is nobody who is not on the roll, did it themselves, or is recused without asking", () => {
    const timeline = [deletion("mallory", 2, "cy"), deletion("cy", 2, "CY"), deletion("bo", 2, "cy")];
    expect(asked({ employer: "Globex", timeline, comments: [editedVote("bo", 1, "cy")] })).toEqual([]);
  });

  it("is nobody once the vote is closed", () => {
    const situation = { comments: [editedVote("bo", 1, "cy")], timeline: [deletion("cy", 2, "bo")] };
    expect(asked(situation)).toHaveLength(2);
    expect(asked({ ...situation, at: 40 })).toEqual([]);
  });

  it("is told where to look", () => {
    const [note] = asked({ timeline: [deletion("bo", 2, "cy")] });
    expect(note?.text).toContain(`(${HOME}/issues/12)`);
  });
});
