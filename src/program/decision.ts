import { parse, stringify } from "yaml";
import { z } from "zod";
import { type BallotRecord, parseBallotRecord, printBallotRecord } from "./ballot/record.ts";
import { BALLOT_KINDS, type BallotKind } from "./config.ts";
import { formatDay, type Instant, parseInstant } from "./instant.ts";
import { type Partner, partnerSchema } from "./partner.ts";
import { printPartner } from "./registry.ts";
import { inOrder, parseYaml, type YamlProblem, type YamlResult } from "./yaml-problems.ts";

/** Where the record of a decision is: `<folder>/<year>/<issue>-<partner>-<kind>.yml`, the second one `….2.yml`. */
interface DecisionPath {
  /** The config's `files.decisions`. */
  folder: string;
  /** The UTC year in which the ballot closed. */
  year: number;
  issue: number;
  /** The partner's id as the ballot froze it. */
  partner: string;
  kind: BallotKind;
  /** The record's number: more than one award may be voted on one issue. */
  number: number;
}

/** The record of a decision: everything that a recount needs, and the registry entry that it made. */
interface Decision {
  /** Closed. */
  readonly ballot: BallotRecord;
  /** `null` when the decision left the registry as it was. */
  readonly entry: Partner | null;
}

const PATH = new RegExp(
  `^(?:(.+)/)?(\\d{4})/([1-9]\\d{0,9})-([a-z0-9]+(?:-[a-z0-9]+)*)-(${BALLOT_KINDS.join("|")})(?:\\.([2-9]|[1-9]\\d{1,3}))?\\.yml$`,
);

/** `decisions/2026/12-acme-admit.yml`, `decisions/2026/12-acme-award.2.yml`. */
export function formatDecisionPath({ folder, year, issue, partner, kind, number }: DecisionPath): string {
  const ordinal = number === 1 ? "" : `.${number}`;
  return `${folder}/${String(year).padStart(4, "0")}/${issue}-${partner}-${kind}${ordinal}.yml`;
}

/** The other way; `null` for any other path. */
export function parseDecisionPath(path: string): DecisionPath | null {
  const [, folder, year, issue, partner, kind, number = "1"] = PATH.exec(path) ?? [];
  const known = BALLOT_KINDS.find((candidate) => candidate === kind);
  if (folder === undefined || issue === undefined || partner === undefined || known === undefined)
    return null;
  return { folder, year: Number(year), issue: Number(issue), partner, kind: known, number: Number(number) };
}

/** Where the record of this ballot's decision goes. An open ballot has none: that is a bug and throws. */
export function decisionPathOf(record: BallotRecord, folder: string): DecisionPath {
  return {
    folder,
    year: Number(formatDay(decidedAt(record)).slice(0, 4)),
    issue: record.issue,
    partner: record.partner.id,
    kind: kindOf(record),
    number: record.number,
  };
}

/** When the ballot closed. An open one is a bug and throws. */
export function decidedAt(record: BallotRecord): Instant {
  const decided = parseInstant(record.result?.count.decided ?? "");
  if (decided === null) throw new Error(`the ballot of issue ${record.issue} is not decided`);
  return decided;
}

/** What the ballot was about; a kind that this version does not know throws. */
export function kindOf(record: Pick<BallotRecord, "kind">): BallotKind {
  const kind = BALLOT_KINDS.find((candidate) => candidate === record.kind);
  if (kind === undefined) throw new Error(`unknown kind of ballot: ${record.kind}`);
  return kind;
}

/** The file at `path`; the same decision always gives the same bytes. */
export function printDecision(decision: Decision, path: string): string {
  const { ballot, entry } = decision;
  const outcome = ballot.result?.count.outcome;
  const header = [
    `The record of one decision: ${kindOf(ballot)} ${ballot.partner.id}, issue ${ballot.issue}: ${outcome} on ${formatDay(decidedAt(ballot))}.`,
    "ballot: who could vote and with how many points, under which rule, every act with its link, and the count.",
    "entry: what the decision put into the registry.",
    `Recount it offline, in a checkout of Partnerbot: npm run partnerbot -- verify ${path}`,
    "It stays as it is: what changes later is a decision of its own.",
  ];
  const data = {
    version: 1,
    ballot: parse(printBallotRecord(ballot)),
    entry: entry === null ? null : printPartner(entry),
  };
  const comment = header.map((line) => `# ${line}\n`).join("");
  return comment + stringify(data, { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" });
}

const decisionSchema = z.strictObject({
  version: z.literal(1),
  ballot: z.record(z.string(), z.unknown()),
  entry: partnerSchema.nullable(),
});

/** Reads the record of a decision; problems have their place in the file. */
export function parseDecision(text: string): YamlResult<Decision> {
  const file = parseYaml(text, decisionSchema);
  if (!file.ok) return file;
  const { locate } = file;
  const record = parseBallotRecord(stringify(file.value.ballot, { aliasDuplicateObjects: false }));
  const inBallot = (problem: Pick<YamlProblem, "path" | "found" | "expected" | "message">): YamlProblem => {
    const path = ["ballot", ...problem.path];
    return { ...problem, path, ...locate(path) };
  };
  if (!record.ok) return { ok: false, problems: inOrder(record.problems.map(inBallot)) };
  if (record.record.result === null) {
    const problem = {
      path: ["result"],
      found: "nothing",
      expected: "",
      message: "the ballot is not decided",
    };
    return { ok: false, problems: [inBallot(problem)] };
  }
  return { ok: true, value: { ballot: record.record, entry: file.value.entry }, locate };
}
