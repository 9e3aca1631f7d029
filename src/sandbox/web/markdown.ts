import type { List, ListItem, Nodes, Parents, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { limitNesting, normalizeLineEnds } from "../../text/markdown-blocks.ts";
import { type Content, Html, html } from "./html.ts";
import { safeHref } from "./links.ts";
import { pictureLink, TagBalance } from "./markdown-tags.ts";

/** Longer texts are shown as they are typed: hostile ones could keep the parser busy. */
const LONGEST = 100_000;
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/;

/**
 * A Markdown text as GitHub shows it, as far as this project's texts need it. Everything in it is escaped. In a comment
 * a line break is one, in a file it is a space.
 */
export function renderMarkdown(text: string, kind: "comment" | "file" = "comment"): Html {
  const source = normalizeLineEnds(text);
  if (source.length > LONGEST) return html`<pre>${source}</pre>`;
  const root = fromMarkdown(limitNesting(source), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return html`<div class="markdown ${kind}">${renderChildren(root)}</div>`;
}

function renderChildren(parent: Parents, tight = false): Html {
  const tags = new TagBalance();
  const children = parent.children.map((node) => {
    if (node.type === "html") return tags.render(node.value);
    if (tight && node.type === "paragraph") return renderChildren(node);
    return render(node);
  });
  return html`${children}${tags.close()}`;
}

function render(node: Nodes): Content {
  switch (node.type) {
    case "root":
      return renderChildren(node);
    case "paragraph":
      return html`<p>${renderChildren(node)}</p>`;
    case "heading":
      return heading(node.depth, renderChildren(node));
    case "blockquote":
      return blockquote(node);
    case "list":
      return list(node);
    case "listItem":
      return item(node, true);
    case "table":
      return table(node);
    case "code":
      return html`<pre><code>${node.value}</code></pre>`;
    case "thematicBreak":
      return html`<hr>`;
    case "text":
      return mentions(node.value);
    case "emphasis":
      return html`<em>${renderChildren(node)}</em>`;
    case "strong":
      return html`<strong>${renderChildren(node)}</strong>`;
    case "delete":
      return html`<del>${renderChildren(node)}</del>`;
    case "inlineCode":
      return html`<code>${node.value}</code>`;
    case "break":
      return html`<br>`;
    case "link":
      return link(node.url, renderChildren(node));
    case "image":
      return pictureLink(node.url, node.alt ?? "");
    case "html":
      return html`${node.value}`;
    case "definition":
    case "yaml":
      return null;
    default:
      return "children" in node ? renderChildren(node) : null;
  }
}

function heading(depth: 1 | 2 | 3 | 4 | 5 | 6, content: Html): Html {
  // The page's own headings are the first and the second.
  const level = Math.min(depth + 2, 6);
  return html`${new Html(`<h${level} class="depth-${depth}">`)}${content}${new Html(`</h${level}>`)}`;
}

function blockquote(node: Extract<Nodes, { type: "blockquote" }>): Html {
  const [first, ...rest] = node.children;
  const [text, ...others] = first?.type === "paragraph" ? first.children : [];
  const kind = text?.type === "text" ? ALERT.exec(text.value)?.[1] : undefined;
  if (first?.type !== "paragraph" || text?.type !== "text" || kind === undefined) {
    return html`<blockquote>${renderChildren(node)}</blockquote>`;
  }
  const opening = { ...text, value: text.value.replace(ALERT, "") };
  const told = { ...first, children: [opening, ...others] };
  const name = kind.charAt(0) + kind.slice(1).toLowerCase();
  const content = renderChildren({ ...node, children: [told, ...rest] });
  return html`<div class="alert ${kind.toLowerCase()}"><strong>${name}</strong>${content}</div>`;
}

function list(node: List): Html {
  const items = node.children.map((child) => item(child, !node.spread));
  const hasBoxes = node.children.some((child) => child.checked != null);
  if (node.ordered) return html`<ol start="${node.start ?? 1}">${items}</ol>`;
  return hasBoxes ? html`<ul class="checklist">${items}</ul>` : html`<ul>${items}</ul>`;
}

function item(node: ListItem, tight: boolean): Html {
  const content = renderChildren(node, tight && !node.spread);
  if (node.checked == null) return html`<li>${content}</li>`;
  const box = node.checked
    ? html`<input type="checkbox" disabled checked>`
    : html`<input type="checkbox" disabled>`;
  return html`<li class="box">${box} ${content}</li>`;
}

function table(node: Table): Html {
  const [head, ...body] = node.children;
  if (head === undefined) return html``;
  const isEmpty = head.children.every((cell) => cell.children.length === 0);
  const cells = (row: typeof head) =>
    row.children.map((cell, column) => {
      const side = node.align?.[column];
      return html`<td class="${side ?? ""}">${renderChildren(cell)}</td>`;
    });
  const headRow = html`<thead><tr>${head.children.map((cell) => html`<th>${renderChildren(cell)}</th>`)}</tr></thead>`;
  const rows = body.map((row) => html`<tr>${cells(row)}</tr>`);
  return html`<div class="wide"><table>${isEmpty ? null : headRow}<tbody>${rows}</tbody></table></div>`;
}

function link(address: string, content: Html): Html {
  const href = safeHref(address);
  if (href === null) return content;
  return html`<a href="${href}" rel="nofollow noopener noreferrer">${content}</a>`;
}

/** `@login` is set off, as GitHub does; nobody is told. */
function mentions(text: string): Content {
  const parts = text.split(/((?<![\w@/.-])@[A-Za-z\d](?:[A-Za-z\d]|[-/](?=[A-Za-z\d])){0,60})/);
  return parts.map((part, index) => (index % 2 === 1 ? html`<span class="mention">${part}</span>` : part));
}
