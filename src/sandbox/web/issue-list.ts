import { isMergeable, pullRequestFiles } from "../pull-requests.ts";
import type { IssueOrPullRequest, PullRequest } from "../state.ts";
import { conversationPath } from "./conversation.ts";
import { renderChanges } from "./diff.ts";
import { type Html, html } from "./html.ts";
import { renderLabels, renderState } from "./labels.ts";
import { time } from "./layout.ts";
import { loginOf, repositoryPath, type Scene } from "./scene.ts";

const PAGE = 100;

/** The list of issues, or of pull requests: open ones, or those that are closed. */
export function renderIssueList(scene: Scene, type: IssueOrPullRequest["type"]): Html {
  const { repository, visit } = scene;
  const wanted = visit.url.searchParams.get("state") === "closed" ? "closed" : "open";
  const all = [...repository.issues.values()].filter((issue) => issue.type === type);
  const shown = all.filter((issue) => issue.state === wanted).sort((one, other) => other.number - one.number);
  const base = `${repositoryPath(scene)}/${type === "Issue" ? "issues" : "pulls"}`;
  const tab = (state: "open" | "closed", name: string) => {
    const count = all.filter((issue) => issue.state === state).length;
    return html`<a href="${base}?state=${state}"${state === wanted ? html` class="here" aria-current="page"` : null}>${count} ${name}</a>`;
  };
  const create = type === "Issue" ? html`<a class="button main end" href="${base}/new">New issue</a>` : null;
  const nothing = html`<li class="soft">Nothing here.</li>`;
  return html`<h1>${type === "Issue" ? "Issues" : "Pull requests"}</h1>
<div data-live="list"><div class="tabs">${tab("open", "open")} ${tab("closed", "closed")}${create}</div>
<div class="card"><ul class="rows">${shown.length === 0 ? nothing : shown.slice(0, PAGE).map((issue) => row(scene, issue))}</ul></div>
${shown.length > PAGE ? html`<p class="soft small">The newest ${PAGE} of ${shown.length} are shown.</p>` : null}</div>`;
}

function row(scene: Scene, issue: IssueOrPullRequest): Html {
  const { state } = scene;
  const comments = issue.comments.length;
  return html`<li><a class="title" href="${conversationPath(scene, issue)}">${issue.title}</a> ${renderLabels(state, issue)}
<div class="soft small">#${issue.number} by ${loginOf(state, issue.authorId)} · ${time(issue.createdAt)} · ${comments} ${comments === 1 ? "comment" : "comments"}${issue.state === "closed" ? html` · ${renderState(issue)}` : null}</div></li>`;
}

/** What a pull request changes, to stand below its conversation. */
export function renderPullRequestChanges({ state }: Scene, pullRequest: PullRequest): Html {
  const { head, base, merge } = pullRequest;
  const files = pullRequestFiles(state, pullRequest);
  const conflict =
    pullRequest.state === "open" && isMergeable(state, pullRequest) === false
      ? html`<p class="warning-box">This branch has conflicts with ${base.ref}.</p>`
      : null;
  return html`<div data-live="changes"><h2>${files.length} changed ${files.length === 1 ? "file" : "files"}</h2>
<p class="soft small"><code>${head.ref}</code> ${merge === null ? "into" : "was merged into"} <code>${base.ref}</code></p>${conflict}${renderChanges(files)}</div>`;
}
