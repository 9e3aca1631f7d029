/*
 * One function per output language, called where the text is put in. What is escaped here is hostile text that must show as it is
 * and do nothing.
 */

/**
 * U+200B behind `@`, `#` and the like. GitHub looks for mentions and references after Markdown is rendered, so neither `\@` nor `&#64;`
 * keeps it from notifying people. A zero-width space does, in replies by e-mail too (Dependabot and Renovate do the same).
 */
const ZERO_WIDTH_SPACE = "\u200B";

/** Embeddings, overrides and isolates: they reorder what people read. Plain right-to-left text needs none of them. */
const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/g;
const CONTROL = /[\p{Cc}\uFFFE\uFFFF]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const SPACE = /[\s\u0085]+/g;

/** What GitHub would turn into a link, a notification, or an emoji, and where the zero-width space goes. */
const REFERENCES: readonly [RegExp, string][] = [
  [/@(?=[\w-])/g, "@"],
  [/#(?=\d)/g, "#"],
  [/(?<![a-z0-9])(?:GH|GHSA)-(?=\w)/gi, "$&"],
  [/:(?=\/\/)/g, ":"],
  [/www(?=\.)/gi, "$&"],
  [/:(?=(?!\d{1,2}:)[\w+-]+:)/g, ":"],
];
const COMMIT_ID = /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi;

/**
 * Text inside a line of Markdown on GitHub: shown as it is, and inert. No mention, reference, link, HTML, code, emphasis,
 * table, formula, or Liquid. Line breaks and runs of spaces become one space, control and bidirectional control characters go.
 *
 * Cut long text before, with {@link truncateText}: an escaped text that is cut may not be escaped any more.
 */
export function escapeMarkdown(text: string): string {
  const line = cleanLine(text);
  let inert = line.replace(COMMIT_ID, (id) => id.replace(/.{6}(?=.)/g, `$&${ZERO_WIDTH_SPACE}`));
  for (const [pattern, kept] of REFERENCES) inert = inert.replace(pattern, `${kept}${ZERO_WIDTH_SPACE}`);
  return inert
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]|~#$^{}]/g, "\\$&")
    .replace(/^[-+=:]/, "\\$&")
    .replace(/^(\d{1,9})([.)])/, "$1\\$2");
}

/**
 * Text of several lines as a block quote, each line escaped as by {@link escapeMarkdown}. Blank lines at the ends go, runs of them
 * become one. What follows needs a blank line before it.
 */
export function quoteMarkdown(text: string): string {
  const lines = text.split(/\r\n?|[\n\u0085\u2028\u2029]/).map(escapeMarkdown);
  return lines
    .join("\n")
    .replace(/^\n+|\n+$/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .split("\n")
    .map((line, index, all) => {
      if (line === "") return ">";
      return all[index + 1] ? `> ${line}\\` : `> ${line}`;
    })
    .join("\n");
}

/** A link to an absolute `http` or `https` address without credentials; for anything else the escaped text alone. */
export function markdownLink(text: string, url: string): string {
  const address = webAddress(url);
  if (!address) return escapeMarkdown(text);
  const destination = address.href.replace(
    /[()|`\\[\]*_~<>{}"']/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${escapeMarkdown(text) || escapeMarkdown(address.href)}](${destination.replaceAll("&", "&amp;")})`;
}

/**
 * Text in an inline code span: shown as it is, without zero-width spaces, so that it can be copied. GitHub neither notifies nor links in
 * code. Text with a `|` becomes a `<code>` element, for a code span would end with the cell of a table.
 */
export function markdownCode(text: string): string {
  const line = cleanLine(text);
  if (line.includes("|")) return `<code>${escapeMarkdown(line)}</code>`;
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return /^`|`$|^$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text or a quoted attribute value of HTML. */
export function escapeHtml(text: string): string {
  return escapeEntities(text);
}

/** Text or a quoted attribute value of SVG, without the characters that XML forbids. */
export function escapeSvg(text: string): string {
  return escapeEntities(text);
}

/** One line of a log: control characters, line breaks and what reorders text are shown as escapes such as `\n` and `\x1b`. */
export function escapeLog(text: string): string {
  return text
    .replace(LONE_SURROGATE, "\uFFFD")
    .replace(/\\/g, "\\\\")
    .replace(/\r/g, "\\r")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x100
        ? `\\x${code.toString(16).padStart(2, "0")}`
        : `\\u{${code.toString(16).padStart(4, "0")}}`;
    });
}

/**
 * The address of a public web site that a person wrote, such as `www.example.org`, as a normal `https` or `http` URL. `null` for
 * other schemes, credentials, e-mail addresses, numbers and names without a dot, and prose.
 */
export function safeUrl(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 2048 || /[\s\p{Cc}\p{Cf}\\<>]/u.test(trimmed)) return null;
  const complete = /^https?:/i.test(trimmed)
    ? trimmed
    : /^[^/?#]*:(?!\d+(?:[/?#]|$))/.test(trimmed)
      ? null
      : `https://${trimmed.replace(/^\/\//, "")}`;
  const address = complete === null ? null : webAddress(complete);
  if (!address) return null;
  address.hostname = address.hostname.replace(/\.$/, "");
  return isPublicHost(address.hostname) ? address.href : null;
}

/** At most `limit` code points, the last of them an ellipsis when something was cut. */
export function truncateText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = [...text];
  if (characters.length <= limit) return text;
  return limit < 1
    ? ""
    : `${characters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}

/** Without what hides or reorders text. White space stays as it is. */
function clean(text: string): string {
  return text
    .replace(LONE_SURROGATE, "\uFFFD")
    .replace(BIDI_CONTROL, "")
    .replace(CONTROL, (character) => (/[\s\u0085]/.test(character) ? character : ""));
}

function cleanLine(text: string): string {
  return clean(text).replace(SPACE, " ").trim();
}

function escapeEntities(text: string): string {
  return clean(text)
    .replace(/[\f\v\u0085]/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** An absolute `http` or `https` address without credentials; `null` for anything else. */
export function webAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text)) return null;
  const address = new URL(text);
  return address.username === "" && address.password === "" ? address : null;
}

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

function isPublicHost(host: string): boolean {
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  return (
    host.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(last)
  );
}
