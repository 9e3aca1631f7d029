import { parseArchive } from "../archive.ts";
import { checkArchivePage, checkArchiveText } from "../archive-check.ts";
import { archivePaths } from "../archive-files.ts";
import type { Config } from "../config.ts";
import { archiveYearOf, type ProgramCheckFiles } from "./check-files.ts";
import { type CheckFinding, fileFinding } from "./finding.ts";

/**
 * Whether the archives of past years can be read, hold what was frozen, and stand where they belong, and whether their
 * pages are the ones that are made from them. One that was there before stays as it is, but for marked redactions.
 */
export function checkArchives(files: ProgramCheckFiles, config: Config): CheckFinding[] {
  const changed = (files.base?.changed ?? []).map(({ path }) => path);
  const years = [...files.texts.keys(), ...changed].map((path) => archiveYearOf(config, path));
  return [...new Set(years)].flatMap((year) => (year === null ? [] : checkYear(files, config, year)));
}

function checkYear({ texts, base }: ProgramCheckFiles, config: Config, year: number): CheckFinding[] {
  const paths = archivePaths(config, year);
  const restore = "Restore the file: the archive of a year stays as it is.";
  const gone = (base?.changed ?? []).filter(({ change }) => change === "deleted").map(({ path }) => path);
  const removed = [paths.data, paths.page].filter((path) => gone.includes(path));
  if (removed.length > 0) {
    return removed.map((path) =>
      fileFinding(path, "failure", `the archive of ${year} is taken away`, restore),
    );
  }
  const [data, page] = [texts.get(paths.data), texts.get(paths.page)];
  if (data === null || page === null) return [];
  if (data === undefined) {
    const message = `there is no ${paths.data} of which this is the page`;
    return [fileFinding(paths.page, "failure", message, "Take the page away, or add the archive.")];
  }
  const before = base?.archives.get(paths.data) ?? null;
  const problems = checkArchiveText(before, data).map(
    (problem): CheckFinding => ({ path: paths.data, ...problem, level: "failure", mend: "" }),
  );
  const read = parseArchive(data);
  if (!read.ok) return problems;
  if (read.value.year !== year) {
    const message = `this is the archive of ${read.value.year}: by its path it would be another year's`;
    const mend = `Move the file to ${archivePaths(config, read.value.year).data}.`;
    return [{ path: paths.data, ...read.locate(["year"]), level: "failure", message, mend }];
  }
  if (page === undefined) {
    const message = `there is no ${paths.page}, the page of this archive`;
    const mend = `Make it by \`partnerbot archive ${year}\`.`;
    return [...problems, fileFinding(paths.data, "warning", message, mend)];
  }
  const earlier = parseArchive(before ?? "");
  const wrong = checkArchivePage(
    { archive: earlier.ok ? earlier.value : null, page: base?.archives.get(paths.page) ?? null },
    { archive: read.value, page },
  );
  return wrong === null
    ? problems
    : [...problems, { path: paths.page, ...wrong, level: "failure", mend: "" }];
}
