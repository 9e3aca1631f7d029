import { z } from "zod";
import { formatInstant, type Instant, instantOf, parseInstant } from "../instant.ts";
import { partnerSchema } from "../partner.ts";
import { CONTRIBUTION_KINDS, type Contribution, type ContributionKind } from "./contribution.ts";

const LONGEST_PATH = 2000;
const LONGEST_ID = 500;
const LONGEST_PARTNER = 64;

const lineSchema = z
  .strictObject({
    at: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, "expected a time such as 2026-03-02T09:00:00Z")
      .transform((text, context): Instant => {
        const at = parseInstant(text);
        if (at !== null && formatInstant(at) === text) return at;
        context.addIssue({ code: "custom", message: "there is no such time", input: text });
        return z.NEVER;
      }),
    kind: z.enum(CONTRIBUTION_KINDS),
    by: z.int().positive(),
    path: z
      .string()
      .max(LONGEST_PATH)
      .regex(/^(?!\/)[\x21\x23-\x3B\x3D\x3F-\x5B\x5D-\x7E]+$/, "expected an address below the repository's"),
    id: z
      .string()
      .max(LONGEST_ID)
      .regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/, "expected GitHub's node id"),
    partner: partnerSchema.shape.id.optional(),
  })
  .transform(
    ({ partner, ...contribution }): Contribution =>
      partner === undefined ? contribution : { ...contribution, partner },
  );

/** A line as it is printed. Nearly all lines are, and are read many times faster than by the schema. */
const PRINTED =
  /^\{"at":"\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ","kind":"([a-z-]+)","by":([1-9]\d{0,14}),"path":"((?!\/)[\x21\x23-\x3B\x3D\x3F-\x5B\x5D-\x7E]+)","id":"([\x21\x23-\x5B\x5D-\x7E]+)"(?:,"partner":"([a-z0-9]+(?:-[a-z0-9]+)*)")?\}$/;

/** The line of a contribution, without its end: keys in a fixed order, the time in whole seconds. */
export function printLine({ at, kind, by, path, id, partner }: Contribution): string {
  const line = { at: formatInstant(at), kind, by, path, id };
  return JSON.stringify(partner === undefined ? line : { ...line, partner });
}

/** The contribution of a line without its end, or what is wrong with the line. */
export function parseLine(line: string): Contribution | string {
  return parsePrinted(line) ?? parseJson(line);
}

function parsePrinted(line: string): Contribution | null {
  const match = PRINTED.exec(line);
  if (match === null) return null;
  const [, word = "", by, path = "", id = "", partner] = match;
  const at = timeOf(line);
  const kind = KINDS.get(word);
  if (kind === undefined || at === null) return null;
  if (path.length > LONGEST_PATH || id.length > LONGEST_ID) return null;
  const contribution = { id, kind, at, by: Number(by), path };
  if (partner === undefined) return contribution;
  return partner.length > LONGEST_PARTNER ? null : { ...contribution, partner };
}

/** The time of a line as it is printed, from where its digits stand; `null` for a day that is not in the calendar. */
function timeOf(line: string): Instant | null {
  const [year, month, day] = [number(line, 7) * 100 + number(line, 9), number(line, 12), number(line, 15)];
  // To Date, the year 99 is 1999.
  if (year < 100 || month < 1 || month > 12 || day < 1) return null;
  const date = Date.UTC(year, month - 1, day, number(line, 18), number(line, 21), number(line, 24));
  // To Date, 30 February is 2 March. No month is shorter than 28 days.
  return day <= 28 || new Date(date).getUTCDate() === day ? instantOf(date) : null;
}

/** The two digits there. */
function number(line: string, place: number): number {
  return line.charCodeAt(place) * 10 + line.charCodeAt(place + 1) - 48 * 11;
}

const KINDS: ReadonlyMap<string, ContributionKind> = new Map(CONTRIBUTION_KINDS.map((kind) => [kind, kind]));

function parseJson(line: string): Contribution | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "this line is not JSON";
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const message = issue?.message ?? "this is no contribution";
  return issue === undefined || issue.path.length === 0 ? message : `${issue.path.join(".")}: ${message}`;
}

/** The order of lines in a file: by time in whole seconds, kind and id, by code units. */
export function compareLines(one: Contribution, other: Contribution): number {
  return (
    Math.floor(one.at / 1000) - Math.floor(other.at / 1000) ||
    compareText(one.kind, other.kind) ||
    compareText(one.id, other.id)
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
