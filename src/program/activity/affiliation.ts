import { type Instant, instantOf } from "../instant.ts";
import type { Partner } from "../partner.ts";
import type { Registry } from "../registry.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { firstInstantOf, lastInstantOf } from "./activity-window.ts";
import { isLeftOut, optedOutNumbers } from "./left-out.ts";

/** How sure it is that a person works for a partner. Only what is confirmed is credited; the suggested is shown apart. */
export type CreditState = Exclude<Consent, "declined">;
type Consent = Partner["people"][number]["consent"]["state"];

/** A part of a contribution that is for a partner. */
export interface Share {
  partner: string;
  state: CreditState;
}

/** A time in which nothing changes in whom a person works for. */
export interface AffiliationPeriod {
  /** Its first and last millisecond; `null` for still. */
  from: Instant;
  to: Instant | null;
  /** For whom the person works, by partner id. */
  shares: readonly Share[];
  /** Partners by which the person has declined to be named. */
  declined: readonly string[];
}

/** Something in the registry by which contributions are not credited as somebody meant. */
export interface AffiliationProblem {
  kind: "no-account-id" | "no-such-day" | "to-before-from" | "overlap" | "login-of-another-account";
  partner: string;
  login: string;
  /** What is wrong, and what that means, as part of a sentence. */
  message: string;
}

/** Who worked for whom. */
export interface Affiliations {
  /** By GitHub's numeric account id. Periods do not overlap. */
  periods: ReadonlyMap<number, readonly AffiliationPeriod[]>;
  /** Accounts in the registry that never count. */
  leftOut: ReadonlySet<number>;
  /** Whether an account, in the registry or not, is one of those that want not to be counted. */
  isOptedOut: (id: number) => boolean;
  /** The ids of all partners. */
  partners: ReadonlySet<string>;
  problems: readonly AffiliationProblem[];
}

/**
 * Who worked for whom, as the registry says. Entries that cannot be matched or hold on no day are left out and reported.
 * Of entries of one person at one partner that overlap, each day counts once.
 */
export function affiliationsOf(
  { partners }: Pick<Registry, "partners">,
  config: Pick<ActivityConfig, "bots" | "people" | "opted-out">,
): Affiliations {
  const entries = new Map<number, Entry[]>();
  const leftOut = new Set<number>();
  const problems: AffiliationProblem[] = [];
  const owners = loginOwners(partners);
  for (const partner of partners) {
    for (const { login, id, from, to = null, consent } of partner.people) {
      const report = (kind: AffiliationProblem["kind"], message: string) =>
        problems.push({ kind, partner: partner.id, login, message });
      if (isLeftOut(config, { login, id, kind: "User" })) {
        if (id !== undefined) leftOut.add(id);
        continue;
      }
      if (id === undefined) {
        report("no-account-id", "has no account id, so nothing can be credited");
        continue;
      }
      if ((owners.get(login.toLowerCase())?.size ?? 0) > 1) {
        report("login-of-another-account", "is also the login of another account id in the registry");
      }
      const [begin, end] = [firstInstantOf(from), to === null ? null : lastInstantOf(to)];
      if (begin === undefined || end === undefined) {
        report("no-such-day", "has a day that is not in the calendar, so that entry does not count");
      } else if (end !== null && end < begin) {
        report(
          "to-before-from",
          `has a last day, ${to}, before the first, ${from}: that entry does not count`,
        );
      } else {
        const entry = { partner: partner.id, from: begin, to: end, state: consent.state };
        const others = entries.get(id) ?? [];
        if (others.some((other) => other.partner === partner.id && overlap(other, entry))) {
          report("overlap", `has entries that overlap, from ${from} on: each day counts once`);
        }
        entries.set(id, [...others, entry]);
      }
    }
  }
  return {
    periods: new Map([...entries].map(([id, own]) => [id, periodsOf(own)])),
    leftOut,
    isOptedOut: optedOutNumbers(config),
    partners: new Set(partners.map(({ id }) => id)),
    problems,
  };
}

/** The logins of the accounts that have confirmed to be named, by account id, as the registry spells them last. */
export function confirmedLogins({ partners }: Pick<Registry, "partners">): Map<number, string> {
  const confirmed = partners
    .flatMap(({ people }) => people)
    .filter(({ consent }) => consent.state === "confirmed");
  return new Map(confirmed.flatMap(({ id, login }) => (id === undefined ? [] : [[id, login]])));
}

/** One entry of the registry, with the first and the last millisecond of its days; `null` for still. */
interface Entry {
  partner: string;
  from: Instant;
  to: Instant | null;
  state: Consent;
}

function overlap(one: Entry, other: Entry): boolean {
  return (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to);
}

/** Cuts the time wherever one of the entries begins or ends. */
function periodsOf(entries: readonly Entry[]): AffiliationPeriod[] {
  const begins = entries.flatMap(({ from, to }) => (to === null ? [from] : [from, instantOf(to + 1)]));
  const cuts = [...new Set(begins)].sort((one, other) => one - other);
  return cuts.flatMap((from, index) => {
    const next = cuts[index + 1];
    const holding = entries.filter((entry) => entry.from <= from && (entry.to === null || from <= entry.to));
    if (holding.length === 0) return [];
    return [{ from, to: next === undefined ? null : instantOf(next - 1), ...statesOf(holding) }];
  });
}

/** Where entries at one partner overlap, a no holds before a yes, and a yes before silence. */
function statesOf(holding: readonly Entry[]): Pick<AffiliationPeriod, "shares" | "declined"> {
  const partners = [...new Set(holding.map(({ partner }) => partner))].sort();
  const says = (partner: string, state: Consent) =>
    holding.some((entry) => entry.partner === partner && entry.state === state);
  return {
    shares: partners
      .filter((partner) => !says(partner, "declined"))
      .map((partner) => ({ partner, state: says(partner, "confirmed") ? "confirmed" : "suggested" })),
    declined: partners.filter((partner) => says(partner, "declined")),
  };
}

/** The account ids that the registry has for each login, in lower case. A login can pass on to another account. */
function loginOwners(partners: readonly Partner[]): Map<string, Set<number>> {
  const owners = new Map<string, Set<number>>();
  for (const { login, id } of partners.flatMap(({ people, contacts }) => [...people, ...contacts])) {
    if (id === undefined) continue;
    const key = login.toLowerCase();
    owners.set(key, (owners.get(key) ?? new Set<number>()).add(id));
  }
  return owners;
}
