import { describe, expect, it } from "vitest";
import { findVoteChanges } from "../../../../src/program/lifecycle/vote-changes.ts";
import type { ObservedComment, ObservedIssue, Person } from "../../../../src/program/observation.ts";
import { readConfig } from "../../../../src/program/program-files.ts";
import { at, decidedRecord } from "../../../support/decided-record.ts";

const read = readConfig("roll: [{ users: [octo-chair] }]\n");
if (!read.ok) throw new Error("the config is not valid");
const { config } = read;
const record = decidedRecord();

const people = {
  "octo-chair": person("octo-chair", 1),
  senior: person("senior", 2),
  "works-there": person("works-there", 3),
};

function person(login: string, id: number): Person {
  return { login, id, kind: "user", own: false };
}

function comment(
  id: number,
  author: Person | null,
  body: string,
  change: Partial<ObservedComment> = {},
): ObservedComment {
  const day = id - 98;
  return {
    nodeId: `IC_${id}`,
    id,
    url: `https://github.com/example/community/issues/12#issuecomment-${id}`,
    author,
    body,
    createdAt: at(`2026-03-0${day}T10:00:00Z`),
    lastEditedAt: null,
    editor: null,
    edits: [],
    reactions: { thumbsUp: false, confused: false },
    ...change,
  };
}

function issueWith(...comments: ObservedComment[]): ObservedIssue {
  return {
    nodeId: "I_12",
    number: 12,
    url: "https://github.com/example/community/issues/12",
    title: "Acme Labs",
    body: "",
    author: null,
    createdAt: at("2026-03-01T09:00:00Z"),
    lastEditedAt: null,
    editor: null,
    state: "closed",
    labels: [],
    comments: [
      comment(101, people["octo-chair"], "/vote yes"),
      comment(102, people.senior, "/vote yes"),
      comment(103, people["works-there"], "/vote no"),
    ].map((usual) => comments.find(({ id }) => id === usual.id) ?? usual),
    timeline: [],
  };
}

const changesOf = (...comments: ObservedComment[]) =>
  findVoteChanges(record, issueWith(...comments), config).map(
    ({ by, change, message }) => `${by} ${change}: ${message}`,
  );

describe("what has changed since a vote was counted", () => {
  it("is nothing when every comment says the same", () => {
    expect(changesOf()).toEqual([]);
  });

  it("is an account that is gone, but not one that has a new login", () => {
    expect(changesOf(comment(102, null, "/vote yes"))).toEqual([
      "senior other-author: is now nobody's: the account is gone",
    ]);
    expect(changesOf(comment(102, person("senior-renamed", 2), "/vote yes"))).toEqual([]);
    expect(changesOf(comment(102, person("senior", 99), "/vote yes"))).toEqual([
      "senior other-author: is by senior",
    ]);
  });

  it("is an edit after the count of which GitHub no longer shows the text before", () => {
    const edited = comment(102, people.senior, "/vote yes", {
      lastEditedAt: at("2026-04-01T10:00:00Z"),
      editor: people.senior,
    });
    expect(changesOf(edited)).toEqual([
      "senior edited: was edited on 2026-04-01 10:00 UTC, and GitHub no longer shows what it said when it was counted",
    ]);
  });

  it("is somebody else's edit after the count, also when the author has put it right", () => {
    const edit = (moment: string, editor: Person, text: string) => ({ at: at(moment), editor, text });
    const edited = comment(102, people.senior, "/vote yes", {
      lastEditedAt: at("2026-04-02T10:00:00Z"),
      editor: people.senior,
      edits: [
        edit("2026-03-04T10:00:00Z", people.senior, "/vote yes"),
        edit("2026-04-01T10:00:00Z", people["works-there"], "/vote no"),
        edit("2026-04-02T10:00:00Z", people.senior, "/vote yes"),
      ],
    });
    expect(changesOf(edited)).toEqual([
      "senior edited: was edited by works-there on 2026-04-01 10:00 UTC, after it was counted",
    ]);
  });

  it("is a comment that never said what is on record", () => {
    expect(changesOf(comment(102, people.senior, "Welcome!"))).toEqual([
      "senior says-otherwise: said nothing when it was counted, and the record says yes",
    ]);
    expect(changesOf(comment(102, people.senior, "/vote yes of course"))).toEqual([
      "senior says-otherwise: said yes (of course) when it was counted, and the record says yes",
    ]);
  });

  it("is nothing for a vote that has no result", () => {
    expect(findVoteChanges({ ...record, result: null }, issueWith(), config)).toEqual([]);
  });
});
