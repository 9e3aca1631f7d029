import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { z } from "zod";
import { locateIn, parseYaml, type YamlResult } from "./yaml-problems.ts";

/** Everyone who was a partner at any time in a past year, as frozen in `<files.archive>/<year>.yml`. */
export interface YearArchive {
  readonly year: number;
  /** The day on which it was made, UTC. */
  readonly frozen: string;
  readonly partners: readonly ArchivedPartner[];
  /** As {@link archiveDigest} says. */
  readonly digest: string;
  /** Every redaction, oldest first. Left out where there is none. */
  readonly redactions?: readonly ArchiveRedaction[];
}

export interface ArchivedPartner {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly description: string;
  /** The name of its tier on the last day of the year, or on its last day as a partner. */
  readonly tier: string | null;
  /** Those that counted on some day of the year on which it was a partner. */
  readonly badges: readonly ArchivedBadge[];
  /** The first day of its partnership, which may be in an earlier year. */
  readonly from: string;
  /** The last day of its partnership in this year; `null` when it was still a partner at the end of it. */
  readonly to: string | null;
  readonly redacted: { readonly at: string; readonly reason: string } | null;
}

export interface ArchivedBadge {
  /** Id. */
  readonly category: string;
  /** As the config called it when the archive was made. */
  readonly name: string;
  readonly awarded: string;
}

interface ArchiveRedaction {
  /** The day, UTC. */
  readonly at: string;
  /** The id of the redacted entry, such as `redacted-1`. */
  readonly id: string;
  /** The archive's digest before this redaction. */
  readonly "digest-before": string;
}

/** What the digest of an archive covers. */
export type ArchiveContent = Pick<YearArchive, "year" | "partners">;

/**
 * The SHA-256, in hexadecimal, of year and partners as JSON in one line: `{"year":…,"partners":[…]}` with every key, in
 * the order of the file, no white space between them, and UTF-8 without escapes that JSON does not need. So it does not
 * depend on how YAML is laid out, and anybody can compute it.
 */
export function archiveDigest({ year, partners }: ArchiveContent): string {
  const content = JSON.stringify({ year, partners: partners.map(inOrder) });
  return createHash("sha256").update(content).digest("hex");
}

const line = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}\p{Surrogate}\u2028\u2029]+$/u, "text on one line");
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31, in quotes");
const digest = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");

const partnerSchema = z.strictObject({
  id,
  name: line,
  url: z.url({ protocol: /^https?$/, error: "an address that begins with https:// or http://" }).nullable(),
  description: z.string().regex(/^(?:[^\p{Cc}\p{Surrogate}]|\n)*$/u, "text without control characters"),
  tier: line.nullable(),
  badges: z.array(z.strictObject({ category: id, name: line, awarded: day })),
  from: day,
  to: day.nullable(),
  redacted: z.strictObject({ at: day, reason: line }).nullable(),
});

const archiveSchema = z
  .strictObject({
    version: z.literal(1),
    frozen: day,
    digest,
    redactions: z
      .array(z.strictObject({ at: day, id, "digest-before": digest }))
      .min(1)
      .optional(),
    year: z.int().min(1000).max(9999),
    partners: z.array(partnerSchema),
  })
  .transform(
    ({ version: _, redactions, ...archive }): YearArchive =>
      redactions === undefined ? archive : { ...archive, redactions },
  )
  .superRefine((archive, context) => {
    for (const { path, message } of archiveProblems(archive)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  });

/** Something that is wrong in an archive: keys and list positions from the top of the file, and what it is. */
export interface ArchiveProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What an archive says that cannot be: a digest of something else, days outside of its year, marks that do not agree. */
export function archiveProblems(archive: YearArchive): ArchiveProblem[] {
  const { year, frozen, partners } = archive;
  const computed = archiveDigest(archive);
  const problems: ArchiveProblem[] = [];
  const add = (path: ArchiveProblem["path"], message: string) => problems.push({ path, message });
  if (frozen <= lastDayOf(year)) add(["frozen"], `the year ${year} was not over on ${frozen}`);
  if (computed !== archive.digest) {
    add(
      ["digest"],
      `the content is not the one that was frozen: its digest is ${computed}. Restore the file from its history`,
    );
  }
  const seen = new Set<string>();
  partners.forEach((partner, index) => {
    const { from, to } = partner;
    if (seen.has(partner.id)) {
      add(["partners", index, "id"], `"${partner.id}" is in the archive twice: each partner is in it once`);
    }
    seen.add(partner.id);
    if (from > (to ?? lastDayOf(year))) {
      const end = to === null ? `the year ${year} ended` : `its last day, ${to}`;
      add(["partners", index, "from"], `the first day, ${from}, is after ${end}`);
    }
    if (to !== null && (to < firstDayOf(year) || lastDayOf(year) < to)) {
      add(["partners", index, "to"], `the last day, ${to}, is not in ${year}`);
    }
  });
  return [...problems, ...markProblems(archive)];
}

/**
 * Reads an archive; problems have their place in the file. A digest that does not match the content is one. The layout is
 * free, but one that {@link printArchive} has made is read much faster.
 */
export function parseArchive(text: string): YamlResult<YearArchive> {
  const value = readPrintedArchive(text);
  return value === null ? parseYaml(text, archiveSchema) : { ok: true, value, locate: locateIn(text) };
}

/**
 * An archive whose text is to the letter what {@link printArchive} writes; `null` for any other text. Its entries are JSON,
 * which is read in no time, where YAML takes long. Whatever the parts were taken for: the outcome counts only if it is
 * printed as this very text.
 */
export function readPrintedArchive(text: string): YearArchive | null {
  const [head = "", entries] = text.split("\npartners:\n  - ", 2);
  if (entries === undefined) return null;
  const above = parseYaml(head, z.record(z.string(), z.unknown()));
  const read = archiveSchema.safeParse({
    ...(above.ok ? above.value : {}),
    partners: parseJson(`[${entries.replaceAll("\n  - ", ",")}]`),
  });
  return read.success && printArchive(read.data) === text ? read.data : null;
}

/** The file, with each entry in a line, as the digest covers it; the same archive always gives the same bytes. */
export function printArchive(archive: YearArchive): string {
  const { year, frozen, partners, redactions = [] } = archive;
  const header = [
    `Everyone who was a partner at any time in ${year} (UTC): with its first and last day, and the badges that counted in it.`,
    "It stays as it is. Only a marked redaction may change it, made in a checkout of Partnerbot:",
    `  npm run partnerbot -- archive ${year} --from DIR --redact ID --reason TEXT`,
    "digest: the SHA-256 of year and partners, as JSON in one line; docs/site.md of Partnerbot says how to compute it.",
  ];
  const head = {
    version: 1,
    frozen,
    digest: archive.digest,
    ...(redactions.length === 0 ? {} : { redactions }),
    year,
  };
  const entries = partners.map((partner) => `  - ${JSON.stringify(inOrder(partner))}\n`);
  return [
    ...header.map((text) => `# ${text}\n`),
    stringify(head, { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" }),
    entries.length === 0 ? "partners: []\n" : "partners:\n",
    ...entries,
  ].join("");
}

/** Such as `2025-01-01`. */
export function firstDayOf(year: number): string {
  return `${year}-01-01`;
}

/** Such as `2025-12-31`. */
export function lastDayOf(year: number): string {
  return `${year}-12-31`;
}

/** Every redacted entry is in the list of redactions with its day, and the other way round. */
function markProblems({ partners, redactions = [] }: YearArchive): ArchiveProblem[] {
  const entryOf = (redactedId: string) => partners.find((partner) => partner.id === redactedId);
  const unmarked = redactions.flatMap((redaction, index) => {
    if (entryOf(redaction.id)?.redacted?.at === redaction.at) return [];
    const message = `no entry "${redaction.id}" is marked as redacted on ${redaction.at}`;
    return [{ path: ["redactions", index], message }];
  });
  const unlisted = partners.flatMap((partner, index) => {
    if (partner.redacted === null || redactions.some((redaction) => redaction.id === partner.id)) return [];
    const message = `"${partner.id}" is marked as redacted, and is not in the list of redactions`;
    return [{ path: ["partners", index, "redacted"], message }];
  });
  return [...unmarked, ...unlisted];
}

/** The same entry with its keys in the order of the file, which is that of the digest. */
function inOrder({ id, name, url, description, tier, badges, from, to, redacted }: ArchivedPartner) {
  return {
    id,
    name,
    url,
    description,
    tier,
    badges: badges.map(({ category, name: badgeName, awarded }) => ({ category, name: badgeName, awarded })),
    from,
    to,
    redacted: redacted === null ? null : { at: redacted.at, reason: redacted.reason },
  };
}

/** `undefined` for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
