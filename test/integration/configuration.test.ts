import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import type { Issue } from "../../src/sandbox/state.ts";
import { companyNamed, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";

const CONFIG_FILE = ".github/partnerbot.yml";
const BROKEN = `${CONFIG}reveiw: {}\n`;

let program: LocalProgram;
const { file, said, labels } = filingIn(() => program);

beforeEach(async () => {
  program = await startLocalProgram({ config: REVIEW_CONFIG });
  // A sweep looks back from the process's own clock.
  vi.useFakeTimers({ toFake: ["Date"], now: program.clock.precise() });
});

afterEach(async () => {
  vi.useRealTimers();
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function commit(files: Record<string, string | null>, branch = "main"): void {
  program.world.as("ada").commit({ repository: REPOSITORY, branch, files, message: "edit" });
}

/** What this app has filed, oldest first. */
function reports(): Issue[] {
  return [...program.repository.issues.values()].flatMap((entry) =>
    entry.type === "Issue" && entry.appId !== null ? [entry] : [],
  );
}

function problems(report = reports().at(-1)): string[] {
  return textOf(report?.body ?? { versions: [] }).match(/^- .*$/gm) ?? [];
}

it("does nothing at all where there is no config", async () => {
  commit({ [CONFIG_FILE]: null });
  const number = file({ labels: ["partnership"] });
  expect(await program.look(number)).toEqual({ kind: "nothing" });
  expect(await program.lookAtProgram()).toEqual([]);
  expect(program.requests()).toHaveLength(2);
  expect(program.repository.issues.size).toBe(1);
  expect([said(number), labels(number)]).toEqual([[], []]);
});

it("reports what is broken, with its place, and does nothing else", async () => {
  commit({ [CONFIG_FILE]: BROKEN });
  const number = file({ answers: companyNamed("Acme") });
  expect(await program.look(number)).toEqual({ kind: "broken" });
  expect(await program.lookAtProgram()).toEqual([]);
  expect([said(number), labels(number)]).toEqual([[], []]);
  expect(reports()).toHaveLength(1);
  const place = `${program.server.url}/${REPOSITORY}/blob/main/.github/partnerbot.yml#L11`;
  expect(problems()).toEqual([
    `- [.github/partnerbot.yml, line 11, column 1](${place}): unknown key "reveiw": did you mean "review"?`,
  ]);
});

it("keeps one report up to date, closes it when all is mended, and then looks at what waited", async () => {
  commit({ [CONFIG_FILE]: BROKEN });
  const number = file({ answers: companyNamed("Acme") });
  await program.look(number);
  await program.lookAtProgram();
  program.requests();
  await program.lookAtProgram();
  expect(program.requests()).toHaveLength(1);

  commit({ [CONFIG_FILE]: `${BROKEN}files: { list: 7 }\n`, "partners.yml": "partners: 7\n" });
  await program.lookAtProgram();
  // The registry is looked at only when the config says where it is.
  expect(problems()).toHaveLength(2);
  commit({ [CONFIG_FILE]: REVIEW_CONFIG });
  await program.lookAtProgram();
  expect(problems()).toEqual([expect.stringContaining("- [partners.yml, line 1, column 11]")]);
  expect(reports()).toHaveLength(1);
  expect(reports()[0]?.state).toBe("open");

  commit({ "partners.yml": null });
  expect(await program.lookAtProgram()).toEqual([number]);
  expect(reports()).toMatchObject([{ state: "closed", stateReason: "completed" }]);
  expect(textOf(reports()[0]?.body ?? { versions: [] })).toContain("is right again");
  expect(await program.look(number)).toMatchObject({ stage: "review" });
});

it("opens its one report again for what breaks after it was mended", async () => {
  for (const config of [BROKEN, REVIEW_CONFIG, BROKEN]) {
    commit({ [CONFIG_FILE]: config });
    await program.lookAtProgram();
  }
  expect(reports().map((report) => report.state)).toEqual(["open"]);
  expect(problems()).toHaveLength(1);
});

it("does not repeat a report that a person has closed, until something else is wrong", async () => {
  commit({ [CONFIG_FILE]: BROKEN });
  await program.lookAtProgram();
  const [report] = reports();
  if (!report) throw new Error("there is no report");
  program.world.as("ada").closeIssue(report);
  program.clock.advance(3600_000);
  await program.lookAtProgram();
  expect(reports()).toHaveLength(1);

  commit({ [CONFIG_FILE]: `${CONFIG}reviev: {}\n` });
  await program.lookAtProgram();
  expect(reports().map(({ state }) => state)).toEqual(["closed", "open"]);
});

it("puts back what people do to the report", async () => {
  commit({ [CONFIG_FILE]: BROKEN });
  await program.lookAtProgram();
  const [report] = reports();
  if (!report) throw new Error("there is no report");
  const before = textOf(report.body);
  program.world.as("ada").editIssue(report, { body: "nothing to see here" });
  await program.lookAtProgram();
  expect(textOf(report.body)).toBe(before);
  expect(reports()).toHaveLength(1);
});

it("takes nobody else's issue for the report", async () => {
  const forged = file({
    by: "mallory",
    title: "Partnerbot: the configuration needs attention",
    body: "<!-- partnerbot:configuration -->\nAll is well.",
  });
  await program.lookAtProgram();
  expect(program.issue(forged).state).toBe("open");
  commit({ [CONFIG_FILE]: BROKEN });
  await program.lookAtProgram();
  expect(reports()).toHaveLength(1);
  expect(textOf(program.issue(forged).body)).toContain("All is well.");
});

it("never takes its own report for a proposal", async () => {
  commit({ [CONFIG_FILE]: BROKEN });
  await program.lookAtProgram();
  const [report] = reports();
  if (!report) throw new Error("there is no report");
  program.world.as("ada").reopenIssue(report);
  commit({ [CONFIG_FILE]: `${REVIEW_CONFIG}intake: { title: [partner] }\n` });
  expect(await program.look(report.number)).toEqual({ kind: "nothing" });
  expect(await program.lookAtProgram()).toEqual([]);
  expect(said(report.number)).toEqual([]);
});

it("obeys the config of the default branch alone", async () => {
  commit({ [CONFIG_FILE]: BROKEN, "partners.yml": "partners: 7\n" }, "experiment");
  await program.lookAtProgram();
  expect(reports()).toEqual([]);
  const number = file({ answers: companyNamed("Acme") });
  expect(await program.look(number)).toMatchObject({ stage: "review" });
});

it("tells of the first fifty of very many problems", async () => {
  const entries = Array.from(
    { length: 400 },
    (_, index) => `  - { id: p${index}, since: ${"x".repeat(200)} }`,
  );
  commit({ "partners.yml": `partners:\n${entries.join("\n")}\n` });
  await program.lookAtProgram();
  expect(problems()).toHaveLength(51);
  expect(problems().at(-1)).toContain("750 more, which are shown when these are mended");
});
