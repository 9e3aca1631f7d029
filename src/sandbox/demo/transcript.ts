import { formatInstantForPeople } from "../../program/instant.ts";
import { escapeMarkdown } from "../../text/escape.ts";
import { findAccountById } from "../accounts.ts";
import { lastEdit, textOf } from "../content.ts";
import { labelsOf } from "../labels.ts";
import type { Issue, IssueComment, State } from "../state.ts";

/** Issues as people saw them at the end: the first comment of each and all that followed, in order, as Markdown. */
export function renderTranscript(state: State, issues: readonly Issue[]): string {
  return [
    `Links to ${state.urls.web} led to the GitHub on this machine; it is there only while the demo runs (\`--serve\`).`,
    ...issues.flatMap((issue) => renderIssue(state, issue)),
    "",
  ].join("\n\n");
}

function renderIssue(state: State, issue: Issue): string[] {
  const labels = labelsOf(state, issue).map(({ name }) => `\`${name}\``);
  const closed = issue.stateReason === null ? "" : ` as ${issue.stateReason.replace("_", " ")}`;
  return [
    `# ${escapeMarkdown(issue.title)}`,
    `Issue #${issue.number}, ${issue.state}${issue.state === "closed" ? closed : ""}. Labels: ${labels.join(", ") || "none"}.`,
    ...[issue, ...issue.comments].map((entry) => renderEntry(state, entry)),
  ];
}

function renderEntry(state: State, entry: Issue | IssueComment): string {
  const edit = lastEdit(entry.body);
  const edited =
    edit === null ? "" : `, edited by ${loginOf(state, edit.editorId)} on ${formatInstantForPeople(edit.at)}`;
  const head = `**${loginOf(state, entry.authorId)}** on ${formatInstantForPeople(entry.createdAt)}${edited}`;
  const { reactions } = entry;
  const answers = reactions.map(
    ({ content }) => ({ "+1": "👍", confused: "😕" })[String(content)] ?? content,
  );
  return `---\n\n${head}\n\n${textOf(entry.body)}${answers.length > 0 ? `\n\n${answers.join(" ")}` : ""}`;
}

function loginOf(state: State, accountId: number): string {
  return findAccountById(state, accountId)?.login ?? "ghost";
}
