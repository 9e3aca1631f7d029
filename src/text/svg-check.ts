const WORDS: readonly (readonly [RegExp, string])[] = [
  [/<!(?!--|\[CDATA\[)/, "a document type or entities"],
  [/<\?xml-stylesheet/i, "a style from another file"],
  [/<(?:[^\s<>/:]+:)?(?:script|handler|listener)(?![\w.-])/i, "a script"],
  [/[\s"'/]on[a-z]+\s*=/i, "a script"],
  [/<(?:[^\s<>/:]+:)?(?:foreignObject|iframe|embed|object)(?![\w.-])/i, "a part that is no drawing"],
  [/<(?:[^\s<>/:]+:)?include(?![\w.-])/i, "a part of another file"],
  [/[\s"'/]xml:base\s*=/i, "an address of another file"],
];

const REFERENCE = /(?:^|[\s"'/:])(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S))/gi;
const ENCODING = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/i;

/**
 * What an SVG has that a picture needs not have, in words such as `a script`; `null` for a drawing and nothing else.
 * Refused are entities, scripts, other documents in it, and every reference that leads out of the file, as an attribute or
 * in a style, `data:` too, since nobody sees what is in there. It is stricter than it has to be: what stands in a comment
 * counts as well. No part of an SVG is ever run or loaded, even so.
 */
export function activePartOfSvg(svg: string): string | null {
  const encoding = ENCODING.exec(svg)?.[1] ?? "utf-8";
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding)) return "an encoding other than UTF-8";
  for (const [pattern, what] of WORDS) if (pattern.test(svg)) return what;
  for (const [, double, single, bare] of svg.matchAll(REFERENCE)) {
    const address = withoutCharacterReferences(double ?? single ?? bare ?? "").trim();
    if (address !== "" && !address.startsWith("#")) return "an address of another file";
  }
  const read = withoutCharacterReferences(svg);
  return [read, withoutStyleEscapes(read)].some(hasOutwardStyle) ? "a style from another file" : null;
}

/** `url(#shade)` is in the file itself. */
function hasOutwardStyle(text: string): boolean {
  if (/@import/i.test(text)) return true;
  return [...text.matchAll(/url\(\s*["']?\s*([^"'\s]?)/gi)].some(([, first]) => first !== "#");
}

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The five names and the numbers that XML has without a document type. */
function withoutCharacterReferences(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (all, hex, decimal, name) =>
      name === undefined
        ? characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        : (NAMED[name] ?? all),
  );
}

/** `\75rl(` and `u\rl(` are `url(` in a style (CSS Syntax 3, section 4.3.7). */
function withoutStyleEscapes(text: string): string {
  return text.replace(/\\(?:([\da-f]{1,6})\s?|([^\n\da-f]))/gi, (_, hex, character) =>
    hex === undefined ? character : characterOf(Number.parseInt(hex, 16)),
  );
}

function characterOf(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "\uFFFD";
}
