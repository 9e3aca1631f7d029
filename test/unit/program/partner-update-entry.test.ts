import { describe, expect, it } from "vitest";
import { type Partner, partnerSchema } from "../../../src/program/partner.ts";
import { type Consent, mayEndPartnership, speaksFor } from "../../../src/program/partner-people.ts";
import type { PartnerUpdate } from "../../../src/program/partner-update.ts";
import { partnersNamed, updatedEntry } from "../../../src/program/partner-update-entry.ts";
import { requireRegistry } from "../../../src/program/registry.ts";
import { person } from "../../support/looks.ts";
import { GLOBEX, INITECH, registryOf } from "../../support/updates.ts";

const DAY = "2026-03-02";
const ISSUE = "https://github.com/stackwright/community/issues/12";
const NOTHING: PartnerUpdate = {
  name: undefined,
  website: undefined,
  description: undefined,
  services: undefined,
  regions: undefined,
  languages: undefined,
  support: undefined,
  training: undefined,
  "case-studies": undefined,
  logo: undefined,
  "logo-dark": undefined,
  joins: [],
  leaves: [],
  ends: false,
};

function updated(
  update: Partial<PartnerUpdate>,
  more: Partial<Partner> = {},
  consents: readonly Consent[] = [],
) {
  const partner = partnerSchema.parse({ ...GLOBEX, ...more });
  const registry = { version: 1 as const, partners: [partner, partnerSchema.parse(INITECH)] };
  return updatedEntry({
    registry,
    partner,
    update: { ...NOTHING, ...update },
    consents,
    day: DAY,
    actor: "gus",
    ref: ISSUE,
  });
}

const named = (login: string, role: string | null = null) => ({ login, id: person(login).id, role });

describe("which partner is meant", () => {
  const registry = requireRegistry(
    registryOf(GLOBEX, INITECH, { ...INITECH, id: "acme", name: "Globex, Inc.", "former-names": ["GLOBEX"] }),
  );
  const ids = (text: string) => partnersNamed(registry, text).map(({ id }) => id);

  it("is found by id, by name and by a former name", () => {
    expect(ids("initech")).toEqual(["initech"]);
    expect(ids("INITECH!")).toEqual(["initech"]);
    expect(ids("Initrode")).toEqual(["initech"]);
    expect(ids("Globex Industries")).toEqual(["globex"]);
  });

  it("is not guessed", () => {
    expect(ids("Globex")).toEqual(["globex", "acme"]);
    expect(ids("Umbrella")).toEqual([]);
    // An id, letter by letter, says which one.
    expect(ids("globex")).toEqual(["globex"]);
  });
});

describe("who speaks for a partner", () => {
  const partner = partnerSchema.parse(GLOBEX);
  it.each([
    ["gus", true],
    ["eli", true],
    ["fay", true],
    ["hal", false],
    ["ivy", false],
    ["mallory", false],
  ])("%s: %s", (login, expected) => {
    expect(speaksFor(partner, person(login), DAY)).toBe(expected);
  });

  it("is told by the account's number, which a renamed account keeps and a new one of that name has not", () => {
    expect(speaksFor(partner, { login: "gus-renamed", id: person("gus").id }, DAY)).toBe(true);
    expect(speaksFor(partner, { login: "gus", id: 5 }, DAY)).toBe(false);
    expect(speaksFor(partner, { login: "ELI", id: 5 }, DAY)).toBe(true);
    expect(speaksFor(partner, person("hal"), "2026-02-01")).toBe(true);
  });
});

describe("an updated entry", () => {
  it("says what the update says, and keeps the rest", () => {
    const { partner, changed, problems } = updated({
      description: "Globex makes robots.",
      services: ["Robots"],
      languages: ["English", "Deutsch"],
      training: "https://globex.example/training",
      regions: [],
    });
    expect({ changed, problems }).toEqual({ changed: true, problems: [] });
    const { regions: _, history, ...entry } = partnerSchema.parse(GLOBEX);
    expect(partner).toEqual({
      ...entry,
      description: "Globex makes robots.",
      services: ["Robots"],
      regions: [],
      languages: ["English", "Deutsch"],
      links: { ...entry.links, training: "https://globex.example/training" },
      history: [...history, { at: DAY, event: "updated", actor: "gus", ref: ISSUE }],
    });
  });

  it("is not changed by what it says already", () => {
    const same = { services: ["Consulting", "Training"], name: "Globex", website: "https://globex.example/" };
    expect(updated(same).changed).toBe(false);
    expect(updated({ joins: [named("eli"), named("fay")] }).changed).toBe(false);
  });

  it("keeps the former name under another one, and goes back to it", () => {
    const renamed = updated({ name: "Globex Labs" }).partner;
    expect(renamed).toMatchObject({
      id: "globex",
      name: "Globex Labs",
      "former-names": ["Globex Industries", "Globex"],
      logo: { alt: "Globex Labs" },
    });
    const back = updated({ name: "Globex" }, renamed).partner;
    expect(back).toMatchObject({ name: "Globex", "former-names": ["Globex Industries", "Globex Labs"] });
  });

  it("keeps the hosts of earlier websites", () => {
    const { partner } = updated({ website: "https://www.globex-labs.example/" });
    expect(partner.url).toBe("https://www.globex-labs.example/");
    expect(partner.domains).toEqual(["globex.example", "globex-labs.example"]);
    expect(updated({ website: null }).partner).toMatchObject({ domains: ["globex.example"] });
    expect(updated({ website: null }).partner.url).toBeUndefined();
  });

  it("takes another partner's name or website for a problem, an earlier name too", () => {
    expect(updated({ name: "initech" }).problems).toEqual([
      { field: "name", why: "name-taken", found: "Initech" },
    ]);
    expect(updated({ name: "Initrode" }).problems).toHaveLength(1);
    expect(updated({ website: "https://www.initech.example/x" }).problems).toEqual([
      { field: "website", why: "website-taken", found: "Initech" },
    ]);
  });

  it("empties links, and the logo as a whole or its dark picture alone", () => {
    const { partner } = updated({ support: null, "case-studies": [], description: null });
    expect(partner).toMatchObject({ links: { "case-studies": [] }, description: "" });
    expect(partner.links.support).toBeUndefined();
    const both = { light: "https://github.com/user-attachments/assets/1", dark: "logos/d.png", alt: "G" };
    expect(updated({ logo: null }, { logo: both }).partner.logo).toBeUndefined();
    expect(updated({ "logo-dark": null }, { logo: both }).partner.logo).toEqual({
      light: both.light,
      alt: "G",
    });
    expect(updated({ logo: "https://new.example/" }, { logo: both }).partner.logo).toEqual({
      ...both,
      light: "https://new.example/",
    });
    expect(updated({ logo: null, "logo-dark": "https://new.example/" }).problems).toEqual([
      { field: "logo-dark", why: "no-logo", found: "" },
    ]);
    const first = updated({ logo: "https://new.example/" }, { logo: undefined });
    expect(first.partner.logo).toEqual({ light: "https://new.example/", alt: "Globex" });
  });

  it("only suggests new people, and changes nothing of known ones but their role", () => {
    const { partner } = updated({ joins: [named("zoe", "tester"), named("eli", "lead")] });
    expect(partner.people).toEqual([
      { login: "eli", role: "lead", from: "2026-01-05", consent: { state: "confirmed" } },
      ...partnerSchema.parse(GLOBEX).people.slice(1),
      { login: "zoe", id: person("zoe").id, role: "tester", from: DAY, consent: { state: "suggested" } },
    ]);
  });

  it("takes back who has left as somebody new", () => {
    const { people } = updated({ joins: [named("hal")] }).partner;
    expect(people.filter(({ login }) => login === "hal")).toEqual([
      { login: "hal", from: "2026-01-05", to: "2026-02-01", consent: { state: "confirmed" } },
      { login: "hal", id: person("hal").id, from: DAY, consent: { state: "suggested" } },
    ]);
  });

  it("ends the time of who leaves on that day", () => {
    const { people } = updated({ leaves: [named("eli")] }).partner;
    expect(people[0]).toEqual({
      login: "eli",
      role: "maintainer",
      from: "2026-01-05",
      to: DAY,
      consent: { state: "confirmed" },
    });
    expect(people).toHaveLength(4);
  });

  const says = (login: string, state: Consent["state"]): Consent => ({
    account: { login: login.toUpperCase(), id: null },
    state,
    day: DAY,
    ref: `${ISSUE}#issuecomment-1`,
  });

  it("takes people at their own word on being named", () => {
    const { partner } = updated({ joins: [named("zoe"), named("yan")] }, {}, [
      says("zoe", "confirmed"),
      says("yan", "declined"),
      says("eli", "declined"),
    ]);
    const consents = new Map(partner.people.map(({ login, consent }) => [login, consent]));
    const ref = `${ISSUE}#issuecomment-1`;
    expect(consents.get("zoe")).toEqual({ state: "confirmed", at: DAY, ref });
    expect(consents.get("yan")).toEqual({ state: "declined", at: DAY, ref });
    expect(consents.get("eli")).toEqual({ state: "declined", at: DAY, ref });
    expect(consents.get("hal")).toEqual({ state: "confirmed" });
  });

  it("names who has declined again only by their own word", () => {
    const again = updated({ joins: [named("ivy")] }, {}, [says("ivy", "confirmed")]);
    expect(again.problems).toEqual([]);
    expect(again.partner.people.find(({ login }) => login === "ivy")?.consent.state).toBe("confirmed");
  });

  it("ends the partnership where the company asks for it", () => {
    const { partner, changed } = updated({ ends: true });
    expect(changed).toBe(true);
    expect(partner).toMatchObject({ status: "former", "status-since": DAY });
    expect(partner.history.at(-1)).toEqual({ at: DAY, event: "left", actor: "gus", ref: ISSUE });
  });

  it("lets only contacts and people who have confirmed end it", () => {
    const partner = partnerSchema.parse({ ...GLOBEX, contacts: [{ login: "gus" }] });
    const may = (login: string) => mayEndPartnership(partner, { login, id: null }, DAY);
    expect(["gus", "eli", "hal", "ivy", "zoe"].map(may)).toEqual([true, true, false, false, false]);
  });

  it.each([
    ["declined", { joins: [named("ivy")] }, "ivy"],
    ["not-there", { leaves: [named("zoe")] }, "zoe"],
    ["not-there", { leaves: [named("hal")] }, "hal"],
    [
      "named-twice",
      { joins: [named("eli")], leaves: [named("ELI")].map((one) => ({ ...one, id: null })) },
      "eli",
    ],
  ])("cannot do about people: %s", (why, update, found) => {
    expect(updated(update).problems).toEqual([{ field: "people", why, found }]);
  });
});
