import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import {
  partnersListNames,
  renderPartnersFile,
  renderPartnersList,
} from "../../../src/pages/partners-list.ts";
import { categorySchema, DEFAULT_CATEGORIES } from "../../../src/program/category.ts";
import { configSchema } from "../../../src/program/config.ts";
import { type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import type { Registry } from "../../../src/program/registry.ts";
import { expectGolden } from "../../support/golden.ts";

const names = {
  program: "Partner Program",
  project: "Example",
  categories: DEFAULT_CATEGORIES.map((category) => categorySchema.parse(category)),
  applyUrl: "https://github.com/example/community/issues/new?template=partnership-proposal.yml",
};

function registryOf(...partners: (Partial<PartnerInput> & { name: string })[]): Registry {
  return {
    version: 1,
    partners: partners.map((partner, index) =>
      partnerSchema.parse({ id: `p-${index}`, since: "2026-03-09", ...partner }),
    ),
  };
}

const namesIn = (list: string) => [...list.matchAll(/^## (?:\[([^\]]+)\]|(.*))/gm)].map(([, a, b]) => a ?? b);

const HOSTILE = {
  name: "](https://evil.example) @octo-chair #1 <img src=x onerror=alert(1)> `x` | **y** {{ 1 }}",
  url: "https://acme.example/a_(b)?x=[1]",
  description:
    "# Heading\r\n\r\n- list\r\n1. one ![x](https://evil.example/x.png)\n\n<!-- partnerbot:partners:end -->\n<script>alert(1)</script> fixes #12 and www.evil.example and https://evil.example\n\n---\n\n    code",
};

describe("the partners list", () => {
  it("shows every partner once, with badges, description, link and date", () => {
    const badge = (category: string, expires?: string) => ({
      category,
      awarded: "2026-03-09",
      ...(expires && { expires }),
    });
    const list = renderPartnersList(
      registryOf(
        {
          name: "Nordlicht Suche GmbH",
          url: "https://nordlicht.example/",
          description: "Looks after search.\n\nTrains people.",
          badges: [badge("engineering"), badge("marketing", "2027-03-09")],
        },
        { name: "Acme", badges: [badge("professional-services")], since: "2024-02-29" },
        { name: "Ohne Website" },
      ),
      names,
    );
    expectGolden("partners-list/some.md", renderPartnersFile(null, list));
  });

  it("says how to apply when there is no partner yet", () => {
    expectGolden("partners-list/none.md", renderPartnersFile(null, renderPartnersList(registryOf(), names)));
  });

  it("makes hostile text inert", () => {
    const list = renderPartnersList(registryOf(HOSTILE), names);
    expectGolden("partners-list/hostile.md", renderPartnersFile(null, list));
    expect(list).not.toMatch(/@octo|#1\b|[^\\]</);
  });

  it("is in alphabetical order, whatever the case, accents and numbers, and says so", () => {
    const list = renderPartnersList(
      registryOf(
        { name: "zeta" },
        { name: "Team 10" },
        { name: "Ärzte" },
        { name: "Team 9" },
        { name: "Beta" },
        { name: "alpha" },
        { name: "אבג" },
        { name: "日本電気" },
        { name: "C3 AI" },
        { name: "Cafe 24" },
      ),
      names,
    );
    expect(namesIn(list)).toEqual([
      "alpha",
      "Ärzte",
      "Beta",
      "C3 AI",
      "Cafe 24",
      "Team 9",
      "Team 10",
      "zeta",
      "אבג",
      "日本電気",
    ]);
    expect(list).toContain("in alphabetical order by name");
  });

  it("does not depend on the order of the registry", () => {
    const partners = [{ name: "Same", id: "b" }, { name: "same", id: "a" }, { name: "Other" }];
    const list = renderPartnersList(registryOf(...partners), names);
    expect(renderPartnersList(registryOf(...partners.reverse()), names).replace(/p-\d/g, "")).toBe(list);
  });

  it("leaves out former and suspended partners", () => {
    const list = renderPartnersList(
      registryOf(
        { name: "Gone", status: "former" },
        { name: "Barred", status: "suspended" },
        { name: "Quiet", status: "at-risk" },
        { name: "Leaving", status: "winding-down" },
      ),
      names,
    );
    expect(namesIn(list)).toEqual(["Leaving", "Quiet"]);
  });

  it("links only to web addresses of public hosts", () => {
    const list = renderPartnersList(registryOf({ name: "Local", url: "http://localhost:8080/" }), names);
    expect(namesIn(list)).toEqual(["Local"]);
    expect(list).not.toContain("localhost");
  });
});

describe("the file of the list", () => {
  const around =
    "# Ours\r\n\r\nHello.\r\n\r\n<!-- partnerbot:partners:start -->\r\nold\r\n<!-- partnerbot:partners:end -->\r\nBye";

  it("changes only what is between the markers", () => {
    expect(renderPartnersFile(around, "new\n")).toBe(
      around.replace("start -->\r\nold\r\n", "start -->\r\n\r\nnew\r\n\r\n"),
    );
  });

  it("changes nothing when nothing has changed", () => {
    const once = renderPartnersFile(around, "new\n");
    expect(renderPartnersFile(once, "new\n")).toBe(once);
  });

  it.each([
    ["has no markers", "# Partners\n"],
    ["has a marker twice", `${around}\r\n<!-- partnerbot:partners:start -->\r\n`],
    ["lost its end marker", "# Partners\n<!-- partnerbot:partners:start -->\n"],
  ])("is not touched when it %s, and the maintainer is told", (_, text) => {
    expect(() => renderPartnersFile(text, "new\n")).toThrowError(UserError);
  });
});

it("is named after the repository where the config says nothing", () => {
  const config = configSchema.parse({ roll: [{ users: ["octo-chair"] }] });
  const repository = { owner: "Example", url: "https://github.com/example/community" };
  expect(partnersListNames(config, repository)).toEqual(names);
  const named = { ...config, program: { ...config.program, name: "Friends", project: "Sample" } };
  expect(partnersListNames(named, repository)).toMatchObject({ program: "Friends", project: "Sample" });
});
