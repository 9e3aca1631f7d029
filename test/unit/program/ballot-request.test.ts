import { describe, expect, it } from "vitest";
import { hindranceOf, parseBallotRequest, questionOf } from "../../../src/program/ballot-request.ts";
import { configSchema } from "../../../src/program/config.ts";
import { type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import { parseCommands } from "../../../src/text/command.ts";

function request(text: string) {
  const [command] = parseCommands(text);
  if (command?.name !== "open-vote") throw new Error(`${text} is ${command?.name}`);
  return parseBallotRequest(command);
}

describe("what /open-vote asks for", () => {
  it.each([
    ["/open-vote", { kind: "admit" }],
    ["/open-vote.", { kind: "admit" }],
    ["/open-vote admit", { kind: "admit" }],
    ["/open-vote award marketing", { kind: "award", given: ["marketing"], taken: [], reason: null }],
    [
      "/open-vote Award +Marketing, -engineering: they write now, and code no more",
      {
        kind: "award",
        given: ["marketing"],
        taken: ["engineering"],
        reason: "they write now, and code no more",
      },
    ],
    [
      "/open-vote award marketing and business-development - see https://acme.example/a:b",
      {
        kind: "award",
        given: ["marketing", "business-development"],
        taken: [],
        reason: "see https://acme.example/a:b",
      },
    ],
    [
      "/open-vote award marketing — talks.",
      { kind: "award", given: ["marketing"], taken: [], reason: "talks." },
    ],
    ["/open-vote remove", { kind: "remove", reason: null }],
    ["/open-vote remove: silent, for a year", { kind: "remove", reason: "silent, for a year" }],
    ["/open-vote reinstate they are back", { kind: "reinstate", reason: "they are back" }],
  ])("reads %s", (text, wanted) => {
    expect(request(text)).toEqual({ ok: true, request: wanted });
  });

  it.each([
    ["/open-vote promote", /no vote of the kind "promote"/],
    ["/open-vote award", /Write which badges/],
    ["/open-vote award : talks", /Write which badges/],
    ["/open-vote award ***", /Write which badges/],
    ["/open-vote award +marketing -marketing", /both given and taken/],
  ])("refuses %s", (text, problem) => {
    expect(request(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});

describe("what keeps a vote about a partner from being opened", () => {
  const config = configSchema.parse({ roll: [{ users: ["bo"] }] });
  const partner = (change: Partial<PartnerInput> = {}) =>
    partnerSchema.parse({
      id: "acme",
      name: "Acme",
      since: "2026-01-01",
      badges: [
        { category: "marketing", awarded: "2026-01-01" },
        { category: "engineering", awarded: "2025-01-01", expires: "2026-01-01" },
      ],
      ...change,
    });
  const hindrance = (text: string, change: Partial<PartnerInput> = {}) => {
    const reading = request(text);
    if (!reading.ok || reading.request.kind === "admit") throw new Error(text);
    return hindranceOf(reading.request, partner(change), config);
  };

  it("is nothing for a new badge, one that expires, one that is taken away, a removal, a return", () => {
    expect(hindrance("/open-vote award professional-services")).toBeNull();
    expect(hindrance("/open-vote award engineering")).toBeNull();
    expect(hindrance("/open-vote award -marketing")).toBeNull();
    expect(hindrance("/open-vote remove")).toBeNull();
    for (const status of ["former", "suspended", "at-risk", "winding-down"] as const) {
      expect(hindrance("/open-vote reinstate", { status })).toBeNull();
    }
    expect(hindrance("/open-vote remove", { status: "suspended" })).toBeNull();
  });

  it("is what is so already, what is not there, and what is off the list", () => {
    expect(hindrance("/open-vote award marketing")).toMatch(/has the badge marketing already/);
    expect(hindrance("/open-vote award -professional-services")).toMatch(/no badge professional-services/);
    expect(hindrance("/open-vote award plumbing")).toMatch(/no category plumbing/);
    expect(hindrance("/open-vote award -marketing", { status: "former" })).toMatch(/not on the list/);
    expect(hindrance("/open-vote remove", { status: "former" })).toMatch(/not a partner any more/);
    expect(hindrance("/open-vote reinstate")).toMatch(/an active partner/);
  });
});

describe("the question", () => {
  const names = (id: string) => id.toUpperCase();
  it("is one sentence for each kind", () => {
    const ask = (
      kind: "admit" | "award" | "remove" | "reinstate",
      given: string[] = [],
      taken: string[] = [],
    ) => questionOf({ kind, company: "Acme", given, taken }, names);
    expect(ask("admit")).toBe("Shall Acme become a partner?");
    expect(ask("award", ["a", "b", "c"])).toBe("Shall Acme be awarded the badges A, B and C?");
    expect(ask("award", ["a"], ["b"])).toBe("Shall Acme be awarded the badge A and lose the badge B?");
    expect(ask("remove")).toBe("Shall Acme stop being a partner?");
    expect(ask("reinstate")).toBe("Shall Acme be a partner in good standing again?");
  });
});
