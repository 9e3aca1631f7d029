import { describe, expect, it } from "vitest";
import { type Instant, instantOf } from "../../../../src/program/instant.ts";
import { versionsOf } from "../../../../src/program/lifecycle/comment-versions.ts";
import type { ContentEdit, ObservedComment, Person } from "../../../../src/program/observation.ts";

const at = (minute: number): Instant => instantOf(Date.UTC(2026, 2, 2, 9, minute));
const person = (login: string): Person => ({ login, id: null, kind: "user", own: false });
const edit = (minute: number, editor: string | null, text: string | null): ContentEdit => ({
  at: at(minute),
  editor: editor === null ? null : person(editor),
  text,
});

function comment(edits: readonly ContentEdit[], change: Partial<ObservedComment> = {}): ObservedComment {
  const last = edits.at(-1);
  return {
    nodeId: "IC_1",
    id: 1,
    url: "https://github.com/example/community/issues/12#issuecomment-1",
    author: person("bo"),
    body: last?.text ?? "/vote yes",
    createdAt: at(0),
    lastEditedAt: edits.length > 1 ? (last?.at ?? null) : null,
    editor: edits.length > 1 ? (last?.editor ?? null) : null,
    edits,
    reactions: { thumbsUp: false, confused: false },
    ...change,
  };
}

describe("versionsOf", () => {
  it("is the text itself when nobody edited it", () => {
    expect(versionsOf(comment([]))).toEqual([{ text: "/vote yes", at: at(0), until: null, void: null }]);
  });

  it("has one version for each of the author's texts, until the next", () => {
    const edits = [edit(0, "bo", "one"), edit(1, "BO", "two"), edit(2, "bo", "three")];
    expect(versionsOf(comment(edits))).toEqual([
      { text: "one", at: at(0), until: at(1), void: null },
      { text: "two", at: at(1), until: at(2), void: null },
      { text: "three", at: at(2), until: null, void: null },
    ]);
  });

  it("is void from somebody else's edit on, until its author writes again", () => {
    const edits = [
      edit(0, "bo", "one"),
      edit(1, "cy", "two"),
      edit(2, "dee", "three"),
      edit(3, "bo", "four"),
    ];
    expect(versionsOf(comment(edits))).toEqual([
      { text: "one", at: at(0), until: at(3), void: { at: at(1), reason: "edited-by-other", by: "cy" } },
      { text: "four", at: at(3), until: null, void: null },
    ]);
  });

  it("takes nobody's edit for the author's because it came in the second of the comment", () => {
    const edits = [edit(0, "bo", "one"), edit(0, "robot", "two")];
    expect(versionsOf(comment(edits))[0]?.void).toEqual({
      at: at(0),
      reason: "edited-by-other",
      by: "robot",
    });
  });

  it("takes an edit by an account that is gone for somebody else's", () => {
    const edits = [edit(0, "bo", "one"), edit(1, null, "two")];
    expect(versionsOf(comment(edits))[0]?.void).toEqual({ at: at(1), reason: "edited-by-other", by: null });
  });

  it("says what cannot be had: everything before the last text where GitHub keeps no history", () => {
    const change = { lastEditedAt: at(5), editor: person("bo"), body: "now" };
    expect(versionsOf(comment([], change))).toEqual([
      { text: null, at: at(0), until: at(5), void: null },
      { text: "now", at: at(5), until: null, void: null },
    ]);
    const other = { lastEditedAt: at(5), editor: person("cy"), body: "now" };
    expect(versionsOf(comment([], other))).toEqual([
      { text: null, at: at(0), until: null, void: { at: at(5), reason: "edited-by-other", by: "cy" } },
    ]);
  });

  it("says what cannot be had: the first texts of a comment that was edited more often than GitHub shows", () => {
    const edits = [edit(3, "bo", "three"), edit(4, "bo", "four")];
    expect(versionsOf(comment(edits))).toEqual([
      { text: null, at: at(0), until: at(3), void: null },
      { text: "three", at: at(3), until: at(4), void: null },
      { text: "four", at: at(4), until: null, void: null },
    ]);
  });

  it("says what cannot be had: a version that was deleted from the history", () => {
    const edits = [edit(0, "bo", "one"), edit(1, "bo", null), edit(2, "bo", "three")];
    expect(versionsOf(comment(edits)).map(({ text }) => text)).toEqual(["one", null, "three"]);
  });

  it("has none for an account that is gone", () => {
    expect(versionsOf(comment([], { author: null }))).toEqual([]);
  });
});
