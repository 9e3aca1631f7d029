import { Html, html } from "./html.ts";
import { safeHref } from "./links.ts";

/** HTML that GitHub lets through and that comments really use; everything else is shown as it was typed. */
const PAIRED = ["details", "summary", "code", "kbd", "sub", "sup", "b", "i", "em", "strong", "p"];
const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]*)((?:\s+[^<>]*?)?)\s*\/?>/gi;

/**
 * Renders pieces of raw HTML between other content, so that no piece can reach out of where it stands: a tag that is
 * opened here is closed at the latest by `close`, and a closing tag without its opening one is text.
 */
export class TagBalance {
  readonly #open: string[] = [];

  /** One piece of raw HTML as it stands in the Markdown. */
  render(raw: string): Html {
    let result = "";
    let position = 0;
    for (const match of raw.matchAll(TAG)) {
      result += html`${raw.slice(position, match.index)}`.text;
      result += this.#tag(match).text;
      position = match.index + match[0].length;
    }
    return new Html(result + html`${raw.slice(position)}`.text);
  }

  /** The closing tags of what is still open. */
  close(): Html {
    return new Html(
      this.#open
        .splice(0)
        .reverse()
        .map((name) => `</${name}>`)
        .join(""),
    );
  }

  #tag([whole, slash, name, attributes]: RegExpExecArray): Html {
    if (name === undefined) return new Html("");
    const tag = name.toLowerCase();
    if (tag === "br") return new Html("<br>");
    if (tag === "img") return picture(attributes ?? "");
    if (!PAIRED.includes(tag)) return html`${whole}`;
    if (slash === "/") return this.#closing(tag, whole);
    this.#open.push(tag);
    return new Html(tag === "details" && /\bopen\b/i.test(attributes ?? "") ? "<details open>" : `<${tag}>`);
  }

  #closing(tag: string, whole: string): Html {
    const index = this.#open.lastIndexOf(tag);
    if (index === -1) return html`${whole}`;
    const closed = this.#open.splice(index).reverse();
    return new Html(closed.map((name) => `</${name}>`).join(""));
  }
}

/** Pictures are not loaded, for nothing here asks other hosts: a link stands for each. */
function picture(attributes: string): Html {
  const source = attributeOf(attributes, "src");
  return pictureLink(source, attributeOf(attributes, "alt"));
}

export function pictureLink(source: string, alternative: string): Html {
  const text = alternative === "" ? "picture" : `picture: ${alternative}`;
  const href = safeHref(source);
  if (href === null) return html`<span class="picture">${text}</span>`;
  return html`<a class="picture" href="${href}" rel="nofollow noopener noreferrer">${text}</a>`;
}

function attributeOf(attributes: string, name: string): string {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? "";
}
