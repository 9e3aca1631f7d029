import type { Partner } from "../partner.ts";
import { companyKeys, isListed, type Registry } from "../registry.ts";
import type { EntryFinding } from "./entry-finding.ts";

/** A finding about one of several entries. */
export interface RegistryFinding extends EntryFinding {
  /** Position of the entry. */
  readonly entry: number;
}

/** Entries of the same company, and accounts that are confirmed at two partners at once. */
export function checkCompanies({ partners }: Registry): RegistryFinding[] {
  return [...sameCompanies(partners), ...sharedPeople(partners)];
}

/** Linear in the number of entries: keys are looked up, and no two entries are compared. */
function sameCompanies(partners: readonly Partner[]): RegistryFinding[] {
  const current = new Map<string, number>();
  const findings: RegistryFinding[] = [];
  partners.forEach(({ name, url, domains }, entry) => {
    const keys = companyKeys([name], [url, ...domains]);
    const [key] = keys.filter((candidate) => current.has(candidate));
    for (const own of keys) if (!current.has(own)) current.set(own, entry);
    if (key === undefined) return;
    const first = partners[current.get(key) ?? 0];
    const byName = key.startsWith("name ");
    const by = byName ? "the same name" : `the same website, ${key.slice("host ".length)}`;
    const host = companyKeys([], [url]).includes(key) ? ["url"] : ["domains"];
    findings.push({
      entry,
      path: byName ? ["name"] : host,
      level: "failure",
      message: `${name} and ${first?.name} (id ${first?.id}) are the same company: both have ${by}`,
      mend: "Keep one entry, and give it the other name under `former-names`.",
    });
  });
  partners.forEach((partner, entry) => {
    partner["former-names"].forEach((former, index) => {
      const [key = ""] = companyKeys([former], []);
      const other = current.get(key) ?? entry;
      if (other === entry) return;
      findings.push({
        entry,
        path: ["former-names", index],
        level: "warning",
        message: `${former} is also the name of ${partners[other]?.id}, so a proposal of that name could mean either`,
        mend: "Take the former name out, or merge the two entries when they are one company.",
      });
    });
  });
  return findings;
}

interface Stay {
  readonly entry: number;
  readonly person: number;
  readonly login: string;
  readonly id: number | undefined;
  readonly from: string;
  /** The last day; later than any day when there is none yet. */
  readonly to: string;
}

const STILL = "9999-12-31";

function sharedPeople(partners: readonly Partner[]): RegistryFinding[] {
  const stays = partners.flatMap((partner, entry) =>
    partner.people.flatMap(({ login, id, from, to, consent }, person): Stay[] => {
      if (consent.state !== "confirmed") return [];
      const left = isListed(partner) ? undefined : partner["status-since"];
      return [{ entry, person, login, id, from, to: to ?? left ?? STILL }];
    }),
  );
  const byAccount = new Map<string, Stay[]>();
  for (const stay of stays) {
    const keys = [`login ${stay.login.toLowerCase()}`, ...(stay.id === undefined ? [] : [`id ${stay.id}`])];
    for (const key of keys) byAccount.set(key, [...(byAccount.get(key) ?? []), stay]);
  }
  const told = new Set<Stay>();
  return [...byAccount.values()].flatMap((group) =>
    group.flatMap((stay, index): RegistryFinding[] => {
      const earlier = group.slice(0, index).find((other) => overlap(other, stay));
      if (earlier === undefined || told.has(stay)) return [];
      told.add(stay);
      const other = partners[earlier.entry];
      return [
        {
          entry: stay.entry,
          path: ["people", stay.person, "login"],
          level: "failure",
          message: `${stay.login} is confirmed here and at ${other?.name} (id ${other?.id}) at the same time`,
          mend: "Write the last day at the earlier partner under `to`, or correct the account.",
        },
      ];
    }),
  );
}

/** The same account at two partners on more than the day of the change. A login that was given anew has another id. */
function overlap(one: Stay, other: Stay): boolean {
  const same = one.id === undefined || other.id === undefined || one.id === other.id;
  return same && one.entry !== other.entry && one.from < other.to && other.from < one.to;
}
