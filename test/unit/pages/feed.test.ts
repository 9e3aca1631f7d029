import { describe, expect, it } from "vitest";
import { renderFeed } from "../../../src/pages/data/feed.ts";
import { shownPartners } from "../../../src/pages/site/shown-partner.ts";
import type { SiteInput } from "../../../src/pages/site/site-input.ts";
import type { PartnerInput } from "../../../src/program/partner.ts";
import { decidedRecord } from "../../support/decided-record.ts";
import { filed, sampleSite } from "../../support/sample-site.ts";
import { siteConfig, siteInput } from "../../support/site-input.ts";
import { elementsIn, parseXml, textIn, type XmlElement } from "../../support/xml.ts";

const ATOM = "http://www.w3.org/2005/Atom";

function feedOf(input: SiteInput): XmlElement {
  const [file] = renderFeed(input, shownPartners(input));
  return parseXml(`${file?.content}`);
}

const entriesOf = (input: SiteInput) => elementsIn(feedOf(input), "entry");
const titlesOf = (input: SiteInput) => entriesOf(input).map((entry) => textIn(entry, "title"));
const linkOf = (element: XmlElement | undefined, relation: string) =>
  element?.children.find(({ name, attributes }) => name === "link" && attributes["rel"] === relation)
    ?.attributes["href"];

type Event = NonNullable<PartnerInput["history"]>[number];

function acme(history: Event[], change: Partial<PartnerInput> = {}): Partial<PartnerInput> & { id: string } {
  return { id: "acme", name: "Acme", history, ...change };
}

describe("the feed", () => {
  it("has what RFC 4287 requires of a feed and of every entry", () => {
    const feed = feedOf(sampleSite());
    expect([feed.name, feed.namespace]).toEqual(["feed", ATOM]);
    const once = (element: XmlElement, name: string) =>
      element.children.filter((child) => child.name === name && child.namespace === ATOM).length;
    for (const name of ["id", "title", "updated", "author"]) expect(once(feed, name), name).toBe(1);
    expect(linkOf(feed, "self")).toBe("https://example.github.io/community/feed.xml");
    expect(linkOf(feed, "alternate")).toBe("https://example.github.io/community/");
    const entries = elementsIn(feed, "entry");
    expect(entries).toHaveLength(5);
    for (const entry of entries) {
      for (const name of ["id", "title", "updated"]) expect(once(entry, name), name).toBe(1);
      expect(once(entry, "summary")).toBeLessThanOrEqual(1);
      expect(textIn(entry, "id")).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(textIn(entry, "updated")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(linkOf(entry, "alternate")).toMatch(/^https:\/\/example\.github\.io\/community\//);
    }
    expect(new Set(entries.map((entry) => textIn(entry, "id"))).size).toBe(entries.length);
  });

  it("is newest first, and updated when its newest entry was", () => {
    const feed = feedOf(sampleSite());
    const days = elementsIn(feed, "entry").map((entry) => textIn(entry, "updated") ?? "");
    expect(days).toEqual(days.toSorted().reverse());
    expect(textIn(feed, "updated")).toBe(days[0]);
  });

  it("tells of a decision and of what it did as one", () => {
    const [first] = entriesOf(sampleSite()).filter((entry) => textIn(entry, "title")?.startsWith("Acme"));
    expect(textIn(first ?? feedOf(sampleSite()), "title")).toBe("Acme Labs became a partner");
    expect(textIn(first ?? feedOf(sampleSite()), "updated")).toBe("2026-03-09T09:00:00Z");
    expect(textIn(first ?? feedOf(sampleSite()), "summary")).toBe(
      "Badges given: Engineering, Marketing. Decided by the Technical Steering Committee: 5 yes, 0 no, 4 of 6 needed.",
    );
    expect(linkOf(first, "related")).toBe(
      "https://github.com/example/community/blob/main/decisions/2026/12-acme-labs-admit.yml",
    );
    expect(linkOf(first, "alternate")).toBe("https://example.github.io/community/partners/acme-labs/");
  });

  it("tells of passed decisions that no history tells of, and of no others", () => {
    expect(titlesOf(sampleSite()).filter((title) => title?.startsWith("Vote"))).toEqual([
      'Vote passed: change the badges of Hooli "X" & Søns <b>',
    ]);
    expect(titlesOf(siteInput([], { decisions: [filed(decidedRecord("no"))] }))).toEqual([]);
    expect(titlesOf(siteInput([], { decisions: [filed(decidedRecord())] }))).toEqual([
      "Vote passed: admit Acme Labs",
    ]);
  });

  it("keeps to itself what the site does", () => {
    const events = ["admitted", "at-risk", "winding-down", "suspended"].map((event) => ({
      at: "2026-03-09",
      event,
    }));
    expect(titlesOf(siteInput([acme(events)]))).toEqual(["Acme became a partner"]);
    const config = siteConfig(undefined, { "show-winding-down": true });
    expect(titlesOf(siteInput([acme(events)], { config })).sort()).toEqual([
      "Acme became a partner",
      "The partnership with Acme is winding down",
    ]);
    const silent = siteInput([acme(events, { status: "suspended" })], {
      decisions: [filed(decidedRecord("yes", undefined, { partner: { id: "acme", name: "Acme" } }))],
    });
    expect(titlesOf(silent)).toEqual([]);
  });

  it("says what happened in words, also what it has no sentence for", () => {
    const events = ["admitted", "updated", "left", "readmitted", "constructor", "moved-to-berlin"];
    const history = events.map((event, index) => ({ at: `2026-03-0${index + 1}`, event }));
    expect(titlesOf(siteInput([acme(history)])).reverse()).toEqual([
      "Acme became a partner",
      "Acme changed its entry",
      "Acme is no longer a partner",
      "Acme is a partner again",
      "Acme: constructor",
      "Acme: moved to berlin",
    ]);
  });

  it("leads to the top of the site for a former partner, who has no page", () => {
    const input = siteInput([acme([{ at: "2026-03-09", event: "removed" }], { status: "former" })]);
    const [entry] = entriesOf(input);
    expect(entry && textIn(entry, "title")).toBe("Acme is no longer a partner");
    expect(linkOf(entry, "alternate")).toBe("https://example.github.io/community/");
    const config = siteConfig(undefined, { "show-former": true });
    expect(linkOf(entriesOf({ ...input, config })[0], "alternate")).toBe(
      "https://example.github.io/community/partners/acme/",
    );
  });

  it("leaves out days to come and days in no calendar", () => {
    const days = ["2026-11-24", "2026-11-25", "2026-02-31", "9999-99-99"];
    const input = siteInput([acme(days.map((at) => ({ at, event: "admitted" })))]);
    expect(entriesOf(input).map((entry) => textIn(entry, "updated"))).toEqual(["2026-11-24T00:00:00Z"]);
  });

  it("keeps the id of an entry when the name, the site, later events or the committee change", () => {
    const [admitted, awarded, again] = ["admitted", "badge-awarded", "badge-awarded"].map((event) => ({
      at: "2026-03-09",
      event,
    }));
    if (!admitted || !awarded || !again) throw new Error("three events");
    const idsOf = (input: SiteInput) => entriesOf(input).map((entry) => textIn(entry, "id"));
    const before = idsOf(siteInput([acme([admitted, awarded])]));
    const after = idsOf(
      siteInput([acme([admitted, awarded, again], { name: "Acme Labs" })], {
        siteUrl: "https://partners.example.org/",
        day: "2026-12-01",
      }),
    );
    expect(after).toEqual(expect.arrayContaining(before));
    expect(new Set(after).size).toBe(3);
  });

  it("makes ids as RFC 9562 says", () => {
    const [entry] = entriesOf(siteInput([acme([{ at: "2026-03-09", event: "admitted" }])]));
    // Python: uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/example/community#acme 2026-03-09 admitted 1")
    expect(entry && textIn(entry, "id")).toBe("urn:uuid:3b7ffb7e-788c-5cb8-ac12-35be9692f94f");
  });

  it("has at most 100 entries, the newest", () => {
    const history = Array.from({ length: 130 }, (_, index) => ({
      at: `${1900 + index}-01-01`,
      event: "noted",
    }));
    const entries = entriesOf(siteInput([acme(history)], { day: "2040-01-01" }));
    expect(entries).toHaveLength(100);
    expect(entries.map((entry) => textIn(entry, "updated")).at(-1)).toBe("1930-01-01T00:00:00Z");
    expect(entries[0] && textIn(entries[0], "title")).toBe("Acme: noted");
  });
});
