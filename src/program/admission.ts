import { UserError } from "../errors.ts";
import { safeUrl } from "../text/escape.ts";
import { oneLine } from "../text/one-line.ts";
import { type Account, isSameAccount } from "./account.ts";
import type { BallotRecord } from "./ballot/record.ts";
import { type Category, expiryOf } from "./category.ts";
import { decidedAt } from "./decision.ts";
import { formatDay } from "./instant.ts";
import { logoPaths } from "./logo.ts";
import { type Partner, partnerId, partnerSchema } from "./partner.ts";
import { type Consent, changePeople } from "./partner-people.ts";
import type { ProposalSnapshot } from "./proposal-snapshot.ts";
import { findPartner, ownHost, type Registry } from "./registry.ts";

/** What a passed `admit` ballot decided, and where it is written down. */
interface Admission {
  registry: Registry;
  /** Closed, and passed; what it decided on is its frozen proposal. */
  record: BallotRecord;
  /** Who decided, in words. */
  committee: string;
  /** The path of the decision's record. */
  decision: string;
  /** As the config has them: how long each badge counts. */
  categories: readonly Category[];
  /** The folder to which its logo comes; `null` when there is none that can be used. */
  logos: string | null;
  /** What people whom the proposal names have said of themselves. */
  consents: readonly Consent[];
}

/**
 * The registry entry for a company whose admission has passed: a new one, or a former partner's own one taken up
 * again. Every date in it is the day of the decision, or of a person's own word, so the entry does not depend on when it is
 * made. People are `suggested` until they say so themselves. The tier is not stored: it follows from the badges. An entry that this
 * decision has made before is returned as it is.
 *
 * The id is the one that the record froze; when another company has taken it since, the next free one.
 *
 * @throws UserError `partner-listed` when the company has become a partner by another decision.
 */
export function admitPartner(admission: Admission): Partner {
  const { registry, record, committee, decision, categories, consents } = admission;
  const { proposal } = record;
  if (proposal === null) throw new Error(`the ballot of issue ${record.issue} is about no proposal`);
  const made = registry.partners.find(({ history }) => history.some(({ ref }) => ref === decision));
  if (made !== undefined) return made;
  const known = findPartner(registry, { name: proposal.company, url: proposal.website });
  if (known !== null && known.status !== "former") {
    throw new UserError(
      "partner-listed",
      `${known.name} is in the registry already, under the id "${known.id}".`,
      "Close this pull request, or take the entry out of the registry when it is another company's.",
    );
  }
  const day = formatDay(decidedAt(record));
  const fresh = entryOf(proposal, record, decision, day, categories);
  const history = [{ at: day, event: "admitted", actor: oneLine(committee), ref: decision }];
  if (known === null) {
    const taken = registry.partners.map(({ id }) => id);
    const id = taken.includes(record.partner.id)
      ? partnerId(proposal.company, taken, proposal.website)
      : record.partner.id;
    return partnerSchema.parse({
      ...fresh,
      ...logoOf(admission, id, fresh.name),
      people: withConsents(fresh.people, consents, day),
      id,
      name: fresh.name || id,
      history,
    });
  }
  const renamed = fresh.name !== known.name && fresh.name !== "";
  const { "status-since": _, ...kept } = known;
  return partnerSchema.parse({
    ...kept,
    ...fresh,
    ...logoOf(admission, known.id, fresh.name),
    name: renamed ? fresh.name : known.name,
    "former-names": renamed ? unique([...known["former-names"], known.name]) : known["former-names"],
    links: { ...known.links, "case-studies": fresh.links["case-studies"] },
    people: withConsents(
      [
        ...known.people,
        ...fresh.people.filter((person) => !known.people.some((other) => isSameAccount(person, other))),
      ],
      consents,
      day,
    ),
    history: [...known.history, ...history],
  });
}

/** What the proposal says in the registry's words; parts that it does not say are left out. */
function entryOf(
  proposal: ProposalSnapshot,
  record: BallotRecord,
  decision: string,
  day: string,
  categories: readonly Category[],
) {
  const { agreement, contact, website } = proposal;
  const name = oneLine(proposal.company);
  const evidence = lines(proposal.evidence);
  const badges = unique(record.categories).map((category) => {
    const expires = expiryOf(categories, category, decidedAt(record));
    return { category, awarded: day, ...(expires === undefined ? {} : { expires }), evidence, decision };
  });
  return {
    name,
    ...(website === null ? {} : { url: website, domains: [ownHost(website) ?? []].flat() }),
    ...said("description", proposal.description.replace(/\r\n?/g, "\n").trim()),
    services: lines(proposal.services),
    regions: lines(proposal.regions),
    links: { "case-studies": unique(proposal["case-studies"].flatMap((text) => safeUrl(text) ?? [])) },
    status: "active" as const,
    since: day,
    badges,
    contacts: contact === null ? [] : [accountOf(contact)],
    people: proposal.people
      .filter((person, index, all) => all.findIndex((other) => isSameAccount(person, other)) === index)
      .map((person) => ({
        ...accountOf(person),
        ...said("role", oneLine(person.role ?? "")),
        from: day,
        consent: { state: "suggested" as const },
      })),
    ...(agreement === null
      ? {}
      : {
          agreement: {
            ...said("signatory", oneLine(agreement.signatory ?? "")),
            ...said("title", oneLine(agreement.title ?? "")),
            date: agreement.date,
          },
        }),
    application: record.issue,
  };
}

function withConsents(
  people: readonly Partner["people"][number][],
  consents: readonly Consent[],
  day: string,
): Partner["people"] {
  return changePeople(people, { joins: [], leaves: [], consents, day }).people;
}

/** Without one that can be used, a former partner keeps the one that it had. */
function logoOf({ registry, logos }: Admission, id: string, name: string): Pick<Partner, "logo"> {
  if (logos === null) return {};
  const others = registry.partners.filter((partner) => partner.id !== id);
  return { logo: { ...logoPaths(logos, id, others), ...said("alt", name) } };
}

function accountOf({ login, id }: Account): { login: string; id?: number } {
  return id === null || id === undefined ? { login } : { login, id };
}

function said<Key extends string>(key: Key, text: string): { [K in Key]?: string } {
  const part: { [K in Key]?: string } = {};
  if (text !== "") Object.assign(part, { [key]: text });
  return part;
}

function lines(texts: readonly string[]): string[] {
  return unique(texts.map(oneLine).filter((text) => text !== ""));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
