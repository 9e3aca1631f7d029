import { describe, expect, it } from "vitest";
import type { RepositoryCoverage } from "../../../src/program/activity/coverage.ts";
import { instantOf } from "../../../src/program/instant.ts";
import { linkingPrograms, planReading } from "../../../src/work/live-reading.ts";

const KNOWN: RepositoryCoverage = {
  id: "R_1",
  from: instantOf(0),
  to: instantOf(1),
  head: null,
  files: {},
  commits: 0,
  recent: 0,
  unattributed: 0,
  unfinished: null,
  problem: null,
};
const program = { kind: "program", installation: 1, owner: "example", name: "partners" } as const;

function linking(
  links: readonly string[],
  repositories: Record<string, RepositoryCoverage>,
  repository: string,
) {
  const found = linkingPrograms([{ program, links, coverage: { repositories } }], repository);
  return found.map((each) => each.repository);
}

describe("the programs that link a repository", () => {
  it.each([
    ["by name, as GitHub or people spell it", ["Example/Engine"], { "example/engine": KNOWN }],
    ["by a glob", ["example/e*"], { "example/engine": KNOWN }],
    [
      "by the name that it had before",
      ["example/motor"],
      { "example/engine": { ...KNOWN, formerly: ["example/motor"] } },
    ],
  ])("are those that link it %s", (_, links, repositories) => {
    expect(linking(links, repositories, "example/ENGINE")).toEqual(["example/engine"]);
  });

  it.each([
    ["is not linked any more", ["example/docs"], { "example/engine": KNOWN }],
    ["was never read", ["example/*"], {}],
    ["was not read to its end", ["example/*"], { "example/engine": { ...KNOWN, to: null } }],
    [
      "is being read",
      ["example/*"],
      {
        "example/engine": {
          ...KNOWN,
          unfinished: { since: instantOf(0), cursors: {}, until: instantOf(1) },
        },
      },
    ],
  ])("are none where it %s", (_, links, repositories) => {
    expect(linking(links, repositories, "example/engine")).toEqual([]);
  });

  it("may be several", () => {
    const others = { program: { ...program, name: "others" }, links: ["example/*"] };
    const coverage = { repositories: { "example/engine": KNOWN } };
    const all = [
      { program, links: ["example/engine"], coverage },
      { ...others, coverage },
    ];
    expect(linkingPrograms(all, "example/engine").map((each) => each.program.name)).toEqual([
      "partners",
      "others",
    ]);
  });
});

describe("a glob that is refused", () => {
  it("links nothing, whatever is known of its repositories", () => {
    const coverage = {
      repositories: { "example/engine": KNOWN },
      globs: { "example/*": "too-many" },
    } as const;
    const of = (links: readonly string[]) =>
      linkingPrograms([{ program, links, coverage }], "example/engine").length;
    expect([of(["example/*"]), of(["example/*", "example/engine"])]).toEqual([0, 1]);
  });
});

describe("a reading of some repositories", () => {
  it("goes on where each of them was, and leaves those alone of which nothing is known by now", () => {
    const known = { repositories: { "example/engine": KNOWN } };
    expect(planReading(["example/*"], known, ["example/engine", "example/gone"])).toEqual([
      { linked: "example/engine", before: KNOWN, previous: "example/engine", from: 0, probed: null },
    ]);
  });
});
