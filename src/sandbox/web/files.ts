import { decodeText, diffTrees } from "../git/diff.ts";
import { history, readCommit } from "../git/history.ts";
import { findEntry, readBytes, readTree } from "../git/tree.ts";
import type { Repository } from "../state.ts";
import { renderChanges } from "./diff.ts";
import { type Html, html, joinHtml } from "./html.ts";
import { pathOf } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";
import { repositoryPath, type Scene } from "./scene.ts";

/** A branch or commit, and a path in it. */
export interface Place {
  /** As it stands in addresses. */
  readonly ref: string;
  readonly commit: string;
  /** `""` is the top. */
  readonly path: string;
}

/** Takes `partnerbot/2-admit-acme/decisions/x.yml` apart: a branch may hold slashes. `null` when there is no such branch or commit. */
export function findPlace(repository: Repository, parts: readonly string[]): Place | null {
  for (let length = parts.length; length > 0; length -= 1) {
    const ref = parts.slice(0, length).join("/");
    const path = parts.slice(length).join("/");
    const oid = repository.refs.get(`refs/heads/${ref}`);
    if (oid !== undefined) return { ref, commit: oid, path };
    if (repository.objects.get(ref)?.type === "commit") return { ref, commit: ref, path };
  }
  return null;
}

/** The top of the default branch; `null` for an empty repository. */
export function defaultPlace(repository: Repository): Place | null {
  return findPlace(repository, repository.defaultBranch.split("/"));
}

/** A folder or a file; `null` when there is nothing at that path. */
export function renderFiles(scene: Scene, place: Place): Html | null {
  const { objects } = scene.repository;
  const { tree } = readCommit(objects, place.commit);
  if (place.path === "") return renderFolder(scene, place, tree);
  const entry = findEntry(objects, tree, place.path);
  if (entry === null) return null;
  return entry.mode === "040000"
    ? renderFolder(scene, place, entry.oid)
    : renderFile(scene, place, entry.oid);
}

function renderFolder(scene: Scene, place: Place, tree: string): Html {
  const { objects } = scene.repository;
  const entries = [...readTree(objects, tree).entries].sort(
    (one, other) => Number(other.mode === "040000") - Number(one.mode === "040000"),
  );
  const rows = entries.map(({ name, mode }) => {
    const path = place.path === "" ? name : `${place.path}/${name}`;
    const folder = mode === "040000";
    const kind = folder ? "tree" : "blob";
    return html`<li><a href="${repositoryPath(scene)}${pathOf(kind, place.ref, path)}">${name}${folder ? "/" : ""}</a></li>`;
  });
  const readme = entries.find(({ name }) => name.toLowerCase() === "readme.md");
  return html`${trail(scene, place)}<div class="card"><ul class="rows">${rows}</ul></div>
${readme === undefined ? null : renderText("README.md", readBytes(objects, readme.oid))}
${renderHistory(scene, place)}`;
}

function renderFile(scene: Scene, place: Place, oid: string): Html {
  const bytes = readBytes(scene.repository.objects, oid);
  return html`${trail(scene, place)}${renderText(place.path, bytes)}${renderHistory(scene, place)}`;
}

function renderText(name: string, bytes: Uint8Array): Html {
  const text = decodeText(bytes);
  const size = `${bytes.byteLength} ${bytes.byteLength === 1 ? "byte" : "bytes"}`;
  const header = html`<header><strong>${name}</strong> <span class="soft">${size}</span></header>`;
  if (text === null)
    return html`<section class="card">${header}<p class="content soft">No text.</p></section>`;
  if (/\.md$/i.test(name))
    return html`<section class="card">${header}<div class="content">${renderMarkdown(text, "file")}</div></section>`;
  return html`<section class="card file">${header}<pre>${text}</pre></section>`;
}

function trail(scene: Scene, { ref, path }: Place): Html {
  const base = repositoryPath(scene);
  const parts = path === "" ? [] : path.split("/");
  const links = [
    html`<a href="${base}${pathOf("tree", ref)}">${scene.repository.name}</a>`,
    ...parts.map((part, index) =>
      index === parts.length - 1
        ? html`${part}`
        : html`<a href="${base}${pathOf("tree", ref, parts.slice(0, index + 1).join("/"))}">${part}</a>`,
    ),
  ];
  const branches = [...scene.repository.refs.keys()].flatMap((name) =>
    name.startsWith("refs/heads/") ? [name.slice("refs/heads/".length)] : [],
  );
  const others = branches.map((branch) =>
    branch === ref
      ? html`<strong>${branch}</strong>`
      : html`<a href="${base}${pathOf("tree", branch)}">${branch}</a>`,
  );
  return html`<h1>${joinHtml(links, " / ")}</h1><p class="small soft">Branches: ${joinHtml(others, " · ")}</p>`;
}

function renderHistory(scene: Scene, place: Place): Html {
  const { objects } = scene.repository;
  const options = place.path === "" ? {} : { path: place.path };
  const commits = [...history(objects, place.commit, options)].slice(0, 20);
  const rows = commits.map(
    ({ oid, message, author }) =>
      html`<li><a href="${repositoryPath(scene)}${pathOf("commit", oid)}"><code>${oid.slice(0, 7)}</code></a> ${message.split("\n")[0] ?? ""} <span class="soft small">${author.name}</span></li>`,
  );
  return html`<h2>History</h2><div class="card"><ul class="rows">${rows}</ul></div>`;
}

/** One commit with what it changed; `null` when there is none of that id. */
export function renderCommit({ repository }: Scene, oid: string): Html | null {
  const { objects } = repository;
  if (objects.get(oid)?.type !== "commit") return null;
  const commit = readCommit(objects, oid);
  const [parent] = commit.parents;
  const before = parent === undefined ? null : readCommit(objects, parent).tree;
  const [title = "", ...rest] = commit.message.split("\n");
  const signed = commit.signedByGitHub ? html`<span class="tag">verified</span>` : null;
  return html`<h1>${title}</h1>${rest.join("\n").trim() === "" ? null : html`<pre>${rest.join("\n").trim()}</pre>`}
<p class="soft small">${commit.author.name} · <code>${oid}</code> ${signed}</p>
${renderChanges(diffTrees(objects, before, commit.tree))}`;
}
