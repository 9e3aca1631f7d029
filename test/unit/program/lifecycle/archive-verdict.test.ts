import { describe, expect, it } from "vitest";
import { parseArchive } from "../../../../src/program/archive.ts";
import type { ArchiveFiles } from "../../../../src/program/archive-files.ts";
import { instantOf, parseInstant } from "../../../../src/program/instant.ts";
import {
  archiveVerdict,
  frozenYear,
  yearToFreeze,
} from "../../../../src/program/lifecycle/archive-verdict.ts";
import type {
  ObservedArchive,
  ObservedCommit,
  ObservedPullRequest,
} from "../../../../src/program/observation.ts";
import { CONFIG, REGISTRY } from "../../../support/archives.ts";
import { applicationLook, HOME } from "../../../support/looks.ts";

const BRANCH = "partnerbot/archive-2025";
const { repository } = applicationLook();
const made = archiveOf2025();

function archiveOf2025(): ArchiveFiles {
  const archive = frozenYear({ config: CONFIG, registry: REGISTRY }, 2025);
  if (archive === null) throw new Error("nobody was a partner");
  return archive;
}

const own: ObservedCommit = {
  oid: "a".repeat(40),
  url: `${HOME}/commit/a`,
  own: true,
  signature: "github",
  parents: [repository.base.oid],
};
const outdated: ObservedCommit = { ...own, parents: ["b".repeat(40)] };
const byPerson: ObservedCommit = { ...outdated, oid: "c".repeat(40), own: false };

function pullRequest(
  state: ObservedPullRequest["state"],
  head: ObservedCommit = outdated,
): ObservedPullRequest {
  return {
    nodeId: "pull-request",
    number: 7,
    url: `${HOME}/pull/7`,
    state,
    title: "Freeze the partners of 2025",
    body: "",
    closedAt: null,
    mergedAt: null,
    mergedBy: null,
    head,
  };
}

const NOTHING: ObservedArchive = { isThere: false, branch: null, pullRequest: null, data: null };

function decide(observed: Partial<ObservedArchive>, onGitHubCom = false) {
  return archiveVerdict(
    {
      repository: { ...repository, onGitHubCom },
      config: CONFIG,
      made,
      observed: { ...NOTHING, ...observed },
    },
    ({ name }) => name,
  );
}

it.each([
  ["2025-12-31T23:59:59Z", null],
  ["2026-01-01T00:00:00Z", 2025],
  ["2026-01-31T23:59:59Z", 2025],
  ["2026-02-01T00:00:00Z", null],
])("at %s the year to freeze is %s", (text, year) => {
  expect(yearToFreeze(parseInstant(text) ?? instantOf(0))).toBe(year);
});

it("dates the archive January 1st", () => {
  const [data] = made.files;
  expect(parseArchive(data?.content ?? "")).toMatchObject({ ok: true, value: { frozen: "2026-01-01" } });
});

it("makes no archive of a year without partners", () => {
  expect(frozenYear({ config: CONFIG, registry: REGISTRY }, 2010)).toBeNull();
});

describe("the pull request of an archive", () => {
  const proposed = {
    do: "propose",
    base: repository.base,
    branch: BRANCH,
    headline: "Freeze the partners of 2025",
    files: made.files,
  };

  it("is opened with both files", () => {
    expect(decide({})).toMatchObject([
      {
        ...proposed,
        branchExists: false,
        pullRequest: {
          title: "Freeze the partners of 2025",
          body: "archive-pull-request",
          existing: null,
        },
      },
    ]);
    expect(made.files.map(({ path }) => path)).toEqual(["partners/2025.yml", "partners/2025.md"]);
  });

  it("is opened from the branch that an interrupted look has made", () => {
    expect(decide({ branch: own })).toMatchObject([
      { ...proposed, branchExists: true, pullRequest: { existing: null } },
    ]);
  });

  it("is made again when the base has moved, and only then", () => {
    expect(decide({ branch: own, pullRequest: pullRequest("open", own) })).toEqual([]);
    expect(decide({ branch: outdated, pullRequest: pullRequest("open") })).toMatchObject([
      { ...proposed, branchExists: true, pullRequest: { existing: "pull-request" } },
    ]);
  });

  it.each<[string, Partial<ObservedArchive>]>([
    ["the archive is there", { isThere: true }],
    [
      "the archive is there, and the pull request open",
      { isThere: true, branch: outdated, pullRequest: pullRequest("open") },
    ],
    ["a person closed it", { branch: outdated, pullRequest: pullRequest("closed") }],
    ["a person closed it and deleted the branch", { pullRequest: pullRequest("closed") }],
    ["a person committed to it", { branch: byPerson, pullRequest: pullRequest("open", byPerson) }],
    ["the branch is a person's", { branch: byPerson }],
    ["it was merged, and the file deleted since", { pullRequest: pullRequest("merged") }],
    [
      "something was pushed after the merge",
      { isThere: true, branch: byPerson, pullRequest: pullRequest("merged") },
    ],
  ])("is left alone when %s", (_, observed) => {
    expect(decide(observed)).toEqual([]);
  });

  it("is left alone when its commit only bears this app's name, where GitHub signs", () => {
    const forged: ObservedCommit = { ...outdated, signature: "unsigned" };
    const observed = { branch: forged, pullRequest: pullRequest("open", forged) };
    expect(decide(observed, true)).toEqual([]);
    expect(decide({ ...observed, data: own })).toEqual([]);
    expect(decide({ ...observed, data: { ...own, own: false } })).toHaveLength(1);
    expect(decide(observed)).toHaveLength(1);
  });

  it("leaves no branch behind after the merge", () => {
    const merged = { branch: outdated, pullRequest: pullRequest("merged") };
    const deleted = [{ do: "delete-branch", branch: BRANCH }];
    expect(decide({ isThere: true, ...merged })).toEqual(deleted);
    expect(decide(merged)).toEqual(deleted);
  });
});
