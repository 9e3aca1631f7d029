import { describe, expect, it } from "vitest";
import { type Config, configSchema } from "../../../../src/program/config.ts";
import { instantOf } from "../../../../src/program/instant.ts";
import { commentActs } from "../../../../src/program/lifecycle/ballot-acts.ts";
import type { ObservedComment, ObservedIssue, Person } from "../../../../src/program/observation.ts";
import { at, decidedRecord } from "../../../support/decided-record.ts";

const config: Config = configSchema.parse({
  roll: [{ users: ["octo-chair", "senior"] }],
  synonyms: { yes: ["+1", "👍"], no: ["-1"] },
});
const record = { ...decidedRecord(), result: null };
const opened = record.opened.at;

const person = (login: string, change: Partial<Person> = {}): Person => ({
  login,
  id: null,
  kind: "user",
  own: false,
  ...change,
});

function issue(...comments: (Partial<ObservedComment> & { author: Person; body: string })[]): ObservedIssue {
  return {
    nodeId: "I_1",
    number: 12,
    url: "https://github.com/example/community/issues/12",
    title: "[Partner] Acme",
    body: "",
    author: person("anna-acme"),
    createdAt: at("2026-03-01T09:00:00Z"),
    lastEditedAt: null,
    editor: null,
    state: "open",
    labels: [],
    timeline: [],
    comments: comments.map((comment, index) => ({
      nodeId: `IC_${index}`,
      id: 100 + index,
      url: `https://github.com/example/community/issues/12#issuecomment-${100 + index}`,
      createdAt: instantOf(opened + 1000),
      lastEditedAt: null,
      editor: null,
      edits: [],
      reactions: { thumbsUp: false, confused: false },
      ...comment,
    })),
  };
}

const said = (...comments: Parameters<typeof issue>) =>
  commentActs(issue(...comments), config, record).map(({ act }) => [
    act.by.login,
    act.do === "vote" ? act.choice : act.do,
  ]);

describe("commentActs", () => {
  it("takes commands of anybody, and plain words of voters only", () => {
    expect(
      said(
        { author: person("SENIOR"), body: "+1" },
        { author: person("mallory"), body: "+1" },
        { author: person("mallory"), body: "/vote no" },
      ),
    ).toEqual([
      ["SENIOR", "yes"],
      ["mallory", "no"],
    ]);
  });

  it("does not listen to bots, this app among them, nor to accounts that are no persons", () => {
    for (const change of [{ kind: "bot" }, { kind: "bot", own: true }, { kind: "other" }] as const) {
      expect(said({ author: person("senior", change), body: "/vote yes" })).toEqual([]);
    }
  });

  it("takes no plain words beside a command", () => {
    expect(said({ author: person("senior"), body: "+1\n\n/vote no" })).toEqual([["senior", "no"]]);
  });

  it("leaves to an earlier ballot what was granted before this one opened", () => {
    const createdAt = instantOf(opened - 1000);
    const before = { author: person("senior"), body: "/vote yes", createdAt };
    expect(said({ ...before, reactions: { thumbsUp: true, confused: false } })).toEqual([]);
    expect(said(before)).toEqual([["senior", "yes"]]);
  });
});
