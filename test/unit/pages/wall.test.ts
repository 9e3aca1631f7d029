import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownPartners } from "../../../src/pages/site/shown-partner.ts";
import type { SiteInput } from "../../../src/pages/site/site-input.ts";
import { renderWall } from "../../../src/pages/wall.ts";
import { gridOf, tilePlace, WALL_WIDTH } from "../../../src/pages/wall-grid.ts";
import { HOSTILE_TEXTS, hostileText } from "../../support/hostile-text.ts";
import { CLEAR, plainPng, RED, svg, WHITE } from "../../support/pictures.ts";
import { siteInput } from "../../support/site-input.ts";
import { elementsIn, parseXml, textIn, type XmlElement } from "../../support/xml.ts";

type Scheme = Parameters<typeof renderWall>[2];

function wallOf(input: SiteInput, scheme: Scheme = "light"): XmlElement {
  return parseXml(renderWall(input, shownPartners(input), scheme));
}

const linksIn = (wall: XmlElement) => elementsIn(wall, "a");
const kindsIn = (wall: XmlElement) =>
  linksIn(wall).map((link) => (elementsIn(link, "image").length > 0 ? "picture" : "name"));
const groundsIn = (wall: XmlElement) =>
  linksIn(wall).map((link) => elementsIn(link, "rect")[0]?.attributes["fill"]);
const dataOf = (bytes: Uint8Array, type = "image/png") =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

/** Partners of these names, also of such that the registry would refuse. */
function crowdOf(names: readonly string[], scheme: Scheme = "light"): string {
  const input = siteInput(names.map((_, index) => ({ id: `partner-${index}` })));
  const shown = shownPartners(input).map((one, index) => ({
    ...one,
    partner: { ...one.partner, name: names[index] ?? "" },
  }));
  return renderWall(input, shown, scheme);
}

describe("the wall", () => {
  it("says what it is, and links every listed partner in order to its page", () => {
    const input = siteInput([
      { id: "zeta", name: "Zeta" },
      { id: "acme", name: "Acme <Labs>" },
      { id: "gone", status: "former" },
      { id: "silent", status: "suspended" },
    ]);
    const wall = wallOf(input);
    expect(wall.attributes).toMatchObject({
      width: "830",
      role: "group",
      "aria-labelledby": "title description",
    });
    expect(textIn(wall, "title")).toBe("Supported by the partners");
    expect(textIn(wall, "desc")).toBe(
      "The logos of the 2 partners of StackStorm, each a link to the partner's page.",
    );
    expect(linksIn(wall).map((link) => [link.attributes["href"], textIn(link, "title")])).toEqual([
      ["https://example.github.io/community/partners/acme/", "Acme <Labs>"],
      ["https://example.github.io/community/partners/zeta/", "Zeta"],
    ]);
  });

  it("says of no partner and of one what is the case", () => {
    expect(textIn(parseXml(crowdOf([])), "desc")).toBe("StackStorm has no partners yet.");
    expect(textIn(parseXml(crowdOf(["Acme"])), "desc")).toBe(
      "The logo of the partner of StackStorm, a link to its page.",
    );
  });

  it("embeds pictures byte for byte, those for dark backgrounds in the dark wall, others there on white", async () => {
    const light = await plainPng(8, 8, RED);
    const dark = await plainPng(8, 8, WHITE);
    const input = siteInput(
      [
        {
          id: "both",
          name: "Both",
          logo: { light: "logos/both.png", dark: "logos/both.dark.png", alt: "The hat of Both" },
        },
        { id: "drawn", logo: { light: "logos/drawn.svg" } },
        { id: "elsewhere", logo: { light: "https://elsewhere.example/logo.png" } },
        { id: "missing", logo: { light: "logos/missing.png" } },
      ],
      {
        logos: new Map([
          ["logos/both.png", light],
          ["logos/both.dark.png", dark],
          ["logos/drawn.svg", svg("<path d='M0 0h9v9z'/>")],
        ]),
      },
    );
    const [wall, night] = [wallOf(input), wallOf(input, "dark")];
    expect(kindsIn(wall)).toEqual(["picture", "picture", "name", "name"]);
    expect(elementsIn(wall, "image").map(({ attributes }) => attributes["href"])).toEqual([
      dataOf(light),
      dataOf(svg("<path d='M0 0h9v9z'/>"), "image/svg+xml"),
    ]);
    expect(elementsIn(night, "image")[0]?.attributes["href"]).toBe(dataOf(dark));
    expect(groundsIn(night).slice(0, 2)).toEqual(["#151b23", "#ffffff"]);
    expect(linksIn(wall)[0]?.attributes["aria-label"]).toBe("Both");
    expect(elementsIn(wall, "image")[0]?.attributes["aria-label"]).toBe("The hat of Both");
  });

  it("stays below what GitHub shows: the heaviest logos give way to names", async () => {
    const small = await plainPng(8, 8, CLEAR);
    const large = Buffer.concat([small, Buffer.alloc(1_200_000)]);
    const ids = ["a", "b", "c", "d"];
    const input = siteInput(
      ids.map((id) => ({ id, logo: { light: `${id}.png` } })),
      { logos: new Map(ids.map((id) => [`${id}.png`, id === "d" ? small : large])) },
    );
    expect(kindsIn(wallOf(input))).toEqual(["picture", "picture", "name", "picture"]);
    expect(renderWall(input, shownPartners(input), "light").length).toBeLessThan(4_100_000);
  });

  it("refers to nothing but its own site, and can be read where its tiles are smallest", () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? "",
    );
    const wall = parseXml(crowdOf(names));
    const fetching = ["image", "use", "script", "style", "foreignObject", "animate", "set"];
    expect(fetching.flatMap((name) => elementsIn(wall, name))).toEqual([]);
    expect(linksIn(wall)).toHaveLength(200);
    const sizes = elementsIn(wall, "text").map(({ attributes }) => Number(attributes["font-size"]));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  });

  it("is well-formed for any name, and the same twice", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 8 }), (names) => {
        const wall = crowdOf(names, "dark");
        expect(linksIn(parseXml(wall))).toHaveLength(names.length);
        expect(crowdOf(names, "dark")).toBe(wall);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the grid of the wall", () => {
  const counts = Array.from({ length: 300 }, (_, count) => count);

  it.each([
    [1, 1, 150],
    [4, 4, 150],
    [12, 4, 150],
    [30, 6, 114],
    [60, 6, 117],
    [200, 8, 86],
  ])("has for %i partners %i columns of tiles %i wide", (count, columns, width) => {
    const grid = gridOf(count);
    expect([grid.columns, grid.tile.width]).toEqual([columns, width]);
  });

  it("keeps tiles apart, in order, inside, and each row in the middle, for any number", () => {
    for (const count of counts) {
      const grid = gridOf(count);
      const places = Array.from({ length: count }, (_, index) => tilePlace(grid, index));
      const rows = [...new Set(places.map(({ y }) => y))];
      for (const y of rows) {
        const row = places.filter((place) => place.y === y);
        const [left, right] = [row[0]?.x ?? 0, (row.at(-1)?.x ?? 0) + grid.tile.width];
        expect(Math.abs(left - (WALL_WIDTH - right)), `${count} partners`).toBeLessThanOrEqual(1);
        expect(left).toBeGreaterThanOrEqual(20);
        expect(y + grid.tile.height).toBeLessThanOrEqual(grid.height - 20);
        row.slice(1).forEach(({ x }, index) => {
          expect(x - (row[index]?.x ?? 0)).toBe(grid.tile.width + grid.gap);
        });
      }
      expect(rows).toEqual(rows.toSorted((one, other) => one - other));
    }
  });

  it("leaves no lonely tile in a last row that another number of columns would fill", () => {
    const lonely = counts.filter((count) => count > 12 && count % gridOf(count).columns === 1);
    expect(lonely).toEqual([]);
  });
});
