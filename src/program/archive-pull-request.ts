import { lastDayOf, type YearArchive } from "./archive.ts";
import { archivePaths } from "./archive-files.ts";
import type { Config } from "./config.ts";

/** Values are plain text or our own numbers; the template escapes them. */
export interface ArchivePullRequestView {
  program: string;
  year: number;
  /** `2025-12-31`. */
  lastDay: string;
  /** How many were partners on some day of the year. */
  partners: number;
  /** Of the data, in hexadecimal. */
  digest: string;
  /** Paths. */
  data: string;
  page: string;
  registry: string;
}

/** What the pull request that freezes a year says and commits. */
export function archivePullRequest(
  { year, partners, digest }: YearArchive,
  config: Pick<Config, "program" | "files">,
): { title: string; view: ArchivePullRequestView; commit: { headline: string; body: string } } {
  const title = `Freeze the partners of ${year}`;
  const count = `${partners.length} ${partners.length === 1 ? "partner" : "partners"}`;
  return {
    title,
    view: {
      program: config.program.name,
      year,
      lastDay: lastDayOf(year),
      partners: partners.length,
      digest,
      ...archivePaths(config, year),
      registry: config.files.registry,
    },
    commit: { headline: title, body: `${count}, SHA-256 ${digest}` },
  };
}
