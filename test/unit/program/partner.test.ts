import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partnerId, partnerSchema } from "../../../src/program/partner.ts";

describe("the id of a partner", () => {
  it.each([
    ["Acme Labs", "acme-labs"],
    ["  Nordlicht Suche GmbH ", "nordlicht-suche-gmbh"],
    ["Crédit Málaga & Søn ŁÓDŹ", "credit-malaga-and-son-lodz"],
    ["Straße™", "strasse"],
    ["ＮＥＣ", "nec"],
    ["McDonald's", "mcdonalds"],
    ["R&D", "r-and-d"],
    ["../x", "x"],
    ["a/b\\c", "a-b-c"],
    ["C++", "c"],
    ["37signals", "37signals"],
    ["true", "partner-true"],
    ["Yes", "partner-yes"],
    ["NULL", "partner-null"],
    ["123", "partner-123"],
    ["2026-01-01", "partner-2026-01-01"],
    ["1e3", "partner-1e3"],
    ["0x1F", "partner-0x1f"],
    ["CON", "partner-con"],
    ["line\nbreak: yes", "line-break-yes"],
  ])("%j is %s", (name, id) => {
    expect(partnerId(name, [])).toBe(id);
  });

  it.each([
    ["日本電気", "https://www.nec.example/ja/", "nec-example"],
    ["日本電気 2024", "https://nec.example", "nec-example"],
    ["株式会社A", "https://a-works.example", "a-works-example"],
    ["日本 NEC", "https://jpn.example", "nec"],
  ])("%j at %s is %s", (name, website, id) => {
    expect(partnerId(name, [], website)).toBe(id);
  });

  it("falls back to a stable word when neither the name nor the website can be read", () => {
    for (const name of ["日本電気", "🎉", "שלום", "!!!"]) {
      const id = partnerId(name, []);
      expect(id).toMatch(/^partner-[0-9a-f]{8}$/);
      expect(partnerId(` ${name} `, [], "https://日本.example")).toBe(id);
    }
    expect(partnerId("日本電気", [])).not.toBe(partnerId("日本放送", []));
  });

  it("is never one that is taken", () => {
    expect(partnerId("Acme", ["acme"])).toBe("acme-2");
    expect(partnerId("Acme", ["ACME", "acme-2"])).toBe("acme-3");
    expect(partnerId("x".repeat(300), ["x".repeat(60)])).toBe(`${"x".repeat(60)}-2`);
  });

  it("cuts long names between words", () => {
    const id = partnerId("International ".repeat(30), []);
    expect(id).toBe("international-international-international-international");
  });

  it("is valid and free, whatever the name", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.array(fc.string({ maxLength: 5 })),
        (name, taken) => {
          const id = partnerId(name, taken);
          expect(partnerSchema.shape.id.parse(id)).toBe(id);
          expect(taken).not.toContain(id);
          expect(partnerId(name, taken)).toBe(id);
        },
      ),
    );
  });
});

describe("a registry entry", () => {
  const least = { id: "acme", name: "Acme", since: "2026-03-09" };

  it("keeps exact amounts of weeks, and reads what it wrote", () => {
    const anonymous = [{ week: "2026-03-02", commit: 3, "pull-request-merged": "3/2" }];
    const partner = partnerSchema.parse({ ...least, anonymous });
    expect(partner.anonymous).toEqual(anonymous);
    expect(partnerSchema.parse(partner)).toEqual(partner);
  });

  it("needs an id, a name and a day, and fills in the rest", () => {
    const partner = partnerSchema.parse(least);
    expect(partner).toMatchObject({
      status: "active",
      badges: [],
      links: { "case-studies": [] },
      history: [],
    });
    expect(partnerSchema.parse(partner)).toEqual(partner);
  });

  it.each([
    ["an address that runs code", { url: "javascript:alert(1)" }],
    ["an address of data", { links: { support: "data:text/html,x" } }],
    ["a name of two lines", { name: "Acme\nEvil" }],
    ["a path out of the repository", { logo: { light: "../../etc/passwd" } }],
    ["an absolute path", { logo: { light: "/etc/passwd" } }],
    ["an id with a capital", { id: "Acme" }],
    ["a day with a time", { since: "2026-03-09T00:00:00Z" }],
    ["an unknown key", { tier: "gold" }],
    ["an unknown status", { status: "gone" }],
    ["a week that begins on a Tuesday", { anonymous: [{ week: "2026-03-03", commit: 1 }] }],
    ["a week that is not in the calendar", { anonymous: [{ week: "2026-02-30", commit: 1 }] }],
    ["nothing as an amount", { anonymous: [{ week: "2026-03-02", commit: 0 }] }],
    ["half an amount", { anonymous: [{ week: "2026-03-02", commit: 0.5 }] }],
    ["an amount of nothing at all", { anonymous: [{ week: "2026-03-02", commit: "1/0" }] }],
    ["an amount without end", { anonymous: [{ week: "2026-03-02", commit: "1".repeat(30) }] }],
    ["a kind that is not counted", { anonymous: [{ week: "2026-03-02", like: 1 }] }],
    ["a name in a week", { anonymous: [{ week: "2026-03-02", login: "anna" }] }],
  ])("refuses %s", (_, change) => {
    expect(partnerSchema.safeParse({ ...least, ...change }).success).toBe(false);
  });
});
