import { isDeepStrictEqual } from "node:util";
import { FORGOTTEN_ACTOR, type Partner } from "../partner.ts";
import { companyKeys, type Registry } from "../registry.ts";
import type { RegistryFinding } from "./check-companies.ts";
import type { EntryFinding } from "./entry-finding.ts";

/** A finding about an entry, or about the whole list when `entry` is `null`: the entry is gone. */
export type ComparedFinding = RegistryFinding | (EntryFinding & { readonly entry: null });

/**
 * What a registry lost against the one before: entries, ids that changed or went to another company, and events of the
 * history, which is only added to.
 */
export function compareRegistries(before: Registry, after: Registry): ComparedFinding[] {
  const places = new Map(after.partners.map(({ id }, entry) => [id, entry]));
  const known = new Set(before.partners.map(({ id }) => id));
  return before.partners.flatMap((old): ComparedFinding[] => {
    const entry = places.get(old.id);
    const now = entry === undefined ? undefined : after.partners[entry];
    if (entry === undefined || now === undefined) return [goneFinding(old, after, known)];
    if (!isSame(old, now)) {
      const message = `the id ${old.id} belongs to ${old.name}, and is given to ${now.name} here`;
      const mend =
        "Give the other company an id of its own. If it is a new name, add the old one under `former-names`.";
      return [{ entry, path: ["id"], level: "failure", message, mend }];
    }
    return [...renamedFindings(entry, old, now), ...historyFindings(entry, old, now)];
  });
}

function goneFinding(old: Partner, after: Registry, known: ReadonlySet<string>): ComparedFinding {
  const entry = after.partners.findIndex((partner) => !known.has(partner.id) && isSame(old, partner));
  const renamed = after.partners[entry];
  if (renamed !== undefined) {
    return {
      entry,
      path: ["id"],
      level: "failure",
      message: `the id of ${old.name} was ${old.id}, and an id never changes: addresses and records hold it`,
      mend: `Write ${old.id} again.`,
    };
  }
  return {
    entry: null,
    path: [],
    level: "failure",
    message: `the entry of ${old.name} (id ${old.id}) is gone, and with it that it was a partner`,
    mend: "Put it back. A partner that left has the status `former`.",
  };
}

function isSame(one: Partner, other: Partner): boolean {
  const keysOf = ({ name, url, domains, ...partner }: Partner) =>
    companyKeys([name, ...partner["former-names"]], [url, ...domains]);
  const keys = new Set(keysOf(one));
  return keysOf(other).some((key) => keys.has(key));
}

function renamedFindings(entry: number, old: Partner, now: Partner): RegistryFinding[] {
  const names = companyKeys([now.name, ...now["former-names"]], []);
  if (companyKeys([old.name], []).every((key) => names.includes(key))) return [];
  const message = `${old.name} is called ${now.name} here, and its earlier name is not kept`;
  const mend = `Add ${JSON.stringify(old.name)} under \`former-names\`, so that it is still found by it.`;
  return [{ entry, path: ["name"], level: "warning", message, mend }];
}

/** Whether the event is there as it was. Only who did it may be taken out, who asked to be forgotten. */
function isKept(event: Partner["history"][number], now: Partner["history"][number] | undefined): boolean {
  const isForgotten = event.actor !== undefined && now?.actor === FORGOTTEN_ACTOR;
  return isDeepStrictEqual(isForgotten ? { ...event, actor: FORGOTTEN_ACTOR } : event, now);
}

function historyFindings(entry: number, old: Partner, now: Partner): RegistryFinding[] {
  const index = old.history.findIndex((event, place) => !isKept(event, now.history[place]));
  const lost = old.history[index];
  if (lost === undefined) return [];
  const changed = now.history[index];
  const what =
    changed !== undefined && changed.event === lost.event && changed.at === lost.at
      ? `the event ${lost.event} of ${lost.at} was changed`
      : `the event ${lost.event} of ${lost.at} is not at its place any more`;
  return [
    {
      entry,
      path: changed === undefined ? ["history"] : ["history", index],
      level: "failure",
      message: `${what}: the history is only added to`,
      mend: "Put it back as it was, and add what is new at the end.",
    },
  ];
}
