import { isOptedOut } from "../../program/activity/left-out.ts";
import { companyLink, placeLink, shortAddress } from "./repository-link.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteInput } from "./site-input.ts";
import { isTold, toldActor } from "./told-event.ts";

interface Fact {
  readonly name: string;
  /** Either links or words. */
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly words: string;
}

/** What is known of a partner in short, as far as its tier shows it: from half a page on. */
export function factsOf({ repository }: SiteInput, { partner, page, state }: ShownPartner): Fact[] {
  if (state === "former" || page === "logo" || page === "blurb") return [];
  const { links, application } = partner;
  const { origin } = new URL(repository.url);
  const proposal =
    application === undefined
      ? []
      : [{ text: `Issue ${application}`, href: `${repository.url}/issues/${application}` }];
  const facts = [
    linkFact("Website", addresses([partner.url])),
    linkFact("Support", addresses([links.support])),
    linkFact("Training", addresses([links.training])),
    wordFact("Services", partner.services),
    wordFact("Regions", partner.regions),
    wordFact("Languages", partner.languages),
    linkFact("Case studies", addresses(links["case-studies"])),
    linkFact(
      "On GitHub",
      partner.github.map((login) => ({ text: login, href: `${origin}/${login}` })),
    ),
    linkFact("Proposal", proposal),
  ];
  return facts.filter((fact) => fact.links.length > 0 || fact.words !== "");
}

/** Who works for the partner and has agreed to be named; on a page of its own only. */
export function peopleOf({ config, repository, day }: SiteInput, { partner, page, state }: ShownPartner) {
  if (state === "former" || page !== "own-page") return [];
  const { origin } = new URL(repository.url);
  return partner.people
    .filter(({ consent, from, to }) => consent.state === "confirmed" && from <= day && (to ?? day) >= day)
    .filter((person) => !isOptedOut(config.activity, person))
    .map(({ login, role, from }) => ({ login, href: `${origin}/${login}`, role: role ?? null, from }));
}

/** What happened, newest first, as far as the site tells it; on a page of its own only. */
export function historyOf(
  { config, repository }: Pick<SiteInput, "config" | "repository">,
  { partner, page, state }: ShownPartner,
) {
  if (state === "former" || page !== "own-page") return [];
  return partner.history
    .filter(({ event }) => isTold({ config }, event))
    .map(({ at, event, actor, ref }) => {
      const place = ref === undefined ? null : placeLink(repository, ref);
      return {
        at,
        event: sentence(event),
        actor: toldActor(partner, actor),
        href: place?.href ?? null,
        foreign: place?.foreign ?? false,
      };
    })
    .reverse();
}

function linkFact(name: string, links: Fact["links"]): Fact {
  return { name, links, words: "" };
}

function wordFact(name: string, lines: readonly string[]): Fact {
  return { name, links: [], words: lines.join(", ") };
}

function addresses(given: readonly (string | undefined)[]): Fact["links"] {
  return given
    .map((address) => companyLink(shortAddress(address ?? ""), address))
    .filter((link) => link !== null);
}

/** `Badge awarded` for `badge-awarded`. */
function sentence(event: string): string {
  const words = event.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
