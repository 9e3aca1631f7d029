/** Why an address is certainly dead. These words, not those of a server, are what people read. */
export type DeadLinkReason = "404 Not Found" | "410 Gone" | "there is no such host";

/** What trying addresses came to; `null` for one that opens, and for one of which that is not certain. */
export type TriedLinks = ReadonlyMap<string, DeadLinkReason | null>;

/** So many addresses of a report are tried. */
const MOST_TRIED = 10;

/** The addresses of a report that are tried. */
export function linksToTry(evidence: readonly string[]): readonly string[] {
  return evidence.filter((address) => /^https?:\/\//i.test(address)).slice(0, MOST_TRIED);
}
