import { escapeHtml, markdownCode, markdownLink, quoteMarkdown, webAddress } from "./escape.ts";

export type TemplateMarkup = "markdown" | "html";

type Filter = (text: unknown, ...parameters: unknown[]) => string;

/** The filters whose output is markup already. They escape what they are given. */
export function markupFilters(markup: TemplateMarkup): Record<"code" | "link" | "quote_block", Filter> {
  return markup === "markdown" ? MARKDOWN : HTML;
}

const MARKDOWN = {
  code: (text: unknown): string => markdownCode(textOf(text)),
  link: (text: unknown, url: unknown): string => markdownLink(textOf(text), textOf(url)),
  quote_block: (text: unknown): string => quoteMarkdown(textOf(text)),
};

const HTML = {
  code: (text: unknown): string => `<code>${escapeHtml(textOf(text))}</code>`,
  link: (text: unknown, url: unknown): string => {
    const address = webAddress(textOf(url));
    const shown = escapeHtml(textOf(text));
    return address === null ? shown : `<a href="${escapeHtml(address.href)}">${shown}</a>`;
  },
  quote_block: (text: unknown): string => {
    const lines = textOf(text)
      .trim()
      .split(/\r\n?|\n/);
    return `<blockquote>${lines.map(escapeHtml).join("<br>")}</blockquote>`;
  },
};

function textOf(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    throw new TypeError("an object or a list cannot be printed");
  }
  return String(value ?? "");
}
