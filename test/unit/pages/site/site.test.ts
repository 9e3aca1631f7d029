import { describe, expect, it } from "vitest";
import { renderSite } from "../../../../src/pages/site/site.ts";
import type { SiteInput } from "../../../../src/pages/site/site-input.ts";
import { loadTemplates } from "../../../../src/templates.ts";
import { escapeHtml } from "../../../../src/text/escape.ts";
import { createTemplates, TemplateError } from "../../../../src/text/template.ts";
import { browsedSite, FOUR, manyPartners } from "../../../support/browsed-site.ts";
import { expectGolden } from "../../../support/golden.ts";
import { pageOf, pageSite, siteTexts, withEntry } from "../../../support/page-site.ts";

const small = (): SiteInput => browsedSite(FOUR);

function pagesOf(input: SiteInput): [path: string, html: string][] {
  return [...siteTexts(input)].filter(([path]) => path.endsWith(".html"));
}

/** The pages whose bytes differ. */
function changedPages(before: SiteInput, after: SiteInput): string[] {
  const earlier = new Map(pagesOf(before));
  return pagesOf(after).flatMap(([path, html]) => (earlier.get(path) === html ? [] : [path]));
}

describe("the site of a small program", () => {
  it("has these pages, byte for byte", () => {
    for (const [path, html] of pagesOf(small())) expectGolden(`site/${path}`, html);
  });

  it("has these files", () => {
    const paths = renderSite(small()).map(({ path }) => path);
    expectGolden("site/files.txt", `${paths.join("\n")}\n`);
    expect(paths).toEqual(paths.toSorted());
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("is the same for the same content in another order", () => {
    const input = small();
    const turned = {
      ...input,
      registry: { ...input.registry, partners: input.registry.partners.toReversed() },
      archives: input.archives.toReversed(),
    };
    expect(pagesOf(turned)).toEqual(pagesOf(input));
  });
});

describe("every page", () => {
  it("links within the site only to what is there, relatively", () => {
    const files = siteTexts(small());
    for (const [path, html] of files) {
      if (!path.endsWith(".html") || path === "404.html") continue;
      const links = [...html.matchAll(/(?:href|src|srcset)="([^"]*)"/g)].map(([, link = ""]) => link);
      const own = links.filter((link) => !/^https?:/.test(link) && !link.startsWith("#"));
      expect(own.length).toBeGreaterThan(5);
      for (const link of own) {
        const target = new URL(link, `https://site.example/${path}`).pathname.slice(1);
        expect(files.has(target), `${path} links to ${link}`).toBe(true);
      }
    }
  });

  it("loads nothing from elsewhere, and has no inline script or style", () => {
    for (const [path, html] of pagesOf(small())) {
      expect(html, path).toContain(`content="default-src 'none'; img-src 'self'; style-src 'self';`);
      expect(html, path).not.toMatch(
        /<(?:img|script|source|iframe|video|audio)[^>]*(?:src|srcset)="(?:https?:)?\/\//,
      );
      expect(html, path).not.toMatch(/<link rel="(?:stylesheet|icon)"[^>]*href="https?:/);
      expect(html, path).not.toMatch(/<style|<script>|\sstyle="|\son[a-z]+="/);
    }
  });

  it("has one first heading, its landmarks, its language, and both statements", () => {
    const input = small();
    const config = { ...input.config, site: { ...input.config.site, language: "de-CH" } };
    for (const [path, html] of pagesOf({ ...input, config })) {
      expect(html.match(/<h1[\s>]/g), path).toHaveLength(1);
      for (const landmark of ["<header", "<nav", "<main", "<footer", 'href="#content"', 'lang="de-CH"']) {
        expect(html, path).toContain(landmark);
      }
      expect(html, path).toContain(escapeHtml(config.site.neutrality));
      expect(html, path).toContain(escapeHtml(config.site.privacy));
    }
  });

  it("but the one for what is not there, whose links hold at any address", () => {
    const page = pageOf(small(), "404.html");
    expect(page).toContain('href="/community/assets/style.css"');
    expect(page).toContain('href="/community/index.html"');
    expect(page).not.toContain('rel="canonical"');
  });
});

describe("an edit of one entry", () => {
  it("changes the first page and its own when the description changes", () => {
    const after = withEntry(small(), "brightwater", { description: "Something else." });
    expect(changedPages(small(), after)).toEqual(["index.html", "partners/brightwater/index.html"]);
  });

  it("changes the pages of its badges too when the name changes", () => {
    const after = withEntry(small(), "pine", { name: "Pine & Sons" });
    expect(changedPages(small(), after)).toEqual([
      "categories/marketing/index.html",
      "index.html",
      "partners/pine/index.html",
    ]);
  });

  it("changes one page when the person or the history changes", () => {
    const history = [{ at: "2026-11-01", event: "renewed" }];
    expect(changedPages(small(), withEntry(small(), "nordlicht", { history }))).toEqual([
      "partners/nordlicht/index.html",
    ]);
  });
});

describe("a template of the program's own", () => {
  const withTemplate = (name: string, source: string): SiteInput => ({
    ...small(),
    templates: createTemplates(new Map([...loadTemplates("pages"), [name, source]]), {
      escape: escapeHtml,
      markup: "html",
    }),
  });

  it("takes the place of ours", () => {
    const page = pageOf(withTemplate("not-found", "<p>{{ site.project }}</p>\n"), "404.html");
    expect(page).toBe("<p>StackStorm</p>\n");
  });

  it("is named with the line when it is broken", () => {
    const error = (() => {
      try {
        return renderSite(withTemplate("card", "<li>\n{{ card.nothing.here }}</li>\n"));
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(TemplateError);
    expect(error).toMatchObject({ template: "card", line: 2 });
  });
});

describe("a large program", () => {
  it("changes no more files for an edit of one entry than a small one", () => {
    const before = browsedSite(manyPartners(1000), "alphabetical");
    const earlier = siteTexts(before);
    const after = siteTexts(withEntry(before, "partner-501", { description: "Something else." }));
    expect([...after].filter(([path, text]) => earlier.get(path) !== text).map(([path]) => path)).toEqual([
      "index.html",
      "landscape2.yml",
      "partners.json",
      "partners/partner-501/index.html",
    ]);
  });

  it("has a first page of less than 300 kB for 200 partners", () => {
    const many = browsedSite(manyPartners(200), "alphabetical");
    const everyone = { ...many, config: { ...many.config, tiers: [] } };
    for (const input of [many, everyone]) {
      expect(Buffer.byteLength(pageOf(input, "index.html"))).toBeLessThan(300_000);
    }
  });
});

it("says what to do in a program without partners, decisions and archives", () => {
  const page = (path: string) => pageOf(pageSite([], {}, { decisions: [], archives: [] }), path);
  expect(page("index.html")).toContain("has no partners in its Partner Program yet");
  expect(page("index.html")).toContain("/issues/new?template=");
  expect(page("years/index.html")).toContain("No year is frozen yet");
  expect(page("decisions/index.html")).toContain("has decided nothing");
  expect(page("categories/marketing/index.html")).toContain("No partner holds this badge yet");
});
