import { Buffer } from "node:buffer";

/** Pictures that browsers show, by the ending of their files. */
type PictureFormat = "png" | "jpg" | "gif" | "webp" | "avif" | "svg";

/** How the formats begin: offset in bytes, and what stands there as Latin-1 text. */
const BEGINNINGS: readonly [PictureFormat, number, string][] = [
  ["png", 0, "\x89PNG\r\n\x1a\n"],
  ["jpg", 0, "\xff\xd8\xff"],
  ["gif", 0, "GIF8"],
  ["webp", 8, "WEBP"],
  ["avif", 4, "ftypavif"],
];

/**
 * The format of a picture by its first bytes; `null` for anything else, such as the pointer of a file that is kept
 * elsewhere, and for an SVG that could do something: see {@link isInertSvg}.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const beginning = Buffer.from(bytes.subarray(0, 32)).toString("latin1");
  const known = BEGINNINGS.find(([, offset, text]) => beginning.startsWith(text, offset));
  if (known !== undefined) return known[0];
  return isInertSvg(bytes) ? "svg" : null;
}

/** Elements that run, fetch, or hold what is no drawing, or could change an address into one of those; and handlers. */
const ACTIVE =
  /<(?:[\w-]+:)?(?:script|foreignobject|iframe|embed|object|audio|video|animate|set|handler|link)\b|<!ENTITY|<\?xml-stylesheet|@import|[\s"'/]on[a-z]+\s*=/i;

/** What may stand before the drawing. A declaration of entities could spell what the checks look for; so could another encoding. */
const PROLOGUE =
  /^\uFEFF?\s*(?:<\?xml(?:(?!encoding)[^>])*(?:encoding\s*=\s*["']utf-8["'][^>]*)?>\s*)?(?:<!DOCTYPE\s+svg[^>[]*>\s*)?<svg[\s>]/i;

/**
 * Whether an SVG only draws: no script, no handler, no foreign content, and nothing from elsewhere. A page shows a logo
 * as an image, in which nothing runs, but its own address opens it as a document, in which everything would.
 */
function isInertSvg(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString("utf8");
  if (!PROLOGUE.test(text.replace(/<!--[\s\S]*?-->/g, "")) || ACTIVE.test(text)) return false;
  const addresses = [...text.matchAll(/(?:href|src)\s*=\s*(["'])(.*?)\1|url\(\s*["']?(.*?)["']?\s*\)/gis)];
  return addresses.every(([, , attribute, style]) =>
    /^(?:#|data:image\/(?:png|jpeg|gif|webp);base64,)/i.test((attribute ?? style ?? "").trim()),
  );
}
