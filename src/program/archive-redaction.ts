import { UserError } from "../errors.ts";
import { oneLine } from "../text/one-line.ts";
import { type ArchivedPartner, archiveDigest, type YearArchive } from "./archive.ts";

/** What stands in the place of a name. */
const REDACTED_NAME = "Redacted partner";

/**
 * The archive with one entry redacted on a day, for a reason that is printed: id, name, address and description go,
 * dates, tier and badges stay, and the entry is marked. The digest becomes that of the new content, and the one before
 * is kept in the list of redactions, so that it shows that and when something was redacted.
 *
 * @throws UserError `archive-no-partner` when there is no such entry, `archive-redacted` when it is redacted already,
 * `redaction-without-reason`.
 */
export function redactArchive(archive: YearArchive, id: string, at: string, reason: string): YearArchive {
  const partner = archive.partners.find((entry) => entry.id === id);
  const said = oneLine(reason.replace(/\p{Surrogate}/gu, "\uFFFD"));
  if (partner === undefined) {
    throw new UserError(
      "archive-no-partner",
      `The archive of ${archive.year} has no entry with the id "${id}".`,
      "Take the id from the archive.",
    );
  }
  if (partner.redacted !== null) {
    throw new UserError(
      "archive-redacted",
      `"${id}" was redacted on ${partner.redacted.at} already.`,
      "There is nothing more to redact in it.",
    );
  }
  if (said === "") {
    throw new UserError(
      "redaction-without-reason",
      "A redaction needs a reason.",
      "Say why, in one line that everybody may read.",
    );
  }
  const redacted: ArchivedPartner = {
    ...partner,
    id: freshId(archive),
    name: REDACTED_NAME,
    url: null,
    description: "",
    redacted: { at, reason: said },
  };
  const partners = archive.partners.map((entry) => (entry === partner ? redacted : entry));
  const redaction = { at, id: redacted.id, "digest-before": archive.digest };
  return {
    ...archive,
    partners,
    digest: archiveDigest({ year: archive.year, partners }),
    redactions: [...(archive.redactions ?? []), redaction],
  };
}

/** `redacted-1`, `redacted-2`, …: an id tells the name. */
function freshId({ partners, redactions = [] }: YearArchive): string {
  const taken = new Set(partners.map(({ id }) => id));
  for (let number = redactions.length + 1; ; number += 1) {
    const id = `redacted-${number}`;
    if (!taken.has(id)) return id;
  }
}
