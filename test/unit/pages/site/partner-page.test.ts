import { describe, expect, it } from "vitest";
import type { PartnerInput } from "../../../../src/program/partner.ts";
import { badgesFor, pageOf, pageSite, siteTexts } from "../../../support/page-site.ts";

type Site = NonNullable<Parameters<typeof pageSite>[1]>;

function pageFor(partner: Partial<PartnerInput>, site: Site = {}): string {
  return pageOf(pageSite([{ id: "acme", ...partner }], site), "partners/acme/index.html");
}

const FULL: Partial<PartnerInput> = {
  name: "Acme Labs",
  url: "https://acme.example/",
  github: ["acme-labs"],
  description: "Builds packs.\n\nRuns them,\ntoo.",
  services: ["Consulting"],
  regions: ["Europe"],
  languages: ["German"],
  links: { support: "https://acme.example/support", "case-studies": ["https://acme.example/story"] },
  application: 12,
  people: [
    { login: "ben-yes", role: "Developer", from: "2026-03-09", consent: { state: "confirmed" } },
    { login: "carla-asked", from: "2026-03-09", consent: { state: "suggested" } },
    { login: "dan-no", from: "2026-03-09", consent: { state: "declined" } },
    { login: "eve-left", from: "2026-03-09", to: "2026-04-01", consent: { state: "confirmed" } },
    { login: "fay-later", from: "2027-01-01", consent: { state: "confirmed" } },
  ],
  contacts: [{ login: "anna-contact" }],
  agreement: { signatory: "Anna Signatory", date: "2026-03-01" },
  history: [
    {
      at: "2026-03-09",
      event: "badge-awarded",
      actor: "The committee",
      ref: "decisions/2026/12-a-admit.yml",
    },
  ],
};

const PARTS = {
  description: "Runs them,",
  links: "https://acme.example/support",
  caseStudy: "https://acme.example/story",
  services: "Consulting",
  regions: "Europe",
  people: "ben-yes",
  history: "Badge awarded",
};

describe("the page of a partner", () => {
  it.each([
    [1, []],
    [2, ["description"]],
    [3, ["description", "links", "caseStudy", "services", "regions"]],
    [4, Object.keys(PARTS)],
  ] as const)("shows with %i badges what that tier gives", (count, expected) => {
    const page = pageFor({ ...FULL, badges: badgesFor(count) });
    const shown = Object.entries(PARTS).flatMap(([part, text]) => (page.includes(text) ? [part] : []));
    expect(shown).toEqual(expected);
  });

  it("names people only with their consent and while they are there, and nobody who signed or is asked", () => {
    const page = pageFor({ ...FULL, badges: badgesFor(4) });
    expect(page).toContain('<a href="https://github.com/ben-yes" rel="nofollow noopener">ben-yes</a>');
    for (const other of ["carla", "dan-no", "eve-left", "fay-later", "anna-contact", "Signatory"]) {
      expect(page).not.toContain(other);
    }
  });

  it("says of each badge since when, until when, for what and by which vote", () => {
    const page = pageFor({
      badges: [
        {
          category: "engineering",
          awarded: "2026-03-09",
          expires: "2028-03-08",
          evidence: ["https://github.com/example/packs/pull/7?a=1&b=2", "A talk <in> May"],
          decision: "decisions/2026/12-acme-labs-admit.yml",
        },
      ],
    });
    expect(page).toContain("<time>2026-03-09</time>");
    expect(page).toContain("after 2028-03-08");
    expect(page).toContain(
      '<a href="https://github.com/example/packs/pull/7?a=1&amp;b=2" rel="nofollow noopener">github.com/example/packs/pull/7?a=1&amp;b=2</a>',
    );
    expect(page).toContain("A talk &lt;in&gt; May");
    expect(page).toContain("Passed with 5 yes, 0 no; 4 of 6 needed.");
    expect(page).toContain(
      'href="https://github.com/StackStorm/community/blob/main/decisions/2026/12-acme-labs-admit.yml"',
    );
  });

  it("says what it does not know of a vote", () => {
    const badge = { category: "engineering", awarded: "2026-03-09" };
    const vote = (decision?: string) =>
      /<dt>Vote<\/dt><dd>([\s\S]*?)<\/dd>/.exec(
        pageFor({ badges: [{ ...badge, ...(decision === undefined ? {} : { decision }) }] }),
      )?.[1];
    expect(vote()?.trim()).toBe("No record is named: the badge is older than the records.");
    expect(vote("decisions/2020/1-acme-admit.yml")).toMatch(
      /^ <a href="[^"]+" rel="[^"]+">Record of the vote<\/a>$/,
    );
    expect(vote("minutes of May")?.trim()).toBe("minutes of May");
  });

  it("links nothing but addresses of the web", () => {
    const badge = { category: "engineering", awarded: "2026-03-09" };
    const evil = [
      "javascript:alert(1)",
      "data:text/html,x",
      "https://user:secret@evil.example/",
      "//evil.example",
    ];
    const page = pageFor({
      badges: [{ ...badge, evidence: evil }],
      history: evil.map((ref) => ({ at: "2026-03-09", event: "noted", ref })),
    });
    for (const line of evil) expect(page).toContain(`<dd dir="auto">${line}</dd>`);
    expect(page).not.toMatch(/href="(?:javascript|data|\/\/|https:\/\/user)/);
  });

  it("marks every link of a company as such", () => {
    const page = pageFor({ ...FULL, badges: badgesFor(4) });
    const links = page.match(/<a href="https?:\/\/[^>]*acme[^>]*>/g) ?? [];
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of links) expect(link).toContain('rel="nofollow noopener"');
  });

  it("has the badge and what to paste, made safe for where it is pasted", () => {
    const page = pageFor({ name: `A "B" ]( <b> & @octo` });
    expect(page).toContain('<img src="../../badges/acme.svg"');
    const [markdown = "", html = ""] = [...page.matchAll(/<pre><code>([\s\S]*?)<\/code><\/pre>/g)].map(
      ([, code = ""]) =>
        code
          .replace(/&lt;/g, "<")
          .replace(/&gt;/g, ">")
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, "&"),
    );
    const site = "https://stackstorm.github.io/community";
    expect(markdown).toMatch(/^\[!\[A "B" \\\]\( &lt;b&gt; &amp; @\u200Bocto: partner of StackStorm\]/);
    expect(markdown).toContain(`](${site}/badges/acme.svg)](${site}/partners/acme/)`);
    expect(html).toBe(
      `<a href="${site}/partners/acme/"><img src="${site}/badges/acme.svg" alt="A &quot;B&quot; ]( &lt;b&gt; &amp; @octo: partner of StackStorm" height="20"></a>`,
    );
  });

  it("of a former one is there only when the config says so, with days and nothing to paste", () => {
    const gone: Partial<PartnerInput> = {
      ...FULL,
      status: "former",
      since: "2021-03-01",
      "status-since": "2024-12-31",
    };
    const paths = (site: Site) => [...siteTexts(pageSite([{ id: "acme", ...gone }], site)).keys()];
    expect(paths({})).not.toContain("partners/acme/index.html");
    const page = pageFor({ ...gone, badges: badgesFor(4) }, { "show-former": true });
    expect(page).toContain("Former partner of");
    expect(page).toContain("from <time>2021-03-01</time> to <time>2024-12-31</time>");
    for (const part of [...Object.values(PARTS), "<pre>", "It holds no badge"])
      expect(page).not.toContain(part);
  });

  it("says so when no badge counts, and since when it is winding down where that is shown", () => {
    const partner: Partial<PartnerInput> = { status: "winding-down", "status-since": "2026-10-01" };
    expect(pageFor(partner)).toContain("It holds no badge that counts today.");
    expect(pageFor(partner)).not.toContain("winding down");
    expect(pageFor(partner, { "show-winding-down": true })).toContain(
      "Its partnership is winding down since <time>2026-10-01</time>",
    );
  });
});

describe("the history of a partner", () => {
  const event = (name: string, actor?: string) => ({
    at: "2026-03-09",
    event: name,
    ...(actor === undefined ? {} : { actor }),
  });
  const historyIn = (partner: Partial<PartnerInput>, site: Site = {}) =>
    [
      ...pageFor({ ...FULL, badges: badgesFor(4), ...partner }, site).matchAll(
        /<li class="event">(.*)<\/li>/g,
      ),
    ].map(([, text = ""]) => text.replace(/<[^>]+>/g, ""));

  it("tells what the feed tells, and of the winding down where the config says so", () => {
    const history = ["admitted", "at-risk", "winding-down", "suspended", "renewed"].map((name) =>
      event(name),
    );
    expect(historyIn({ history })).toEqual(["2026-03-09 Renewed", "2026-03-09 Admitted"]);
    expect(historyIn({ history }, { "show-winding-down": true })).toEqual([
      "2026-03-09 Renewed",
      "2026-03-09 Winding down",
      "2026-03-09 Admitted",
    ]);
    const hidden = ["at-risk", "winding-down", "suspended"].map((name) => event(name, "Some Body"));
    expect(pageFor({ ...FULL, badges: badgesFor(4), history: hidden })).not.toMatch(/Some Body|id="history"/);
  });

  it("names nobody of the partner who has not agreed to it, or asked to be forgotten", () => {
    const actors = ["The committee", "ben-yes", "Carla-Asked", "dan-no", "anna-contact", "(forgotten)"];
    const history = actors.map((actor) => event("updated", actor));
    expect(historyIn({ history }).toReversed()).toEqual([
      "2026-03-09 Updated by The committee",
      "2026-03-09 Updated by ben-yes",
      "2026-03-09 Updated",
      "2026-03-09 Updated",
      "2026-03-09 Updated",
      "2026-03-09 Updated",
    ]);
  });
});
