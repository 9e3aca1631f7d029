import type { SiteInput } from "../../src/pages/site/site-input.ts";
import type { CountedFact, ProgramActivity } from "../../src/program/activity/partner-activity.ts";
import { archiveDigest, type YearArchive } from "../../src/program/archive.ts";
import { configSchema } from "../../src/program/config.ts";
import { instantOf } from "../../src/program/instant.ts";
import { type PartnerInput, partnerSchema } from "../../src/program/partner.ts";
import { loadTemplates } from "../../src/templates.ts";
import { escapeHtml } from "../../src/text/escape.ts";
import { createTemplates } from "../../src/text/template.ts";
import { decidedRecord } from "./decided-record.ts";

const picture = (body: string) =>
  new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">${body}</svg>`,
  );

const LOGOS = new Map([
  ["logos/nordlicht.svg", picture('<path d="M80 300 200 80l120 220z" fill="#2a7de1"/>')],
  ["logos/nordlicht-dark.svg", picture('<path d="M80 300 200 80l120 220z" fill="#6fb1ff"/>')],
  ["logos/brightwater.svg", picture('<circle cx="200" cy="200" r="150" fill="#c8452d"/>')],
]);

const DESCRIPTION =
  "Runs search and automation for city administrations in the north, and looks after the packs that they need. Its engineers fix what they find upstream first, keep the release pipeline alive, and answer questions in the forum every week.";

const NAMES = [
  "Aurora Networks",
  "Ångström Analytics",
  "Bits & Bobs Ltd.",
  "Cooperativa de Software Libre del Sur",
  "株式会社日本電気システム開発",
  "شركة النور للبرمجيات",
  "חברת תוכנה",
  "🚀 Launchpad 🌍",
  "3 Peaks Hosting",
  "<script>alert(1)</script> {{ 1 }}",
  "W".repeat(300),
];
const CATEGORIES = ["engineering", "professional-services", "business-development", "marketing"];
const SERVICES = ["Consulting", "Training", "Managed hosting", "Support"];
const REGIONS = ["Europe", "North America", "Asia", "Worldwide"];

const badge = (category: string, awarded: string, expires?: string) => ({
  category,
  awarded,
  ...(expires === undefined ? {} : { expires }),
  evidence: ["https://github.com/StackStorm/st2/pulls", "javascript:alert(1)", "A weekly review of packs"],
  decision: "decisions/2026/12-acme-labs-admit.yml",
});

/** Four partners of all four tiers, and a former one. */
export const FOUR: PartnerInput[] = [
  {
    id: "nordlicht",
    name: "Nordlicht Suche GmbH",
    url: "https://www.nordlicht.example/",
    description: `${DESCRIPTION}\n\nIt was founded by three librarians.`,
    services: ["Consulting", "Training"],
    regions: ["Europe"],
    languages: ["German", "English"],
    links: {
      support: "https://www.nordlicht.example/support",
      training: "https://www.nordlicht.example/courses",
      "case-studies": ["https://www.nordlicht.example/stories/harbour"],
    },
    logo: { light: "logos/nordlicht.svg", dark: "logos/nordlicht-dark.svg", alt: "Nordlicht" },
    since: "2024-02-29",
    badges: [
      badge("engineering", "2024-02-29"),
      badge("professional-services", "2026-03-09", "2028-03-08"),
      badge("business-development", "2026-03-09", "2028-03-08"),
      badge("marketing", "2026-03-09", "2027-03-09"),
    ],
    people: [
      { login: "lena-nord", id: 4, role: "Maintainer", from: "2024-02-29", consent: { state: "confirmed" } },
      { login: "hidden-person", from: "2025-01-01", consent: { state: "suggested" } },
    ],
    history: [{ at: "2024-02-29", event: "admitted", actor: "Technical Steering Committee" }],
  },
  {
    id: "kestrel",
    name: "Kestrel Operations",
    url: "https://kestrel.example/",
    description: DESCRIPTION,
    services: ["Consulting"],
    regions: ["North America"],
    links: { support: "https://kestrel.example/support" },
    since: "2025-06-01",
    badges: ["engineering", "marketing", "professional-services"].map((category) =>
      badge(category, "2025-06-01"),
    ),
  },
  {
    id: "brightwater",
    name: "Brightwater Research Cooperative",
    description: "Studies how operators work together, and publishes its data.",
    regions: ["Asia"],
    since: "2026-01-15",
    logo: { light: "logos/brightwater.svg" },
    badges: [badge("engineering", "2026-01-15"), badge("business-development", "2026-01-15")],
  },
  { id: "pine", name: "Pine & Daughters", since: "2026-05-02", badges: [badge("marketing", "2026-05-02")] },
  {
    id: "gone",
    name: "Meridian Systems",
    since: "2021-03-01",
    status: "former",
    "status-since": "2024-12-31",
  },
];

/** So many partners, with names of many scripts and lengths. */
export function manyPartners(count: number): PartnerInput[] {
  return Array.from({ length: count }, (_, index) => {
    const name = NAMES[index % NAMES.length] ?? "";
    return {
      id: `partner-${index}`,
      name: index < NAMES.length ? name : `${name.slice(0, 60)} ${index}`,
      url: `https://p${index}.example/`,
      description: index % 6 === 4 ? "" : DESCRIPTION.slice(0, 90 + ((index * 53) % 140)),
      services: [SERVICES[index % SERVICES.length] ?? ""],
      regions: [REGIONS[index % REGIONS.length] ?? ""],
      since: "2026-01-15",
      badges: CATEGORIES.slice(index % 4).map((category) => badge(category, "2026-03-09")),
    };
  });
}

/** A frozen year with a partner who stayed, one who left, and one who is not named any more. */
function archiveOf(year: number): YearArchive {
  const common = { url: null, description: "", tier: null, badges: [], redacted: null };
  const partners = [
    { ...common, id: "nordlicht", name: "Nordlicht Suche GmbH", from: "2024-02-29", to: null },
    { ...common, id: "gone", name: "Meridian Systems", from: "2021-03-01", to: `${year}-12-31` },
    {
      ...common,
      id: "redacted-1",
      name: "Redacted partner",
      from: "2022-01-01",
      to: null,
      redacted: { at: "2026-02-01", reason: "A person asked for it" },
    },
  ];
  return { year, frozen: `${year + 1}-01-04`, partners, digest: archiveDigest({ year, partners }) };
}

/** Of two partners: one with all kinds over a year, and one of whom nothing is known. */
const ACTIVITY: ProgramActivity = {
  coverage: {
    complete: true,
    from: instantOf(Date.UTC(2025, 10, 24)),
    to: instantOf(Date.UTC(2026, 10, 24)),
    repositories: 12,
  },
  facts: new Map([["nordlicht", Array.from({ length: 180 }, (_, index) => activityFact(index))]]),
  misnamed: [],
};

function activityFact(index: number): CountedFact {
  const kinds = ["commit", "review", "comment", "pull-request-merged", "issue", "release", "report"] as const;
  const at = instantOf(Date.UTC(2025, 11, 3) + ((index * index) % 350) * 86_400_000);
  const kind = kinds[(index * 5) % kinds.length] ?? "commit";
  const url = `https://github.com/StackStorm/st2/pull/${index}`;
  return {
    at,
    kind,
    by: kind === "report" ? null : 4,
    repository: "StackStorm/st2",
    url,
    shared: 1 + (index % 2),
  };
}

/** What the site of a program with these partners is made of, to be opened in a browser. */
export function browsedSite(
  partners: readonly PartnerInput[],
  order: SiteInput["config"]["site"]["order"] = "tier",
): SiteInput {
  return {
    config: configSchema.parse({
      program: { name: "Partner Program", project: "StackStorm" },
      tiers: [
        { id: "bronze", name: "Bronze", badges: 1, page: "logo", color: "a5673f" },
        { id: "silver", name: "Silver", badges: 2, page: "blurb", color: "9aa0a6" },
        { id: "gold", name: "Gold", badges: 3, page: "half-page", color: "c99700" },
        { id: "platinum", name: "Platinum", badges: "all", page: "own-page", color: "7c8aa5" },
      ],
      roll: [
        { role: "chair", points: 3, users: ["octo-chair"] },
        { role: "maintainer", points: 1, team: "stackstorm/maintainers" },
      ],
      site: { "show-former": true, order },
    }),
    registry: { version: 1, partners: partners.map((partner) => partnerSchema.parse(partner)) },
    decisions: [{ path: "decisions/2026/12-acme-labs-admit.yml", ballot: decidedRecord() }],
    archives: [archiveOf(2024), archiveOf(2025)],
    repository: {
      owner: "StackStorm",
      name: "community",
      url: "https://github.com/StackStorm/community",
      branch: "main",
    },
    activity: ACTIVITY,
    siteUrl: "https://stackstorm.github.io/community/",
    day: "2026-11-24",
    logos: LOGOS,
    templates: createTemplates(loadTemplates("pages"), { escape: escapeHtml, markup: "html" }),
  };
}
