import { isDeepStrictEqual } from "node:util";
import { UserError } from "../errors.ts";
import { renderArchivePage } from "../pages/archive-page.ts";
import type { TextFile } from "./action.ts";
import { parseArchive, printArchive, type YearArchive } from "./archive.ts";
import { redactArchive } from "./archive-redaction.ts";
import { archiveYear } from "./archive-year.ts";
import type { Config } from "./config.ts";
import type { Registry } from "./registry.ts";

interface ArchiveTexts {
  readonly year: number;
  readonly config: Config;
  /** The files at the head of the base; `null` where there is no such file. */
  readonly archiveText: string | null;
  readonly pageText: string | null;
}

export interface ArchiveFiles {
  readonly archive: YearArchive;
  /** Data and page, whole. One that is as the base has it changes nothing. */
  readonly files: readonly TextFile[];
}

/** Where the archive of a year is: `partners/2025.yml` and `partners/2025.md`. */
export function archivePaths({ files }: Pick<Config, "files">, year: number): { data: string; page: string } {
  return { data: `${files.archive}/${year}.yml`, page: `${files.archive}/${year}.md` };
}

/**
 * The files of the pull request that freezes a year. An archive that is there with the same content, or had it before it was
 * redacted, stays as it is, day and all; only a page that is missing is made again.
 *
 * @throws UserError `year-not-over`, `archive-invalid`, and `archive-frozen` when the archive that is there says
 * something else than the registry does now.
 */
export function archiveFiles(
  input: ArchiveTexts & { readonly registry: Registry; readonly frozen: string },
): ArchiveFiles {
  const { config, year, archiveText, pageText } = input;
  const fresh = archiveYear(input);
  if (archiveText === null) return filesOf(fresh, config);
  const archive = requireArchive(archiveText, config, year);
  const digests = [archive.digest, ...(archive.redactions ?? []).map((entry) => entry["digest-before"])];
  if (!digests.includes(fresh.digest)) {
    throw new UserError(
      "archive-frozen",
      `${archivePaths(config, year).data} was frozen on ${archive.frozen}, and the registry now says something else about ${year}${describeDifference(archive, fresh)}.`,
      "An archive stays as it is. What is personal can be redacted: --redact ID --reason TEXT.",
    );
  }
  const paths = archivePaths(config, year);
  return {
    archive,
    files: [
      { path: paths.data, content: archiveText },
      { path: paths.page, content: pageText ?? renderArchivePage(archive) },
    ],
  };
}

/**
 * The files of the pull request that redacts one entry, on a day and for a reason.
 *
 * @throws UserError `archive-missing`, `archive-invalid`, and as `redactArchive` does.
 */
export function redactArchiveFiles(
  input: Omit<ArchiveTexts, "pageText"> & {
    readonly partner: string;
    readonly at: string;
    readonly reason: string;
  },
): ArchiveFiles {
  const { config, year, archiveText } = input;
  if (archiveText === null) {
    throw new UserError(
      "archive-missing",
      `There is no ${archivePaths(config, year).data}.`,
      "See whether the year is right. Only a frozen archive can be redacted.",
    );
  }
  const archive = requireArchive(archiveText, config, year);
  return filesOf(redactArchive(archive, input.partner, input.at, input.reason), config);
}

function filesOf(archive: YearArchive, config: Config): ArchiveFiles {
  const paths = archivePaths(config, archive.year);
  return {
    archive,
    files: [
      { path: paths.data, content: printArchive(archive) },
      { path: paths.page, content: renderArchivePage(archive) },
    ],
  };
}

function requireArchive(text: string, config: Config, year: number): YearArchive {
  const read = parseArchive(text);
  const { data } = archivePaths(config, year);
  const invalid = (place: string, message: string) =>
    new UserError(
      "archive-invalid",
      `${data}${place}: ${message}`,
      "Restore the file from its history: a frozen archive stays as it is.",
    );
  if (!read.ok) {
    const [problem] = read.problems;
    throw invalid(`:${problem?.line}:${problem?.column}`, problem?.message ?? "this is no archive");
  }
  if (read.value.year !== year) throw invalid("", `this is the archive of ${read.value.year}`);
  return read.value;
}

const MOST_NAMED = 5;

/** Which entries differ, by id; what was redacted is not named. */
function describeDifference(frozen: YearArchive, fresh: YearArchive): string {
  const named = frozen.partners.filter(({ redacted }) => redacted === null);
  const changed = named.filter((entry) => {
    const now = fresh.partners.find(({ id }) => id === entry.id);
    return !isDeepStrictEqual(now, entry);
  });
  const added = fresh.partners.filter(({ id }) => named.every((entry) => entry.id !== id));
  const shown = frozen.redactions === undefined ? [...changed, ...added] : changed;
  const ids = shown.map(({ id }) => id).sort();
  if (ids.length === 0) return "";
  const rest = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : "";
  return `: ${ids.slice(0, MOST_NAMED).join(", ")}${rest}`;
}
