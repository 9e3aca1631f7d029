import { findComment } from "../comments.ts";
import type { IssueComment, IssueOrPullRequest } from "../state.ts";
import * as actions from "./actions.ts";
import { conversationPath, renderConversation, renderEditing } from "./conversation.ts";
import { renderDeliveries, renderDelivery } from "./deliveries-page.ts";
import type { Reply } from "./exchange.ts";
import { defaultPlace, findPlace, renderCommit, renderFiles } from "./files.ts";
import { renderNewIssue } from "./form-page.ts";
import { type Content, type Html, html } from "./html.ts";
import { renderIssueList, renderPullRequestChanges } from "./issue-list.ts";
import { renderPage, type Tab } from "./layout.ts";
import { repositoryPath, type Scene } from "./scene.ts";

type Parts = Readonly<Record<string, string>>;

export interface Route {
  readonly method: "GET" | "POST";
  /** `:name` takes one part of the path, `*` all that follow. */
  readonly pattern: string;
  /** `null` when there is nothing there. */
  answer(scene: Scene, parts: Parts): Reply | null;
}

const REPOSITORY = ":owner/:name";
const CONVERSATION = `${REPOSITORY}/:kind/:number`;

const ROUTES: readonly Route[] = [
  {
    method: "GET",
    pattern: "",
    answer: (scene) => ({ kind: "redirect", to: `${repositoryPath(scene)}/issues` }),
  },
  {
    method: "GET",
    pattern: "deliveries",
    answer: (scene) => page(scene, "Deliveries", "deliveries", renderDeliveries(scene)),
  },
  {
    method: "GET",
    pattern: "deliveries/:id",
    answer: (scene, { id }) => page(scene, "Delivery", "deliveries", renderDelivery(scene, Number(id))),
  },
  { method: "POST", pattern: "visitor", answer: actions.switchVisitor },
  { method: "POST", pattern: "clock", answer: actions.moveClock },
  { method: "GET", pattern: REPOSITORY, answer: (scene) => files(scene, []) },
  { method: "GET", pattern: `${REPOSITORY}/tree/*`, answer: (scene, { rest }) => files(scene, split(rest)) },
  { method: "GET", pattern: `${REPOSITORY}/blob/*`, answer: (scene, { rest }) => files(scene, split(rest)) },
  {
    method: "GET",
    pattern: `${REPOSITORY}/commit/:oid`,
    answer: (scene, { oid }) => page(scene, "Commit", "files", renderCommit(scene, oid ?? "")),
  },
  {
    method: "GET",
    pattern: `${REPOSITORY}/issues`,
    answer: (scene) => page(scene, "Issues", "issues", renderIssueList(scene, "Issue")),
  },
  { method: "POST", pattern: `${REPOSITORY}/issues`, answer: actions.openIssue },
  {
    method: "GET",
    pattern: `${REPOSITORY}/issues/new`,
    answer: (scene) => page(scene, "New issue", "issues", renderNewIssue(scene)),
  },
  {
    method: "GET",
    pattern: `${REPOSITORY}/pulls`,
    answer: (scene) => page(scene, "Pull requests", "pulls", renderIssueList(scene, "PullRequest")),
  },
  { method: "GET", pattern: CONVERSATION, answer: onIssue(showConversation) },
  {
    method: "GET",
    pattern: `${CONVERSATION}/edit`,
    answer: onIssue((scene, issue) => editing(scene, issue, null)),
  },
  { method: "POST", pattern: `${CONVERSATION}/edit`, answer: onIssue(actions.editIssue) },
  { method: "POST", pattern: `${CONVERSATION}/comments`, answer: onIssue(actions.comment) },
  { method: "GET", pattern: `${CONVERSATION}/comments/:id/edit`, answer: onComment(editing) },
  { method: "POST", pattern: `${CONVERSATION}/comments/:id/edit`, answer: onComment(actions.editComment) },
  {
    method: "POST",
    pattern: `${CONVERSATION}/comments/:id/delete`,
    answer: onComment(actions.deleteComment),
  },
  { method: "POST", pattern: `${CONVERSATION}/close`, answer: onIssue(actions.close) },
  { method: "POST", pattern: `${CONVERSATION}/reopen`, answer: onIssue(actions.reopen) },
  { method: "POST", pattern: `${CONVERSATION}/merge`, answer: onIssue(actions.merge) },
];

/** The route of an address with the parts that it names; `null` when this site has no such address. */
export function findRoute(method: string, address: string): { route: Route; parts: Parts } | null {
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const parts = matchPattern(route.pattern, split(address));
    if (parts !== null && ["issues", "pull", undefined].includes(parts["kind"])) return { route, parts };
  }
  return null;
}

function matchPattern(pattern: string, path: readonly string[]): Parts | null {
  const wanted = split(pattern);
  const open = wanted.at(-1) === "*";
  if (open ? path.length < wanted.length : path.length !== wanted.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = path[index] ?? "";
    if (want === "*") parts["rest"] = path.slice(index).join("/");
    else if (want.startsWith(":")) parts[want.slice(1)] = part;
    else if (want !== part) return null;
  }
  return parts;
}

function split(path: string | undefined): string[] {
  return (path ?? "").split("/").filter((part) => part !== "");
}

function page(scene: Scene, title: string, tab: Tab, content: Content): Reply | null {
  return content === null ? null : { kind: "page", page: renderPage(scene, { title, tab, content }) };
}

function files(scene: Scene, encoded: readonly string[]): Reply | null {
  const parts = encoded.map(decodeURIComponent);
  const place = parts.length === 0 ? defaultPlace(scene.repository) : findPlace(scene.repository, parts);
  return place === null
    ? null
    : page(scene, place.path || scene.repository.name, "files", renderFiles(scene, place));
}

function onIssue(act: (scene: Scene, issue: IssueOrPullRequest) => Reply | null): Route["answer"] {
  return (scene, { number }) => {
    const issue = scene.repository.issues.get(Number(number));
    return issue === undefined ? null : act(scene, issue);
  };
}

function onComment(
  act: (scene: Scene, issue: IssueOrPullRequest, comment: IssueComment) => Reply | null,
): Route["answer"] {
  return (scene, { number, id }) => {
    const issue = scene.repository.issues.get(Number(number));
    const comment = findComment(scene.repository, Number(id));
    return issue === undefined || comment?.issueNumber !== issue.number ? null : act(scene, issue, comment);
  };
}

/** `issues/7` leads to the pull request when 7 is one, as on GitHub. */
function showConversation(scene: Scene, issue: IssueOrPullRequest): Reply | null {
  const path = conversationPath(scene, issue);
  if (scene.visit.url.pathname !== path) return { kind: "redirect", to: path };
  const isPullRequest = issue.type === "PullRequest";
  const changes: Html | null = isPullRequest ? renderPullRequestChanges(scene, issue) : null;
  const content = html`${renderConversation(scene, issue)}${changes}`;
  return page(scene, `${issue.title} #${issue.number}`, isPullRequest ? "pulls" : "issues", content);
}

function editing(scene: Scene, issue: IssueOrPullRequest, comment: IssueComment | null): Reply | null {
  return page(
    scene,
    "Edit",
    issue.type === "PullRequest" ? "pulls" : "issues",
    renderEditing(scene, issue, comment),
  );
}
