import { lastEdit, textOf } from "../content.ts";
import type { IssueComment, IssueOrPullRequest, Reaction } from "../state.ts";
import { type Html, html } from "./html.ts";
import { renderLabels, renderState } from "./labels.ts";
import { personSelect, time } from "./layout.ts";
import { pathOf } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";
import { isBot, loginOf, repositoryPath, type Scene } from "./scene.ts";
import { type EventGroup, groupEvents, renderEvents } from "./timeline-events.ts";

const REACTIONS: Readonly<Record<Reaction["content"], string>> = {
  "+1": "👍",
  "-1": "👎",
  laugh: "😄",
  confused: "😕",
  heart: "❤️",
  hooray: "🎉",
  rocket: "🚀",
  eyes: "👀",
};

/** An issue or the conversation of a pull request: what was written and what happened, and where one can write. */
export function renderConversation(scene: Scene, issue: IssueOrPullRequest): Html {
  const { state } = scene;
  return html`<div data-live="title"><h1>${issue.title} <span class="soft">#${issue.number}</span></h1>
<div class="titleline">${renderState(issue)} <span class="soft small">${loginOf(state, issue.authorId)} opened this · ${time(issue.createdAt)}</span></div></div>
<div class="columns"><div>
<div data-live="conversation">${renderThread(scene, issue)}</div>
${commentForm(scene, issue)}
</div>
<aside data-live="labels"><section><h2>Labels</h2>${issue.labelIds.length === 0 ? html`<span class="soft small">None yet</span>` : renderLabels(state, issue)}</section>
<section class="small soft">Changes show here by themselves; without JavaScript, reload the page.</section></aside>
</div>`;
}

function renderThread(scene: Scene, issue: IssueOrPullRequest): Html {
  const entries = [
    ...issue.comments.map((comment) => ({
      at: comment.createdAt,
      entry: comment as IssueComment | EventGroup,
    })),
    ...groupEvents(issue).map((group) => ({ at: group.at, entry: group as IssueComment | EventGroup })),
  ].sort((one, other) => one.at - other.at);
  const rest = entries.map(({ entry }) =>
    "events" in entry ? renderEvents(scene.state, entry) : renderComment(scene, issue, entry),
  );
  return html`${renderBody(scene, issue)}${rest}`;
}

function renderBody(scene: Scene, issue: IssueOrPullRequest): Html {
  const edit = `${conversationPath(scene, issue)}/edit`;
  return renderCard(scene, issue, {
    id: "body",
    actions: html`<a href="${edit}">Edit</a>`,
  });
}

function renderComment(scene: Scene, issue: IssueOrPullRequest, comment: IssueComment): Html {
  const path = `${conversationPath(scene, issue)}/comments/${comment.id}`;
  const remove = html`<form class="inline" method="post" action="${path}/delete"><button class="link">Delete</button></form>`;
  return renderCard(scene, comment, {
    id: `issuecomment-${comment.id}`,
    actions: html`<a href="${path}/edit">Edit</a> ${remove}`,
  });
}

function renderCard(
  { state }: Scene,
  entry: IssueOrPullRequest | IssueComment,
  { id, actions }: { id: string; actions: Html },
): Html {
  const bot = isBot(state, entry.authorId);
  const edit = lastEdit(entry.body);
  const text = textOf(entry.body);
  const edited =
    edit === null
      ? null
      : html`<span class="soft">edited by ${loginOf(state, edit.editorId)} · ${time(edit.at)}</span>`;
  return html`<article class="card${bot ? " bot" : ""}" id="${id}">
<header><strong>${loginOf(state, entry.authorId)}</strong>${bot ? html`<span class="tag">bot</span>` : null}
<a class="soft" href="#${id}">${time(entry.createdAt)}</a>${edited}<span class="actions">${actions}</span></header>
<div class="content">${text.trim() === "" ? html`<p class="soft"><em>Nothing written.</em></p>` : renderMarkdown(text)}</div>
${renderReactions(entry.reactions)}</article>`;
}

function renderReactions(reactions: readonly Reaction[]): Html | null {
  if (reactions.length === 0) return null;
  const counts = new Map<Reaction["content"], number>();
  for (const { content } of reactions) counts.set(content, (counts.get(content) ?? 0) + 1);
  return html`<div class="reactions">${[...counts].map(([content, count]) => html`<span>${REACTIONS[content]} ${count}</span> `)}</div>`;
}

function commentForm(scene: Scene, issue: IssueOrPullRequest): Html {
  const path = conversationPath(scene, issue);
  return html`<form class="card" method="post" action="${path}/comments">
<header><label for="comment-as">Write as</label> ${personSelect(scene, "comment-as")}</header>
<div class="content">
<label class="question" for="comment-text">Comment</label>
<textarea id="comment-text" name="text" placeholder="/vote yes"></textarea>
<div class="buttons"><button class="main">Comment</button>
<span class="end" data-live="actions">${stateButtons(issue, path)}</span></div>
</div></form>`;
}

function stateButtons(issue: IssueOrPullRequest, path: string): Html {
  const post = (action: string, text: string, reason = "") =>
    html`<button formaction="${path}/${action}" name="reason" value="${reason}">${text}</button> `;
  if (issue.state === "closed")
    return issue.type === "PullRequest" && issue.merge !== null ? html`` : post("reopen", "Reopen");
  if (issue.type === "PullRequest") return html`${post("merge", "Merge")}${post("close", "Close")}`;
  return html`${post("close", "Close as completed", "completed")}${post("close", "Close as not planned", "not_planned")}`;
}

/** The page on which a text is changed. */
export function renderEditing(scene: Scene, issue: IssueOrPullRequest, comment: IssueComment | null): Html {
  const path = conversationPath(scene, issue);
  const action = comment === null ? `${path}/edit` : `${path}/comments/${comment.id}/edit`;
  const title =
    comment === null
      ? html`<p><label class="question" for="edit-title">Title</label><input type="text" id="edit-title" name="title" value="${issue.title}"></p>`
      : null;
  return html`<h1>Edit ${comment === null ? "the first comment" : `a comment by ${loginOf(scene.state, comment.authorId)}`}</h1>
<form class="card" method="post" action="${action}">
<header><label for="edit-as">Write as</label> ${personSelect(scene, "edit-as")}</header>
<div class="content">${title}<p><label class="question" for="edit-text">Text</label>
<textarea id="edit-text" name="text" rows="22">
${textOf((comment ?? issue).body)}</textarea></p>
<div class="buttons"><button class="main">Save</button> <a href="${path}">Cancel</a></div></div></form>`;
}

/** `/owner/name/issues/7`, or `pull/7`. */
export function conversationPath(scene: Scene, issue: IssueOrPullRequest): string {
  const kind = issue.type === "PullRequest" ? "pull" : "issues";
  return `${repositoryPath(scene)}${pathOf(kind, issue.number)}`;
}
