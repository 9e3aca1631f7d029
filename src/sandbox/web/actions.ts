import { UserError } from "../../errors.ts";
import { addDuration, parseDuration } from "../../program/duration.ts";
import { renderIssueBody } from "../../text/issue-form.ts";
import type { Person } from "../people.ts";
import { fullName } from "../repositories.ts";
import type { IssueComment, IssueOrPullRequest, StateReason } from "../state.ts";
import { conversationPath } from "./conversation.ts";
import type { Reply } from "./exchange.ts";
import { findForms, readAnswers } from "./issue-forms.ts";
import type { Scene } from "./scene.ts";
import { personOf, visitorCookie } from "./visitor.ts";

/*
 * What is done when a page's form is sent. All of it goes through a person's own verbs, so GitHub's rules hold here too;
 * refusals are thrown as `SandboxError`, and what is wrong with what was typed as `UserError`.
 */

export function openIssue(scene: Scene): Reply {
  const { repository, state, visit } = scene;
  const { form } = visit;
  const shown = findForms(repository).find(({ file }) => file === form.get("template"));
  const body =
    shown === undefined ? (form.get("text") ?? "") : renderIssueBody(shown.form, readAnswers(shown, form));
  const person = personOfForm(scene);
  const issue = person.openIssue({
    repository: fullName(state, repository),
    title: form.get("title") ?? "",
    body,
    labels: shown?.form.labels ?? [],
  });
  return doneAs(person, conversationPath(scene, issue));
}

export function comment(scene: Scene, issue: IssueOrPullRequest): Reply {
  const person = personOfForm(scene);
  const { id } = person.comment(issue, scene.visit.form.get("text") ?? "");
  return doneAs(person, `${conversationPath(scene, issue)}#issuecomment-${id}`);
}

export function editIssue(scene: Scene, issue: IssueOrPullRequest): Reply {
  const person = personOfForm(scene);
  const { form } = scene.visit;
  person.editIssue(issue, { title: form.get("title") ?? issue.title, body: form.get("text") ?? "" });
  return doneAs(person, conversationPath(scene, issue));
}

export function editComment(scene: Scene, issue: IssueOrPullRequest, entry: IssueComment): Reply {
  const person = personOfForm(scene);
  person.editComment(entry, scene.visit.form.get("text") ?? "");
  return doneAs(person, `${conversationPath(scene, issue)}#issuecomment-${entry.id}`);
}

export function deleteComment(scene: Scene, issue: IssueOrPullRequest, entry: IssueComment): Reply {
  const person = personOfForm(scene);
  person.deleteComment(entry);
  return doneAs(person, conversationPath(scene, issue));
}

export function close(scene: Scene, issue: IssueOrPullRequest): Reply {
  const person = personOfForm(scene);
  const reasons: readonly StateReason[] = ["completed", "not_planned"];
  const reason = reasons.find((one) => one === scene.visit.form.get("reason"));
  commentFirst(scene, person, issue);
  if (issue.type === "PullRequest") person.closePullRequest(issue);
  else person.closeIssue(issue, reason ?? "completed");
  return doneAs(person, conversationPath(scene, issue));
}

export function reopen(scene: Scene, issue: IssueOrPullRequest): Reply {
  const person = personOfForm(scene);
  commentFirst(scene, person, issue);
  person.reopenIssue(issue);
  return doneAs(person, conversationPath(scene, issue));
}

export function merge(scene: Scene, issue: IssueOrPullRequest): Reply {
  const person = personOfForm(scene);
  if (issue.type !== "PullRequest") {
    throw new UserError("no-pull-request", "This is no pull request.", "Only a pull request can be merged.");
  }
  commentFirst(scene, person, issue);
  person.merge(issue);
  return doneAs(person, conversationPath(scene, issue));
}

export function switchVisitor(scene: Scene): Reply {
  return doneAs(personOfForm(scene), backOf(scene));
}

export function moveClock(scene: Scene): Reply {
  const { clock } = scene.state;
  const duration = parseDuration(scene.visit.form.get("by") ?? "");
  const now = clock.now();
  clock.advance(addDuration(now, duration) - now);
  return { kind: "redirect", to: backOf(scene) };
}

/** A button beside the comment sends what was typed, too. */
function commentFirst({ visit }: Scene, person: Person, issue: IssueOrPullRequest): void {
  const text = visit.form.get("text") ?? "";
  if (text.trim() !== "") person.comment(issue, text);
}

/** The person chosen in the form, else as whom the browser acts. */
function personOfForm({ state, visit, visitor }: Scene): Person {
  const person = personOf(state, visit.form.get("as") ?? "") ?? visitor;
  if (person === null) throw new UserError("nobody", "There is nobody as whom to act.", "Choose a person.");
  return person;
}

function doneAs(person: Person, to: string): Reply {
  return { kind: "redirect", to, cookie: visitorCookie(person) };
}

/** Only a path of this site. */
function backOf({ visit }: Scene): string {
  const back = visit.form.get("back") ?? "/";
  return /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : "/";
}
