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
  const removed = removedArchives(files, config);
  const done = new Set(removed.map(({ path }) => archiveYearOf(files.base?.config ?? config, path)));
  const years = new Set([...files.texts.keys()].map((path) => archiveYearOf(config, path)));
  const left = [...years].flatMap((year) => (year === null || done.has(year) ? [] : [year]));
  return [...removed, ...left.flatMap((year) => checkYear(files, config, year))];
}

/**
 * Archives that were there before and are not where the config has them, whether they were deleted, were given another name,
 * or stayed behind when the config named another folder. Without a config they have to stay where they were.
 */
export function removedArchives(
  { base, exists }: Pick<ProgramCheckFiles, "base" | "exists">,
  config: Config | null,
): CheckFinding[] {
  const before = base?.config ?? config;
  if (base === null || before === null) return [];
  return base.archived.flatMap((path): CheckFinding[] => {
    const year = archiveYearOf(before, path);
    if (year === null) return [];
    const paths = archivePaths(config ?? before, year);
    const wanted = path === archivePaths(before, year).data ? paths.data : paths.page;
    if (exists(wanted)) return [];
    const place = wanted === path ? "" : `: it is not at ${wanted}`;
    const mend = `Restore the file: the archive of a year is never removed. What is personal in it can be redacted by \`partnerbot archive ${year} --redact\`.`;
    return [fileFinding(path, "failure", `the archive of ${year} is taken away${place}`, mend)];
  });
}

function checkYear({ texts, base }: ProgramCheckFiles, config: Config, year: number): CheckFinding[] {
  const paths = archivePaths(config, year);
  const pathsBefore = archivePaths(base?.config ?? config, year);
  const [data, page] = [texts.get(paths.data), texts.get(paths.page)];
  if (data === null || page === null) return [];
  if (data === undefined) {
    const message = `there is no ${paths.data} of which this is the page`;
    return [fileFinding(paths.page, "failure", message, "Take the page away, or add the archive.")];
  }
  const before = base?.archives.get(pathsBefore.data) ?? null;
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
    { archive: earlier.ok ? earlier.value : null, page: base?.archives.get(pathsBefore.page) ?? null },
    { archive: read.value, page },
  );
  return wrong === null
    ? problems
    : [...problems, { path: paths.page, ...wrong, level: "failure", mend: "" }];
}
