import type { SiteInput } from "../../src/pages/site/site-input.ts";
import { configSchema } from "../../src/program/config.ts";
import { type PartnerInput, partnerSchema } from "../../src/program/partner.ts";
import type { SiteConfig } from "../../src/program/site-config.ts";

/** A config with the tiers of StackStorm's draft. */
export function siteConfig(program: object = { project: "StackStorm" }, site: Partial<SiteConfig> = {}) {
  return configSchema.parse({
    program,
    site,
    tiers: [
      { id: "bronze", name: "Bronze", badges: 1, page: "logo", color: "CD7F32" },
      { id: "silver", name: "Silver", badges: 2, page: "blurb", color: "c0c0c0" },
      { id: "gold", name: "Gold", badges: 3, page: "half-page", color: "d4af37" },
      { id: "platinum", name: "Platinum", badges: "all", page: "own-page", color: "e5e4e2" },
    ],
    roll: [{ users: ["octo-chair"] }],
  });
}

/** What a site is made of; its templates are not to be used. */
export function siteInput(
  partners: readonly (Partial<PartnerInput> & { id: string })[],
  change: Partial<SiteInput> = {},
): SiteInput {
  return {
    config: siteConfig(),
    registry: {
      version: 1,
      partners: partners.map((partner) =>
        partnerSchema.parse({ name: partner.id, since: "2026-03-09", ...partner }),
      ),
    },
    decisions: [],
    archives: [],
    repository: {
      owner: "example",
      name: "community",
      url: "https://github.com/example/community",
      branch: "main",
    },
    activity: null,
    siteUrl: "https://example.github.io/community/",
    day: "2026-11-24",
    logos: new Map(),
    templates: {
      render() {
        throw new Error("no template is needed");
      },
    },
    ...change,
  };
}
