import { Buffer } from "node:buffer";
import { escapeSvg } from "../text/escape.ts";
import { oneLine } from "../text/one-line.ts";
import { projectName } from "./data/places.ts";
import { type LogoPictures, logoPictures } from "./site/logo.ts";
import type { ShownPartner } from "./site/shown-partner.ts";
import type { SiteInput } from "./site/site-input.ts";
import { type ColorScheme, renderType, typeColors } from "./type-logo.ts";
import { type Grid, gridOf, tilePlace, WALL_WIDTH } from "./wall-grid.ts";

interface WallColors {
  readonly ground: string;
  readonly border: string;
  readonly heading: string;
  /** Under pictures that were made for the scheme. */
  readonly tile: string;
}

const COLORS: Readonly<Record<ColorScheme, WallColors>> = {
  light: { ground: "ffffff", border: "d1d9e0", heading: "1f2328", tile: "ffffff" },
  dark: { ground: "0d1117", border: "3d444d", heading: "f0f6fc", tile: "151b23" },
};
/** Under a picture without a variant for dark backgrounds. */
const PAPER = "ffffff";

/**
 * Bytes of the pictures in one wall, in base64. GitHub shows no image of more than 5 MiB, so in a large program the
 * heaviest logos give way to their names.
 */
const MOST_EMBEDDED = 4_000_000;

const MEDIA_TYPES: Readonly<Record<string, string>> = { svg: "image/svg+xml", jpg: "image/jpeg" };

/** What can be read in a README. */
const SMALLEST_TYPE = 11;

const HEADING = "Supported by the partners";
const FONTS = "Helvetica Neue,Helvetica,Arial,Liberation Sans,Noto Sans,sans-serif";

/**
 * The logos of all listed partners in the order given, as one SVG 830 wide, which is what a README gives to a picture. Each
 * is a link to the partner's page on the site. Pictures are embedded: nothing is fetched.
 */
export function renderWall(
  input: Pick<SiteInput, "config" | "logos" | "repository" | "siteUrl">,
  partners: readonly ShownPartner[],
  scheme: ColorScheme,
): string {
  const listed = partners.filter(({ state }) => state === "listed");
  const grid = gridOf(listed.length);
  const colors = COLORS[scheme];
  const pictures = picturesOf(input, listed, scheme);
  const tiles = listed.map((shown, index) =>
    renderTile(shown, pictures.get(shown.partner.id) ?? null, {
      ...tilePlace(grid, index),
      grid,
      scheme,
      link: new URL(shown.path, input.siteUrl).href,
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WALL_WIDTH}" height="${grid.height}" viewBox="0 0 ${WALL_WIDTH} ${grid.height}" role="group" aria-labelledby="title description">
<title id="title">${HEADING}</title>
<desc id="description">${escapeSvg(describe(input, listed.length))}</desc>
<rect x="0.5" y="0.5" width="${WALL_WIDTH - 1}" height="${grid.height - 1}" rx="10" fill="#${colors.ground}" stroke="#${colors.border}"/>
<text x="${WALL_WIDTH / 2}" y="${grid.headingBaseline}" font-family="${FONTS}" font-size="22" font-weight="600" text-anchor="middle" fill="#${colors.heading}">${HEADING}</text>
${tiles.map((tile) => `${tile}\n`).join("")}</svg>
`;
}

function describe(input: Pick<SiteInput, "config" | "repository">, count: number): string {
  const project = projectName(input);
  if (count === 0) return `${project} has no partners yet.`;
  if (count === 1) return `The logo of the partner of ${project}, a link to its page.`;
  return `The logos of the ${count} partners of ${project}, each a link to the partner's page.`;
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly grid: Grid;
  readonly scheme: ColorScheme;
  readonly link: string;
}

function renderTile({ partner, logo }: ShownPartner, picture: WallPicture | null, tile: Tile): string {
  const { x, y, grid, scheme, link } = tile;
  const { border } = COLORS[scheme];
  const ground = picture?.ground ?? typeColors(partner.name, scheme).ground;
  const outline = picture === null ? ground : border;
  const square = `<rect x="${x + 0.5}" y="${y + 0.5}" width="${grid.tile.width - 1}" height="${grid.tile.height - 1}" rx="${grid.radius}" fill="#${ground}" stroke="#${outline}"/>`;
  const content = picture === null ? renderName(partner.name, tile) : renderPicture(picture, logo.alt, tile);
  const name = escapeSvg(oneLine(partner.name));
  return `<a href="${escapeSvg(link)}" target="_top" aria-label="${name}"><title>${name}</title>${square}${content}</a>`;
}

function renderName(name: string, { x, y, grid, scheme }: Tile): string {
  const { ink } = typeColors(name, scheme);
  const { width, height } = grid.tile;
  const box = {
    width: width - 2 * grid.padding,
    height: height - 2 * grid.padding,
    largest: width * 0.22,
    smallest: SMALLEST_TYPE,
    lines: 4,
  };
  const type = renderType(name, box, { x: width / 2, y: height / 2 }, ink);
  // A nested SVG clips what a font draws beyond the tile.
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}">${type}</svg>`;
}

function renderPicture({ data }: WallPicture, alt: string, { x, y, grid }: Tile): string {
  const [width, height] = [grid.tile.width - 2 * grid.padding, grid.tile.height - 2 * grid.padding];
  return `<image x="${x + grid.padding}" y="${y + grid.padding}" width="${width}" height="${height}" role="img" aria-label="${escapeSvg(alt)}" href="${data}"/>`;
}

interface WallPicture {
  /** `data:image/png;base64,…` */
  readonly data: string;
  readonly ground: string;
}

/** By the partner's id. */
function picturesOf(
  { logos }: Pick<SiteInput, "logos">,
  listed: readonly ShownPartner[],
  scheme: ColorScheme,
): Map<string, WallPicture> {
  const found = listed.flatMap(({ partner }) => {
    const pictures = logoPictures(logos, partner);
    return pictures === null ? [] : [{ id: partner.id, ...pictureFor(pictures, scheme) }];
  });
  const lightestFirst = [...found].sort(
    (one, other) => one.data.length - other.data.length || (one.id < other.id ? -1 : 1),
  );
  let embedded = 0;
  const kept = lightestFirst.filter(({ data }) => {
    embedded += data.length;
    return embedded <= MOST_EMBEDDED;
  });
  return new Map(kept.map(({ id, ...picture }) => [id, picture]));
}

function pictureFor({ light, dark, adapts }: LogoPictures, scheme: ColorScheme): WallPicture {
  const { ending, bytes } = scheme === "dark" ? dark : light;
  const type = MEDIA_TYPES[ending] ?? `image/${ending}`;
  const ground = scheme === "dark" && !adapts ? PAPER : COLORS[scheme].tile;
  return { data: `data:${type};base64,${Buffer.from(bytes).toString("base64")}`, ground };
}
