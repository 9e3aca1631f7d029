import type { FileChange } from "../git/diff.ts";
import { type Html, html } from "./html.ts";

const WORDS = { added: "new", modified: "changed", removed: "removed" } as const;

/** Files that differ, each with its lines. */
export function renderChanges(files: readonly FileChange[]): Html {
  return html`${files.map(renderChange)}`;
}

function renderChange({ path, status, additions, deletions, patch }: FileChange): Html {
  return html`<section class="card"><header><strong>${path}</strong> <span class="tag">${WORDS[status]}</span>
<span class="plus">+${additions}</span> <span class="minus">−${deletions}</span></header>
${patch === null ? html`<p class="content soft">No text.</p>` : html`<pre class="diff">${patch.split("\n").map(line)}</pre>`}</section>`;
}

function line(text: string): Html {
  const kind = text.startsWith("@@")
    ? "place"
    : text.startsWith("+")
      ? "added"
      : text.startsWith("-")
        ? "removed"
        : "";
  return html`<span class="${kind}">${text}</span>`;
}
