import { describe, expect, it } from "vitest";
import type {
  ActivityCoverage,
  CountedFact,
  ProgramActivity,
} from "../../../../src/program/activity/partner-activity.ts";
import { configSchema } from "../../../../src/program/config.ts";
import type { Instant } from "../../../../src/program/instant.ts";
import { type ObservedWindDown, windDownsToOpen } from "../../../../src/program/lifecycle/wind-down-issue.ts";
import type { ObservedComment, ObservedIssue } from "../../../../src/program/observation.ts";
import { type PartnerInput, partnerSchema } from "../../../../src/program/partner.ts";
import {
  applicationLook,
  COMMITTEE,
  decide,
  FILED,
  HOME,
  observedComment,
  observedFile,
  person,
} from "../../../support/looks.ts";
import { onDay, recordOf, render, said } from "../../../support/vote-situations.ts";

const REGISTRY = `partners:
  - id: acme
    name: Acme Labs
    since: "2020-01-01"
    contacts: [{ login: gus }]
    people:
      - { login: hella, from: "2020-01-01", consent: { state: confirmed } }
`;
const ISSUE: Partial<ObservedIssue> = {
  title: "Acme Labs: has the partnership come to an end?",
  body: "<!-- partnerbot:wind-down key=acme -->\nActive?",
  author: person("partnerbot"),
};

interface Situation {
  at?: number;
  comments?: readonly ObservedComment[];
  facts?: readonly CountedFact[];
  coverage?: ActivityCoverage;
  issue?: Partial<ObservedIssue>;
  config?: string;
}

function fact(at: Instant): CountedFact {
  return { at, kind: "issue", by: 1, repository: "storm/st2", url: "https://github.example/1", shared: 1 };
}

function activityOf({ at = 1, facts = [], coverage }: Situation): ProgramActivity {
  return {
    coverage: coverage ?? { complete: true, from: onDay(-500), to: onDay(at), repositories: 3 },
    facts: new Map([["acme", facts]]),
    misnamed: [],
  };
}

function lookOf({ at = 1, comments = [], issue, config = "" }: Situation) {
  return applicationLook({
    at: onDay(at),
    config,
    registry: observedFile("partners.yml", REGISTRY),
    issue: { ...ISSUE, comments, ...issue },
  });
}

function verdict(situation: Situation, committee: typeof COMMITTEE | null = COMMITTEE) {
  const found = decide(lookOf(situation), committee, activityOf(situation));
  if (found === null || "needs" in found) throw new Error(`there is no verdict: ${JSON.stringify(found)}`);
  return found;
}

const reminder = (number: number, day: number) =>
  observedComment(900 + number, "partnerbot", `<!-- partnerbot:wind-down-reminder key=${number} -->`, {
    createdAt: onDay(day),
  });
const REMINDED = [reminder(1, 30), reminder(2, 60), reminder(3, 83)];

describe("the issue of a partner that has gone quiet", () => {
  it("asks for what partners did, and for the committee only when a member's word is needed", () => {
    expect(decide(lookOf({}), null, null)).toEqual({ needs: "activity" });
    expect(decide(lookOf({ comments: [said("bo", "/exception 60d leave")] }), null, null)).toEqual({
      needs: "committee",
    });
    expect(decide(lookOf({ at: 91, comments: REMINDED }), null, activityOf({ at: 91 }))).toEqual({
      needs: "committee",
    });
  });

  it("says when the committee votes, and reminds the contacts once each time", () => {
    const first = verdict({ at: 10 });
    expect(first.stage).toBe("winding-down");
    expect(render(first.status)).toContain("votes on 2026-05-31");
    expect(first.notes).toEqual([]);
    const second = verdict({ at: 31 });
    expect(second.notes.map(({ name, key }) => `${name} ${key}`)).toEqual(["wind-down-reminder 1"]);
    expect(render(second.notes[0]?.message ?? second.status)).toMatch(/^@gus: nothing of Acme Labs/);
    expect(verdict({ at: 31, comments: [reminder(1, 31)] }).notes).toEqual([]);
  });

  it("does not believe a reminder that somebody else wrote", () => {
    const forged = { ...reminder(1, 5), author: person("mallory") };
    expect(verdict({ at: 31, comments: [forged] }).notes).toHaveLength(1);
  });

  it("opens the vote when the time is over, as the bot's own", () => {
    const over = verdict({ at: 91, comments: REMINDED });
    expect(over.stage).toBe("voting");
    const record = recordOf(over);
    expect(record).toContain("kind: remove");
    expect(record).toContain("id: acme");
    expect(record).toContain("It has gone quiet, was told on 2026-03-02");
    expect(over.labels.concat()).toEqual([]);
  });

  it("opens nothing while the committee is not known, and says so", () => {
    const committee = { ok: false, problems: ["The team cannot be read."] } as const;
    const found = decide(lookOf({ at: 91, comments: REMINDED }), committee, activityOf({ at: 91 }));
    if (found === null || "needs" in found) throw new Error("there is no verdict");
    expect(found.first).toEqual([]);
    expect(render(found.status)).toContain("> - The team cannot be read.");
  });

  it("does nothing while not everything is known", () => {
    const coverage = { complete: false, why: "storm/st2 cannot be read." } as const;
    for (const at of [31, 91, 400]) {
      const stalled = verdict({ at, coverage });
      expect(stalled.notes).toEqual([]);
      expect(stalled.first).toEqual([]);
      expect(render(stalled.status)).toContain("Nothing goes on for now. storm/st2 cannot be read.");
    }
  });

  it("is closed when the partner is active again, unless the committee decides that", () => {
    const facts = [fact(onDay(12))];
    const active = verdict({ at: 13, facts });
    expect(active).toMatchObject({ stage: "listed", issue: { state: "closed", reason: "completed" } });
    expect(render(active.status)).toContain("stays a partner");
    const byVote = verdict({ at: 13, facts, config: "activity: { standing: { resumed: by-vote } }" });
    expect(byVote).toMatchObject({ stage: "winding-down", issue: { state: "open" }, first: [] });
    expect(render(byVote.status)).toContain("`/open-vote remove`");
  });

  it("is longer by an exception of a member who does not work for the partner", () => {
    const granted = verdict({ at: 20, comments: [said("bo", "/exception 60d they are on leave", 2)] });
    expect(granted.answers).toMatchObject([{ answer: "done" }]);
    expect(render(granted.status)).toContain("votes on 2026-07-30");
    const settled = said("bo", "/exception 60d they are on leave", 2, {
      reactions: { thumbsUp: true, confused: false },
    });
    const later = decide(lookOf({ at: 20, comments: [settled] }), null, activityOf({ at: 20 }));
    if (later === null || "needs" in later) throw new Error("there is no verdict");
    expect(render(later.status)).toContain("votes on 2026-07-30");
  });

  it("refuses an exception without a reason, of outsiders, and of who works for the partner", () => {
    const why = (login: string, text: string, committee = COMMITTEE) =>
      verdict({ comments: [said(login, text, 0.5)] }, committee)
        .notes.map(({ message }) => render(message))
        .join();
    expect(why("bo", "/exception 60d")).toContain("Please write why");
    expect(why("gus", "/exception 60d more time")).toContain("Only members of the");
    if (!COMMITTEE.ok) throw new Error("there is no committee");
    const affiliated = {
      ok: true,
      roll: COMMITTEE.roll.map((voter) => ({ ...voter, organizations: ["Acme Labs, Inc."] })),
    } as const;
    expect(why("bo", "/exception 60d leave", affiliated)).toContain("works for Acme Labs");
  });

  it("waits for an answer to an appeal of the partner's own people", () => {
    for (const login of ["gus", "hella"]) {
      const appealed = verdict({ at: 91, comments: [...REMINDED, said(login, "/appeal we moved", 84)] });
      expect(appealed.first).toEqual([]);
      expect(render(appealed.status)).toContain("has appealed");
    }
    const stranger = verdict({ at: 20, comments: [said("mallory", "/appeal please", 5)] });
    expect(stranger.notes.map(({ message }) => render(message)).join()).toContain(
      "Only the contacts and people",
    );
    const answered = verdict({
      at: 91,
      comments: [...REMINDED, said("gus", "/appeal we moved", 84), said("bo", "/exception 30d fine", 85)],
    });
    expect(render(answered.status)).toContain("votes on 2026-06-30");
  });

  it("opens the vote at once when a member asks for it", () => {
    const opened = verdict({ at: 2, comments: [said("bo", "/open-vote remove: they said so", 1)] });
    expect(opened.stage).toBe("voting");
    expect(recordOf(opened)).toContain("they said so");
  });

  it("is ended by a person who closes it", () => {
    const issue: Partial<ObservedIssue> = {
      state: "closed",
      timeline: [{ type: "closed", at: onDay(5), actor: person("bo") }],
    };
    const ended = verdict({ at: 91, comments: REMINDED, issue });
    expect(ended).toMatchObject({ first: [], issue: { state: "as-is" } });
    expect(render(ended.status)).toContain("ended by bo");
  });

  it("is over when the company has left meanwhile, and neither reminds nor votes", () => {
    const look = {
      ...lookOf({ at: 91, comments: REMINDED }),
      registry: observedFile(
        "partners.yml",
        REGISTRY.replace("name: Acme Labs", "name: Acme Labs\n    status: former"),
      ),
    };
    const left = decide(look, COMMITTEE, activityOf({ at: 91 }));
    if (left === null || "needs" in left) throw new Error("there is no verdict");
    expect(left).toMatchObject({ stage: "former", first: [], notes: [], issue: { state: "closed" } });
  });

  it("is none when somebody else wrote it", () => {
    const forged = decide(lookOf({ issue: { author: person("mallory") } }), COMMITTEE, activityOf({}));
    expect(forged === null || ("stage" in forged && forged.stage !== "winding-down")).toBe(true);
  });
});

describe("telling partners that they have gone quiet", () => {
  const config = configSchema.parse({ roll: [{ users: ["bo"] }] });
  const partners = (...more: Partial<PartnerInput>[]) =>
    more.map((each, index) =>
      partnerSchema.parse({ id: `p-${index}`, name: `P ${index}`, since: "2020-01-01", ...each }),
    );
  const told = (
    registry: ReturnType<typeof partners>,
    earlier: readonly ObservedWindDown[] = [],
    facts: ProgramActivity["facts"] = new Map(),
  ) =>
    windDownsToOpen(
      { config, registry: { version: 1, partners: registry } },
      { coverage: { complete: true, from: onDay(-500), to: FILED, repositories: 3 }, facts, misnamed: [] },
      earlier,
      { at: FILED, updateForm: null, reportForm: null, repository: { url: HOME } },
      render,
    );

  it("opens an issue for each that is quiet, with its contacts mentioned", () => {
    const [action, ...others] = told(
      partners({ contacts: [{ login: "gus" }, { login: "GUS" }] }, {}, { status: "former" }),
      [],
      new Map([["p-1", [fact(onDay(-3))]]]),
    );
    expect(others).toEqual([]);
    expect(action).toMatchObject({ do: "open-issue", title: "P 0: has the partnership come to an end?" });
    expect(action).toHaveProperty(
      "body",
      expect.stringMatching(/^<!-- partnerbot:wind-down key=p-0 -->\n@gus: P 0 is a partner/i),
    );
  });

  it("does not tell again while an issue is open, nor for a window after it was closed", () => {
    const one = partners({});
    const earlier = (state: "open" | "closed", closed: number | null): ObservedWindDown[] => [
      { partner: "p-0", state, closedAt: closed === null ? null : onDay(closed) },
    ];
    expect(told(one, earlier("open", null))).toEqual([]);
    expect(told(one, earlier("closed", -89))).toEqual([]);
    expect(told(one, earlier("closed", -91))).toHaveLength(1);
  });

  it("tells few at once", () => {
    expect(told(partners(...Array.from({ length: 40 }, () => ({}))))).toHaveLength(5);
  });

  it("makes any name inert", () => {
    const [action] = told(partners({ name: "@octo <b>[x](https://evil.example)" }));
    expect(action).toHaveProperty("body", expect.not.stringContaining("](https://evil.example)"));
    expect(action).toHaveProperty("body", expect.not.stringMatching(/(^|[^\w`])@octo/m));
  });
});
