import { mkdirSync } from "node:fs";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderSite } from "../../src/pages/site/site.ts";
import { browsedSite, FOUR, manyPartners } from "../support/browsed-site.ts";
import { chromiumPath, serveSite, startBrowser } from "../support/browser.ts";

const chromium = chromiumPath();
if (chromium === null) process.stderr.write("The pages are not tested: no Chromium is installed here.\n");

/** For people to look at; git does not keep it. */
const PICTURES = new URL("../../screenshots/", import.meta.url);

const PAGES = [
  "index.html",
  "partners/nordlicht/",
  "partners/kestrel/",
  "partners/pine/",
  "partners/gone/",
  "categories/engineering/",
  "years/",
  "years/2025/",
  "decisions/",
  "about/",
  "404.html",
];

/** What has the focus, and whether one sees it. */
const FOCUS = `(() => {
  const element = document.activeElement;
  const styles = [element, element.closest("li")].flatMap((one) =>
    one === null ? [] : [null, "::after", "::before"].map((part) => getComputedStyle(one, part)),
  );
  const outlined = styles.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none");
  return { href: element.getAttribute("href") ?? element.tagName, outlined };
})()`;

describe.skipIf(chromium === null)("the site in a browser", () => {
  let browser: Browser;
  let small: Awaited<ReturnType<typeof serveSite>>;
  let large: Awaited<ReturnType<typeof serveSite>>;
  const sites = () => [
    { name: "4", address: small.address, pages: PAGES },
    { name: "200", address: large.address, pages: ["index.html", "partners/partner-10/"] },
  ];

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await startBrowser(chromium ?? "");
    small = await serveSite(renderSite(browsedSite(FOUR)));
    large = await serveSite(renderSite(browsedSite(manyPartners(200), "alphabetical")));
  });

  afterAll(async () => {
    await browser.close();
    await small.stop();
    await large.stop();
  });

  /** Opens a page and gives what went wrong in it: errors in the console, and requests to other hosts. */
  async function open(address: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") wrong.push(message.text());
    });
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(address).origin) wrong.push(request.url());
    });
    await page.goto(address, { waitUntil: "networkidle" });
    return { page, wrong, close: () => context.close() };
  }

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const results = await page.evaluate<AxeResults>("axe.run(document)");
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }

  for (const width of [360, 1440]) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`is accessible, quiet and within its width: ${width} px, ${colorScheme}`, async () => {
        for (const { name, address, pages } of sites()) {
          for (const path of pages) {
            const { page, wrong, close } = await open(address + path, {
              colorScheme,
              viewport: { width, height: 900 },
              bypassCSP: true,
            });
            expect(wrong, path).toEqual([]);
            expect(await violations(page), path).toEqual([]);
            const overflow = await page.evaluate<number>(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth",
            );
            expect(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
            const file = `${name}-${path.replace(/\W+/g, "-")}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: new URL(file, PICTURES).pathname });
            await close();
          }
        }
      });
    }
  }

  it("obeys its own content security policy", async () => {
    for (const path of PAGES) {
      const { wrong, close } = await open(small.address + path);
      expect(wrong, path).toEqual([]);
      await close();
    }
  });

  it("shows everything without JavaScript, and no filter that would do nothing", async () => {
    const { page, close } = await open(large.address, { javaScriptEnabled: false });
    expect(await page.locator(".card").count()).toBe(200);
    expect(await page.locator("form").isVisible()).toBe(false);
    expect(await page.locator("script:not([src])").count()).toBe(0);
    await close();
  });

  it("filters by name and by category, says how many are left, and keeps it in the address", async () => {
    const { page, wrong, close } = await open(large.address);
    const shown = () => page.locator(".card:visible").count();
    await page.getByRole("searchbox", { name: "Name" }).fill("ångstrom");
    const named = await shown();
    expect(named).toBeGreaterThan(0);
    expect(named).toBeLessThan(200);
    expect(await page.getByRole("status").textContent()).toContain(`${named} of 200 partners are shown`);
    await page.getByLabel("Category").selectOption({ label: "Engineering" });
    const both = await shown();
    expect(both).toBeLessThan(named);
    expect(page.url()).toContain("name=");
    await page.reload();
    expect(await shown()).toBe(both);
    await page.getByRole("searchbox", { name: "Name" }).fill("no such partner");
    expect(await page.getByRole("status").textContent()).toContain("No partner matches");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForFunction("document.querySelectorAll('.card[hidden]').length === 0");
    expect(await shown()).toBe(200);
    expect(wrong).toEqual([]);
    await close();
  });

  it("can be used with the keyboard alone, and shows where one is", async () => {
    const { page, close } = await open(small.address);
    await page.keyboard.press("Tab");
    expect(await page.evaluate<string>("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate<string>("document.activeElement.id")).toBe("content");
    const reached = new Set<string>();
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const { href, outlined } = await page.evaluate<{ href: string; outlined: boolean }>(FOCUS);
      if (href !== "BODY") expect(outlined, `the focus on ${href} is not seen`).toBe(true);
      reached.add(href);
    }
    for (const partner of ["nordlicht", "kestrel", "brightwater", "pine"]) {
      expect(
        [...reached].some((href) => href.includes(`partners/${partner}/`)),
        partner,
      ).toBe(true);
    }
    await close();
  });

  it("leads nowhere that is not there", async () => {
    for (const path of PAGES.filter((page) => page !== "404.html")) {
      const { page, close } = await open(small.address + path);
      const links = await page
        .locator("a[href]")
        .evaluateAll((anchors) => anchors.map((anchor) => ("href" in anchor ? `${anchor.href}` : "")));
      for (const link of links.filter((address) => address.startsWith(small.address))) {
        const response = await page.request.get(link.replace(/#.*$/, ""));
        expect(response.status(), `${path} leads to ${link}`).toBe(200);
      }
      await close();
    }
  });

  it("prints on white", async () => {
    const { page, close } = await open(`${small.address}partners/nordlicht/`, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate<string>("getComputedStyle(document.body).backgroundColor")).toMatch(
      /rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)/,
    );
    await close();
  });
});
