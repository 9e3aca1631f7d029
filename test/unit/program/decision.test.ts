import { describe, expect, it } from "vitest";
import { recountRecord } from "../../../src/program/ballot/record.ts";
import {
  decidedAt,
  decisionPathOf,
  formatDecisionPath,
  kindOf,
  parseDecision,
  parseDecisionPath,
  printDecision,
} from "../../../src/program/decision.ts";
import {
  formatDecisionBranch,
  formatUpdateBranch,
  issueOfBranch,
  parseDecisionBranch,
  updateBranchStem,
} from "../../../src/program/decision-branch.ts";
import { formatInstant } from "../../../src/program/instant.ts";
import { partnerSchema } from "../../../src/program/partner.ts";
import { decidedRecord, proposalOf } from "../../support/decided-record.ts";
import { expectGolden } from "../../support/golden.ts";

const entry = partnerSchema.parse({ id: "acme-labs", name: "Acme Labs", since: "2026-03-09" });

describe("the path of a decision's record", () => {
  it("is printed and read back", () => {
    const path = decisionPathOf(decidedRecord(), "docs/decisions");
    expect(formatDecisionPath(path)).toBe("docs/decisions/2026/12-acme-labs-admit.yml");
    expect(parseDecisionPath(formatDecisionPath(path))).toEqual(path);
  });

  it.each([
    "decisions/2026/12-acme-admit.yaml",
    "decisions/26/12-acme-admit.yml",
    "decisions/2026/012-acme-admit.yml",
    "decisions/2026/12-acme-promote.yml",
    "decisions/2026/12-admit.yml",
    "decisions/2026/12-../x-admit.yml",
    "decisions/README.md",
  ])("is not %s", (path) => {
    expect(parseDecisionPath(path)).toBeNull();
  });

  it("keeps hyphens of a partner apart from its own", () => {
    expect(parseDecisionPath("d/2026/7-remove-admit-award.yml")).toMatchObject({
      partner: "remove-admit",
      kind: "award",
    });
  });
});

describe("the branch of a decision", () => {
  it("is printed and read back", () => {
    const branch = { issue: 12, kind: "admit", partner: "acme-labs-2", number: 1 } as const;
    expect(formatDecisionBranch(branch)).toBe("partnerbot/12-admit-acme-labs-2");
    expect(parseDecisionBranch("partnerbot/12-admit-acme-labs-2")).toEqual(branch);
    expect(parseDecisionBranch("refs/heads/partnerbot/12-admit-acme-labs-2")).toEqual(branch);
    const second = { ...branch, kind: "award", number: 2 } as const;
    expect(formatDecisionBranch(second)).toBe("partnerbot/12-award.2-acme-labs-2");
    expect(parseDecisionBranch("partnerbot/12-award.2-acme-labs-2")).toEqual(second);
  });

  it.each([
    "main",
    "partnerbot/12-admit-",
    "partnerbot/0-admit-x",
    "partnerbot/12-vote-x",
    "partnerbot/12-award.1-x",
    "x/partnerbot/1-admit-a",
  ])("is not %s", (name) => {
    expect(parseDecisionBranch(name)).toBeNull();
  });
});

describe("the branch of an update", () => {
  it("is no decision's, and leads to its issue as one does", () => {
    const name = formatUpdateBranch(12, "acme-labs");
    expect(name).toBe("partnerbot/12-update-acme-labs");
    expect(name.startsWith(updateBranchStem(12))).toBe(true);
    expect(parseDecisionBranch(name)).toBeNull();
    expect(issueOfBranch(name)).toBe(12);
    expect(issueOfBranch(`refs/heads/${name}`)).toBe(12);
    expect(issueOfBranch("partnerbot/7-admit-acme")).toBe(7);
  });

  it.each(["main", "partnerbot/0-update-x", "partnerbot/12-update-", "x/partnerbot/12-update-x"])(
    "is not %s",
    (name) => {
      expect(issueOfBranch(name)).toBeNull();
    },
  );
});

describe("the record of a decision", () => {
  const record = decidedRecord();
  const path = formatDecisionPath(decisionPathOf(record, "decisions"));

  it("says what it is, and holds all that a recount needs", () => {
    const text = printDecision({ ballot: record, entry }, path);
    expectGolden("decision/passed.yml", text);
    const read = parseDecision(text);
    expect(read.ok && read.value).toEqual({ ballot: record, entry });
    expect(recountRecord(record).outcome).toBe("passed");
  });

  it("is the same bytes when it is printed again", () => {
    const text = printDecision({ ballot: record, entry }, path);
    const read = parseDecision(text);
    expect(read.ok && printDecision(read.value, path)).toBe(text);
  });

  it("keeps texts of the proposal as they are, whatever YAML means by them", () => {
    const proposal = proposalOf({
      company: "yes",
      description: "- x\n\n: #\n\u2028 'a' \"b\" \t🎉",
      services: ["null", "0x1F"],
    });
    const odd = decidedRecord("yes", proposal);
    const read = parseDecision(printDecision({ ballot: odd, entry: null }, path));
    expect(read.ok && read.value).toEqual({ ballot: odd, entry: null });
  });

  it("says where it was broken by hand", () => {
    const text = printDecision({ ballot: record, entry }, path).replace('choice: "yes"', "choice: perhaps");
    const read = parseDecision(text);
    const line = text.split("\n").findIndex((row) => row.includes("perhaps")) + 1;
    expect(read.ok ? [] : read.problems).toEqual([
      expect.objectContaining({ line, message: expect.stringContaining("perhaps") }),
    ]);
  });

  it("is refused when the roll was changed", () => {
    const text = printDecision({ ballot: record, entry }, path).replace('points: "3"', 'points: "4"');
    const read = parseDecision(text);
    expect(read.ok ? [] : read.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("digest differs"),
    ]);
  });

  it("is none before the ballot closed", () => {
    const open = { ...record, result: null };
    expect(() => decidedAt(open)).toThrow("not decided");
    const text = printDecision({ ballot: record, entry }, path).replace(
      / {2}result:[\s\S]*?(?=^entry)/m,
      "  result: null\n",
    );
    const read = parseDecision(text);
    expect(read.ok ? [] : read.problems).toEqual([
      expect.objectContaining({ path: ["ballot", "result"], message: "the ballot is not decided" }),
    ]);
  });

  it("is dated by the instant at which the ballot closed", () => {
    expect(formatInstant(decidedAt(record))).toBe("2026-03-09T09:00:00Z");
  });

  it("knows only the kinds of this version", () => {
    expect(() => kindOf({ ...record, kind: "promote" })).toThrow("unknown kind");
  });
});
