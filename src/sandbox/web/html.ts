import { escapeHtml } from "../../text/escape.ts";

/** Text that is HTML already: all that was put into it has been escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can be put into a page. Text is escaped; `null` and `false` leave nothing. */
export type Content = string | number | Html | null | false | readonly Content[];

/** A piece of a page: `` html`<p>${text}</p>` ``. Values stand in text or in quoted attributes, nowhere else. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.reduce((text, part, index) => text + printContent(values[index - 1] ?? null) + part));
}

function printContent(content: Content): string {
  if (content === null || content === false) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "string" || typeof content === "number") return escapeHtml(String(content));
  return content.map(printContent).join("");
}

export function joinHtml(parts: readonly Content[], between: Content): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`;
}
