import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import {
  decisionsReadmeFile,
  type ListedDecision,
  renderDecisionsReadme,
  renderDecisionsReadmeFile,
} from "../../../src/pages/decisions-readme.ts";
import { countBallot } from "../../../src/program/ballot/count.ts";
import { printCount } from "../../../src/program/ballot/count-print.ts";
import { fraction } from "../../../src/program/ballot/fraction.ts";
import { type BallotRecord, ballotOf } from "../../../src/program/ballot/record.ts";
import type { Roll } from "../../../src/program/ballot/roll.ts";
import { decisionPathOf, formatDecisionPath } from "../../../src/program/decision.ts";
import { at, decidedRecord, proposalOf } from "../../support/decided-record.ts";
import { expectGolden } from "../../support/golden.ts";

const names = {
  program: "Partner Program",
  committee: "Technical Steering Committee",
  repositoryUrl: "https://github.com/example/community",
};

function listed(ballot: BallotRecord): ListedDecision {
  return { ballot, link: formatDecisionPath(decisionPathOf(ballot, "decisions")).replace("decisions/", "") };
}

/** The same ballot on another roll, or cancelled. */
function recounted(record: BallotRecord, change: Partial<BallotRecord>): BallotRecord {
  const changed = { ...record, ...change };
  const { result } = changed;
  if (result === null) return changed;
  const events = changed.events.flatMap((event) =>
    event.do === "cancel" ? [{ ...event, until: null, void: null }] : [],
  );
  const acts = [...result.acts, ...events];
  return {
    ...changed,
    result: { ...result, acts, count: printCount(countBallot(ballotOf(changed), acts, result.counted)) },
  };
}

const passed = decidedRecord();
const failed = decidedRecord(
  "no",
  proposalOf({ company: "Globex | Sons", website: "https://globex.example" }),
  {
    issue: 15,
    partner: { id: "globex", name: "Globex | Sons" },
    subject: { ...passed.subject, organizations: ["Globex"] },
  },
);
const cancelled = recounted(decidedRecord("yes", undefined, { issue: 20, kind: "award" }), {
  events: [
    {
      do: "cancel",
      at: at("2026-03-06T10:00:00Z"),
      by: { login: "senior", id: 2 },
      order: [104, 0],
      link: null,
      reason: "asked twice",
    },
  ],
});

const rowsOf = (text: string, heading: string) =>
  (text.split(heading)[1] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const membersIn = (text: string) =>
  rowsOf(text, "## Participation").map(([member, ...numbers]) => [
    /\[(.*)\]/.exec(member ?? "")?.[1],
    ...numbers.map(Number),
  ]);

describe("the list of decisions", () => {
  it("shows every decision with its tally, and who took part", () => {
    const content = renderDecisionsReadme([passed, failed, cancelled].map(listed), names);
    expectGolden("decisions-readme/some.md", renderDecisionsReadmeFile(null, content));
  });

  it("says so when there is none", () => {
    expectGolden(
      "decisions-readme/none.md",
      renderDecisionsReadmeFile(null, renderDecisionsReadme([], names)),
    );
  });

  it("does not depend on the order in which the records are read, and is newest first", () => {
    const decisions = [passed, failed, cancelled].map(listed);
    const text = renderDecisionsReadme(decisions, names);
    expect(renderDecisionsReadme([...decisions].reverse(), names)).toBe(text);
    expect(rowsOf(text.split("## Participation")[0] ?? "", "newest first").map(([date]) => date)).toEqual([
      "2026-03-09",
      "2026-03-09",
      "2026-03-06",
    ]);
  });

  it("counts votes, recusals and silence, but none of a cancelled vote", () => {
    expect(membersIn(renderDecisionsReadme([passed, failed, cancelled].map(listed), names))).toEqual([
      ["octo-chair", 2, 2, 0, 0],
      ["quiet", 2, 0, 0, 2],
      ["senior", 2, 2, 0, 0],
      ["works-there", 2, 1, 1, 0],
    ]);
  });

  it("knows a person again after a change of the login, and people without an id by login", () => {
    const renamed = passed.roll.map((voter) => (voter.id === 2 ? { ...voter, login: "Senior-New" } : voter));
    const unknown: Roll = passed.roll.map((voter) => ({
      ...voter,
      id: null,
      login: voter.login.toUpperCase(),
    }));
    const later = recounted({ ...failed, issue: 16 }, { roll: renamed });
    const third = recounted({ ...failed, issue: 17 }, { roll: unknown });
    expect(membersIn(renderDecisionsReadme([passed, third, later].map(listed), names))).toEqual([
      ["OCTO-CHAIR", 3, 3, 0, 0],
      ["QUIET", 3, 0, 0, 3],
      ["SENIOR", 3, 3, 0, 0],
      ["WORKS-THERE", 3, 2, 1, 0],
    ]);
  });

  it("lists those outside the base with the votes that they cast, and an alternate's vote for both", () => {
    const [chair, senior, , quiet] = passed.roll;
    if (!chair || !senior || !quiet) throw new Error("the roll is shorter");
    const base = { role: null, points: fraction(1), organizations: [], id: null };
    const roll: Roll = [
      chair,
      { ...base, login: "absent", inBase: true, alternateFor: null },
      { ...senior, inBase: false, alternateFor: "absent" },
      { ...base, login: "founder", inBase: false, alternateFor: null },
      quiet,
    ];
    const record = recounted(passed, { roll });
    expect(membersIn(renderDecisionsReadme([listed(record)], names))).toEqual([
      ["absent", 1, 1, 0, 0],
      ["octo-chair", 1, 1, 0, 0],
      ["quiet", 1, 0, 0, 1],
      ["senior", 1, 1, 0, 0],
    ]);
  });

  it("makes hostile text inert, and links to whole addresses", () => {
    const name = "](https://evil.example) @octo-chair #1 <img src=x> | `x`";
    const hostile = decidedRecord("yes", proposalOf({ company: name }), { partner: { id: "x", name } });
    const link = "https://github.com/example/community/blob/partnerbot-data/ballots/12-admit.yml";
    const text = renderDecisionsReadme([{ ballot: hostile, link }], names);
    expect(text).not.toMatch(/@octo|#1\b|<img|\]\(https:\/\/evil/);
    expect(rowsOf(text.split("## Participation")[0] ?? "", "newest first")[0]).toHaveLength(6);
    expect(text).toContain(`[record](${link.replace("_", "%5F")})`);
  });

  it("keeps a count that was written by hand inside of its cell", () => {
    const result = passed.result;
    if (result === null) throw new Error("the ballot is open");
    const yes = "5 |\n<!-- partnerbot:decisions:end -->";
    const edited = { ...passed, result: { ...result, count: { ...result.count, yes } } };
    const text = renderDecisionsReadme([listed(edited)], names);
    expect(rowsOf(text.split("## Participation")[0] ?? "", "newest first")[0]).toHaveLength(6);
    expect(text).not.toContain("<!--");
  });
});

describe("its file", () => {
  const filed = (ballot: BallotRecord, folder: string) => ({
    ballot,
    path: formatDecisionPath(decisionPathOf(ballot, folder)),
  });

  it("names the files that cannot be read, in any order, and how they are mended", () => {
    const paths = ["decisions/2026/9-`x`-admit.yml", "decisions/2025/notes.yml"];
    const render = (unreadable: string[]) =>
      decisionsReadmeFile(null, [filed(passed, "decisions")], unreadable, "decisions", names);
    expectGolden("decisions-readme/unreadable.md", render(paths));
    expect(render([...paths].reverse())).toBe(render(paths));
  });

  it("does not say that nothing was decided when nothing can be read", () => {
    const text = decisionsReadmeFile(null, [], ["decisions/2025/notes.yml"], "decisions", names);
    expectGolden("decisions-readme/only-unreadable.md", text);
  });

  it("links from its own folder, wherever that is", () => {
    const text = decisionsReadmeFile(null, [filed(passed, "docs/votes")], [], "docs/votes", names);
    expect(text).toContain("[record](2026/12-acme-labs-admit.yml)");
    const inside = decisionsReadmeFile(null, [filed(passed, "decisions")], [], "decisions", names);
    expect(inside).toBe(text);
  });

  it("keeps what people wrote around it, and changes nothing when nothing has changed", () => {
    const around =
      "# Ours\r\n\r\n<!-- partnerbot:decisions:start -->\r\nold\r\n<!-- partnerbot:decisions:end -->\r\nBye";
    const once = renderDecisionsReadmeFile(around, "new\n");
    expect(once).toBe(around.replace("start -->\r\nold\r\n", "start -->\r\n\r\nnew\r\n\r\n"));
    expect(renderDecisionsReadmeFile(once, "new\n")).toBe(once);
  });

  it("is not touched when it has no markers", () => {
    expect(() => renderDecisionsReadmeFile("# Ours\n", "new\n")).toThrowError(UserError);
  });
});
