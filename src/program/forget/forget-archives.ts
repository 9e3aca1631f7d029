import type { TextFile } from "../action.ts";
import type { ArchivedPartner } from "../archive.ts";
import { parseArchive } from "../archive.ts";
import { archivePaths, redactArchiveFiles } from "../archive-files.ts";
import { archiveYearOf } from "../check/check-files.ts";
import type { Config } from "../config.ts";
import type { ForgottenPerson } from "./forgotten-person.ts";
import { namesPerson } from "./mentions.ts";

/** Everybody may read it, so it does not say who. */
const REASON = "it named a person who asked to be forgotten";

export interface ForgottenInArchives {
  files: TextFile[];
  /** The years whose archives were read. */
  checked: number[];
  /** Entries that were redacted: the year, and the id that the entry had. */
  redacted: { year: number; id: string }[];
}

/**
 * The archives with each entry redacted that names the person: its dates stay, it is marked, and the digest from before is
 * kept. `host` is where accounts are, such as `github.com`; `at` is a day, UTC.
 *
 * @throws UserError `archive-invalid`.
 */
export function forgetInArchives(
  config: Config,
  texts: ReadonlyMap<string, string | null>,
  person: ForgottenPerson,
  host: string,
  at: string,
): ForgottenInArchives {
  const years = new Set([...texts.keys()].flatMap((path) => archiveYearOf(config, path) ?? []));
  const found: ForgottenInArchives = { files: [], checked: [], redacted: [] };
  for (const year of [...years].sort()) {
    const { data } = archivePaths(config, year);
    const before = texts.get(data) ?? null;
    const read = parseArchive(before ?? "");
    // What is wrong with a file that cannot be read is for the check of the files to say.
    if (before === null || !read.ok) continue;
    found.checked.push(year);
    let archiveText = before;
    let files: readonly TextFile[] = [];
    const naming = read.value.partners.filter((partner) => isNaming(partner, person, host));
    for (const { id: partner } of naming) {
      ({ files } = redactArchiveFiles({ config, year, archiveText, partner, at, reason: REASON }));
      archiveText = files.find(({ path }) => path === data)?.content ?? archiveText;
      found.redacted.push({ year, id: partner });
    }
    found.files.push(...files);
  }
  return found;
}

function isNaming(partner: ArchivedPartner, person: ForgottenPerson, host: string): boolean {
  const { redacted, name, url, description } = partner;
  return redacted === null && [name, url ?? "", description].some((part) => namesPerson(part, person, host));
}
