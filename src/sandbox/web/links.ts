/** An address that a link in a text may have: a web or mail address, or a place on this page; `null` for all others. */
export function safeHref(address: string): string | null {
  const text = address.trim();
  if (/^#[\w-]*$/.test(text)) return text;
  if (/^\/(?![/\\])[^\s\\]*$/.test(text)) return text;
  if (!/^(?:https?:\/\/|mailto:)/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}

/** A path of this site, of parts that may hold anything. */
export function pathOf(...parts: readonly (string | number)[]): string {
  return `/${parts.map((part) => String(part).split("/").map(encodeURIComponent).join("/")).join("/")}`;
}
