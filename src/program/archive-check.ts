import { isDeepStrictEqual } from "node:util";
import { UserError } from "../errors.ts";
import { renderArchivePage } from "../pages/archive-page.ts";
import { type ArchiveProblem, archiveProblems, parseArchive, type YearArchive } from "./archive.ts";
import { redactArchive } from "./archive-redaction.ts";
import type { YamlProblem } from "./yaml-problems.ts";

/**
 * What is wrong with an archive that was `before` (`null`: there was none), none when it may be merged. A frozen archive
 * stays as it is but for redactions, which are made again here: the outcome has to be the same to the letter.
 */
export function checkArchive(before: YearArchive | null, after: YearArchive): ArchiveProblem[] {
  const own = archiveProblems(after);
  return before === null ? own : [...own, ...changes(before, after)];
}

/** {@link checkArchive} for the texts of the file, with places. A text that was no archive has nothing to be compared with. */
export function checkArchiveText(
  before: string | null,
  after: string,
): Pick<YamlProblem, "line" | "column" | "message">[] {
  const read = parseArchive(after);
  if (!read.ok) return read.problems.map(({ line, column, message }) => ({ line, column, message }));
  const earlier = before === null ? null : parseArchive(before);
  // One that could be read has nothing wrong in itself.
  if (!earlier?.ok) return [];
  return checkArchive(earlier.value, read.value).map(({ path, message }) => ({
    ...read.locate(path),
    message,
  }));
}

/**
 * What is wrong with the page of an archive, `null` when nothing is. It stays as it was, byte for byte; the page of a new
 * archive, and of one that was redacted since, is the one that is made from it.
 */
export function checkArchivePage(
  before: { archive: YearArchive | null; page: string | null },
  after: { archive: YearArchive; page: string },
): Pick<YamlProblem, "line" | "column" | "message"> | null {
  const same = before.archive?.digest === after.archive.digest;
  const { year } = after.archive;
  const wanted = (same ? before.page : null) ?? renderArchivePage(after.archive);
  if (after.page === wanted) return null;
  const lines = after.page.split("\n");
  const right = wanted.split("\n");
  const index = lines.findIndex((text, at) => text !== right[at]);
  const message =
    same && before.page !== null
      ? `the page of ${year} is frozen: restore it from its history`
      : `this is not the page of the archive: make it by \`partnerbot archive ${year}\``;
  return { line: index === -1 ? lines.length : index + 1, column: 1, message };
}

function changes(before: YearArchive, after: YearArchive): ArchiveProblem[] {
  const { expected, problems } = redactAgain(before, after);
  const add = (path: ArchiveProblem["path"], message: string) => problems.push({ path, message });
  if (after.year !== before.year) add(["year"], `this was the archive of ${before.year}`);
  if (after.frozen !== before.frozen) add(["frozen"], `it was frozen on ${before.frozen}`);
  const restore = `the year ${before.year} is frozen: restore the entry from its history`;
  for (const { id } of expected.partners) {
    if (after.partners.some((partner) => partner.id === id)) continue;
    add(["partners"], `"${id}" is missing: ${restore}`);
  }
  after.partners.forEach((partner, index) => {
    const entry = expected.partners.find(({ id }) => id === partner.id);
    if (entry === undefined) {
      add(["partners", index], `"${partner.id}" was not in it: the year ${before.year} is frozen`);
    } else if (!isDeepStrictEqual(entry, partner)) {
      const mend = `or redact it by \`partnerbot archive ${before.year} --redact\``;
      add(["partners", index], `"${partner.id}" has changed: ${restore}, ${mend}`);
    }
  });
  if (problems.length === 0 && !isDeepStrictEqual(expected, after)) {
    const [path, what] = isDeepStrictEqual(expected.partners, after.partners)
      ? [["redactions"], "the list of redactions is not what was redacted"]
      : [["partners"], "the order of the entries has changed"];
    add(path, `${what}: restore it from its history`);
  }
  return problems;
}

/** What `before` becomes by the redactions that are new in `after`. */
function redactAgain(
  before: YearArchive,
  after: YearArchive,
): { expected: YearArchive; problems: ArchiveProblem[] } {
  const problems: ArchiveProblem[] = [];
  const known = before.redactions ?? [];
  let expected = before;
  (after.redactions ?? []).forEach((redaction, index) => {
    if (index < known.length) return;
    // An entry keeps its place when it is redacted.
    const place = after.partners.findIndex(({ id }) => id === redaction.id);
    const original = expected.partners[place];
    const mark = after.partners[place]?.redacted;
    if (original === undefined || !mark) {
      problems.push({ path: ["redactions", index], message: `there is no redacted entry "${redaction.id}"` });
      return;
    }
    try {
      expected = redactArchive(expected, original.id, redaction.at, mark.reason);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ path: ["redactions", index], message: error.message });
    }
  });
  return { expected, problems };
}
