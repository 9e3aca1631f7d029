import { createHash } from "node:crypto";
import { escapeSvg } from "../text/escape.ts";
import { oneLine } from "../text/one-line.ts";
import { LINE_HEIGHT, setType, type TypeBox } from "./type-setting.ts";

export type ColorScheme = "light" | "dark";

/** Colours of six hexadecimal digits. */
export interface TypeColors {
  readonly ground: string;
  readonly ink: string;
}

/** Calm pairs of which each has a contrast of 7 to 1 or more (WCAG 2.2, AAA). */
export const TYPE_COLORS: readonly Readonly<Record<ColorScheme, TypeColors>>[] = [
  { light: { ground: "e8f0fa", ink: "173f78" }, dark: { ground: "16263d", ink: "b5d1f7" } },
  { light: { ground: "e4f3f2", ink: "0c4a4d" }, dark: { ground: "102c2e", ink: "a3dcd9" } },
  { light: { ground: "e9f3e6", ink: "24512a" }, dark: { ground: "182d1c", ink: "b3dcb0" } },
  { light: { ground: "f7efe0", ink: "68420b" }, dark: { ground: "32250f", ink: "eccb94" } },
  { light: { ground: "f9eae7", ink: "7c2d20" }, dark: { ground: "371d18", ink: "f4bdb0" } },
  { light: { ground: "f7e9f1", ink: "74264f" }, dark: { ground: "351a28", ink: "f0b8d3" } },
  { light: { ground: "efebf9", ink: "49327f" }, dark: { ground: "251d3b", ink: "cfc1f4" } },
  { light: { ground: "ebeef2", ink: "344155" }, dark: { ground: "20272f", ink: "c3cedb" } },
];

const SIZE = 400;
const BOX: TypeBox = { width: 336, height: 320, largest: 92, smallest: 36, lines: 4 };
/** Narrow and near to each other in width, one of which nearly every system has; the reader's own comes last. */
const FONTS = "Helvetica Neue,Helvetica,Arial,Liberation Sans,Noto Sans,sans-serif";
const RIGHT_TO_LEFT =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u;

/**
 * The logo of a partner that has none: its name set in type, on a square of 400 by 400 whose colour goes by the name. The same
 * name gives the same bytes. It has no script, no font of its own, and fetches nothing.
 */
export function renderTypeLogo(name: string, scheme: ColorScheme): string {
  const { ground, ink } = typeColors(name, scheme);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-labelledby="name">
<title id="name">${escapeSvg(oneLine(name))}</title>
<rect width="${SIZE}" height="${SIZE}" fill="#${ground}"/>
${renderType(name, BOX, { x: SIZE / 2, y: SIZE / 2 }, ink)}
</svg>
`;
}

/** The colours of a name. */
export function typeColors(name: string, scheme: ColorScheme): TypeColors {
  const [byte = 0] = createHash("sha256").update(oneLine(name).toLowerCase()).digest();
  const colors = TYPE_COLORS[byte % TYPE_COLORS.length];
  if (colors === undefined) throw new Error("there are no colours");
  return colors[scheme];
}

/** A name set around a point, as an SVG element. */
export function renderType(
  name: string,
  box: TypeBox,
  middle: { readonly x: number; readonly y: number },
  ink: string,
): string {
  const line = oneLine(name);
  const { size, lines } = setType(line, box);
  // Capitals and ascenders fill about 0.72 em above the baseline: half of it puts a line around the middle.
  const first = middle.y + size * 0.36 - ((lines.length - 1) / 2) * size * LINE_HEIGHT;
  const spans = lines.map(
    (text, index) =>
      `<tspan x="${middle.x}" y="${rounded(first + index * size * LINE_HEIGHT)}">${escapeSvg(text)}</tspan>`,
  );
  const direction = startsRightToLeft(line) ? ' direction="rtl"' : "";
  return `<text font-family="${FONTS}" font-size="${size}" font-weight="700" text-anchor="middle" fill="#${ink}"${direction}>${spans.join("")}</text>`;
}

/** By its first letter, as browsers tell for `dir="auto"`. */
function startsRightToLeft(text: string): boolean {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  return RIGHT_TO_LEFT.test(letter);
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
