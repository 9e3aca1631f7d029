import { labelsOf } from "../labels.ts";
import type { IssueOrPullRequest, State } from "../state.ts";
import { type Html, html } from "./html.ts";

export function renderLabels(state: State, issue: IssueOrPullRequest): Html {
  return html`${labelsOf(state, issue).map(renderLabel)}`;
}

export function renderLabel(label: { name: string; color: string }): Html {
  return html`<span class="label"><svg class="swatch" width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="#${label.color}"/></svg>${label.name}</span>`;
}

/** Open, closed or merged, as a word on a colour. */
export function renderState(issue: IssueOrPullRequest): Html {
  if (issue.type === "PullRequest" && issue.merge !== null)
    return html`<span class="state closed">Merged</span>`;
  if (issue.state === "open") return html`<span class="state">Open</span>`;
  const words = {
    completed: "Closed as completed",
    not_planned: "Closed as not planned",
    duplicate: "Closed as duplicate",
  };
  const reason = issue.stateReason === null || issue.stateReason === "reopened" ? null : issue.stateReason;
  return html`<span class="state ${reason === "completed" ? "closed" : "refused"}">${reason === null ? "Closed" : words[reason]}</span>`;
}
