import { readFileSync } from "node:fs";
import { z } from "zod";
import { type BallotRecord, parseBallotRecord } from "../program/ballot/record.ts";
import { parseDecision } from "../program/decision.ts";
import { parseYaml } from "../program/yaml-problems.ts";

interface RecordProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type RecordFile =
  | { readonly ok: true; readonly record: BallotRecord }
  | { readonly ok: false; readonly problems: readonly RecordProblem[] };

/**
 * Reads the record of a decision (`decisions/…/….yml`) or a ballot record (`ballots/….yml` of the data branch): which
 * one it is shows in the file. A file that cannot be read is one that is not valid.
 */
export function readRecordFile(path: string): RecordFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ line: 1, column: 1, message: `the file cannot be read: ${reason}` }] };
  }
  const file = parseYaml(text, z.record(z.string(), z.unknown()));
  if (!file.ok) return file;
  if (Object.hasOwn(file.value, "ballot")) {
    const decision = parseDecision(text);
    return decision.ok ? { ok: true, record: decision.value.ballot } : decision;
  }
  if (Object.hasOwn(file.value, "roll-digest")) return parseBallotRecord(text);
  const message = "this is neither the record of a decision nor a ballot record";
  return { ok: false, problems: [{ line: 1, column: 1, message }] };
}
