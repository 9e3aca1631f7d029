import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { admitPartner } from "../../../src/program/admission.ts";
import { type Partner, type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import type { Consent } from "../../../src/program/partner-people.ts";
import type { Registry } from "../../../src/program/registry.ts";
import { decidedRecord, proposalOf } from "../../support/decided-record.ts";

const decision = "decisions/2026/12-acme-labs-admit.yml";
const committee = "Technical Steering Committee";

function registryOf(...partners: (Partial<PartnerInput> & { id: string; name: string })[]): Registry {
  return {
    version: 1,
    partners: partners.map((partner) => partnerSchema.parse({ since: "2020-02-29", ...partner })),
  };
}

function admit(
  proposal = proposalOf(),
  registry = registryOf(),
  logos: string | null = "logos",
  consents: readonly Consent[] = [],
): Partner {
  const record = decidedRecord("yes", proposal);
  return admitPartner({ registry, record, committee, decision, categories: [], logos, consents });
}

describe("admitting a partner", () => {
  it("makes the entry out of the frozen proposal, with a badge for each category decided", () => {
    expect(admit()).toMatchObject({
      id: "acme-labs",
      name: "Acme Labs",
      url: "https://www.acme.example/",
      domains: ["acme.example"],
      services: ["Consulting", "Training"],
      links: { "case-studies": ["https://www.acme.example/story"] },
      logo: { light: "logos/acme-labs.png", dark: "logos/acme-labs-dark.png", alt: "Acme Labs" },
      status: "active",
      since: "2026-03-09",
      badges: ["engineering", "marketing"].map((category) => ({
        category,
        awarded: "2026-03-09",
        evidence: ["https://github.com/example/packs/pull/7", "A talk in May"],
        decision,
      })),
      contacts: [{ login: "anna-acme", id: 11 }],
      agreement: { signatory: "Anna Acme", title: "CEO", date: "2026-03-01" },
      application: 12,
      history: [{ at: "2026-03-09", event: "admitted", actor: committee, ref: decision }],
    });
  });

  it("claims nobody: people are suggested until they say so themselves", () => {
    const people = [
      { login: "ben-acme", id: 12, role: "Developer" },
      { login: "BEN-acme", id: 12, role: null },
      { login: "carla", id: null, role: null },
    ];
    expect(admit(proposalOf({ people })).people).toEqual([
      { login: "ben-acme", id: 12, role: "Developer", from: "2026-03-09", consent: { state: "suggested" } },
      { login: "carla", from: "2026-03-09", consent: { state: "suggested" } },
    ]);
  });

  it("writes down what people have said of themselves, also of those whom a former entry names", () => {
    const people = [
      { login: "ben-acme", id: 12, role: null },
      { login: "carla", id: null, role: null },
    ];
    const ref = "https://github.com/example/community/issues/12#issuecomment-1";
    const said = (account: Consent["account"], state: Consent["state"]): Consent => ({
      account,
      state,
      day: "2026-03-12",
      ref,
    });
    const consents = [
      said({ login: "ben-renamed", id: 12 }, "confirmed"),
      said({ login: "Carla" }, "declined"),
    ];
    expect(admit(proposalOf({ people }), registryOf(), null, consents).people).toEqual([
      {
        login: "ben-acme",
        id: 12,
        from: "2026-03-09",
        consent: { state: "confirmed", at: "2026-03-12", ref },
      },
      { login: "carla", from: "2026-03-09", consent: { state: "declined", at: "2026-03-12", ref } },
    ]);
    const former = registryOf({
      id: "acme",
      name: "Acme Labs",
      status: "former",
      people: [{ login: "ben-acme", id: 12, from: "2024-01-01", consent: { state: "suggested" } }],
    });
    expect(admit(proposalOf({ people }), former, null, consents).people).toMatchObject([
      { login: "ben-acme", from: "2024-01-01", consent: { state: "confirmed" } },
      { login: "carla", consent: { state: "declined" } },
    ]);
  });

  it("leaves out what was not said", () => {
    const bare = proposalOf({
      website: null,
      contact: null,
      description: "",
      services: [],
      categories: [],
      evidence: [],
      people: [],
      regions: [],
      "case-studies": [],
      logo: null,
      agreement: { signatory: null, title: null, date: "2026-03-01" },
    });
    expect(admit(bare, registryOf(), null)).toEqual(
      partnerSchema.parse({
        id: "acme-labs",
        name: "Acme Labs",
        since: "2026-03-09",
        agreement: { date: "2026-03-01" },
        application: 12,
        history: [{ at: "2026-03-09", event: "admitted", actor: committee, ref: decision }],
      }),
    );
  });

  it("writes hostile text on one line and keeps no link that is none", () => {
    const partner = admit(
      proposalOf({
        company: "Acme\n\u202Estatus: former\u0007  Labs",
        services: ["a\nb", " ", "a b"],
        "case-studies": ["javascript:alert(1)", "We did something", "https://acme.example/x"],
      }),
    );
    expect(partner).toMatchObject({ name: "Acme status: former Labs", services: ["a b"] });
    expect(partner.links["case-studies"]).toEqual(["https://acme.example/x"]);
  });

  it("puts the logo where no other partner's is", () => {
    const registry = registryOf(
      { id: "labs", name: "Labs", logo: { light: "logos/acme-labs-dark.png" } },
      { id: "other", name: "Other", logo: { light: "logos/acme-labs-2.png" } },
    );
    expect(admit(proposalOf(), registry).logo).toMatchObject({
      light: "logos/acme-labs-3.png",
      dark: "logos/acme-labs-3-dark.png",
    });
  });

  it("leaves a former partner the logo that it had when there is no new one", () => {
    const logo = { light: "logos/acme.png" };
    const registry = registryOf({ id: "acme", name: "Acme Labs", status: "former", logo });
    expect(admit(proposalOf(), registry, null).logo).toEqual(logo);
    expect(admit(proposalOf(), registry).logo).toEqual({
      light: "logos/acme.png",
      dark: "logos/acme-dark.png",
      alt: "Acme Labs",
    });
  });

  it("does not take a platform's host for the company's own", () => {
    expect(admit(proposalOf({ website: "https://github.com/acme" })).domains).toEqual([]);
  });

  it("takes the next free id when another company has taken the frozen one", () => {
    const registry = registryOf({ id: "acme-labs", name: "Quite Another", url: "https://other.example" });
    expect(admit(proposalOf(), registry).id).toBe("acme-labs-2");
  });

  it("refuses a company that has become a partner by another decision", () => {
    const registry = registryOf({ id: "acme", name: "ACME labs" });
    expect(() => admit(proposalOf(), registry)).toThrowError(UserError);
    expect(() =>
      admit(proposalOf(), registryOf({ id: "x", name: "X", url: "https://acme.example" })),
    ).toThrow('under the id "x"');
  });

  it("returns the entry as it is when this decision has made it before", () => {
    const edited = { ...admit(), description: "Corrected by a person.", status: "at-risk" as const };
    expect(admit(proposalOf(), { version: 1, partners: [edited] })).toEqual(edited);
  });

  it("takes up the entry of a former partner again, with its id and its history", () => {
    const registry = registryOf({
      id: "acme",
      name: "Acme",
      url: "https://acme.example",
      status: "former",
      "status-since": "2024-01-01",
      since: "2020-02-29",
      languages: ["Deutsch"],
      badges: [{ category: "marketing", awarded: "2020-02-29" }],
      people: [{ login: "Ben-Acme", from: "2020-02-29", consent: { state: "confirmed" } }],
      application: 3,
      history: [{ at: "2020-02-29", event: "admitted" }],
    });
    const partner = admit(proposalOf(), registry);
    expect(partner).toMatchObject({
      id: "acme",
      name: "Acme Labs",
      "former-names": ["Acme"],
      status: "active",
      since: "2026-03-09",
      languages: ["Deutsch"],
      application: 12,
    });
    expect(partner["status-since"]).toBeUndefined();
    expect(partner.badges).toHaveLength(2);
    expect(partner.people.map(({ consent }) => consent.state)).toEqual(["confirmed"]);
    expect(partner.history.map(({ at }) => at)).toEqual(["2020-02-29", "2026-03-09"]);
  });
});
