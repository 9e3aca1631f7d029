import { parseMarker, printMarker } from "../../text/marker.ts";
import { sameText } from "../../text/same-text.ts";
import type { Action } from "../action.ts";
import type { Category } from "../category.ts";
import type { Message } from "../messages.ts";
import type { ApplicationLook, ObservedComment } from "../observation.ts";
import { managedLabels, wantedLabels } from "./stage.ts";
import type { Note, Verdict } from "./verdict.ts";

/** Turns a message into Markdown. */
export type Render = (message: Message) => string;

/** GitHub takes 65,536 characters; what is longer is cut, and says so. */
export const LONGEST_BODY = 65_000;

/**
 * The difference between what is and what should be, as actions: records first, because everything that is said
 * afterwards relies on them, pull requests last. Empty when nothing is to be done.
 */
export function stepsOf(
  look: ApplicationLook,
  categories: readonly Category[],
  verdict: Verdict,
  render: Render,
): Action[] {
  return [
    ...verdict.first,
    ...commentSteps(look, statusNote(verdict), render),
    ...verdict.notes.flatMap((note) => commentSteps(look, note, render)),
    ...reactionSteps(look, verdict),
    ...labelSteps(look, categories, verdict),
    ...stateSteps(look, verdict),
    ...proposalSteps(verdict, render),
  ];
}

function statusNote({ status, statusKey }: Verdict): Note {
  return { name: "status", key: statusKey, message: status, upkeep: "kept" };
}

function commentSteps(look: ApplicationLook, note: Note, render: Render): Action[] {
  const existing = findNote(look, note);
  if (existing && note.upkeep === "once") return [];
  const marker = printMarker(note.key === "" ? { name: note.name } : { name: note.name, key: note.key });
  const body = cut(`${marker}\n${render(note.message)}`);
  if (!existing) return [{ do: "comment", subject: look.issue.nodeId, body }];
  return sameText(existing.body, body) ? [] : [{ do: "edit-comment", comment: existing.nodeId, body }];
}

function findNote(look: ApplicationLook, note: Note): ObservedComment | undefined {
  const marked = look.issue.comments.find((comment) => isNote(comment, note));
  if (marked || note.name !== "status") return marked;
  // Somebody edited the marker, or edited it away: it is still the same comment, and is put right.
  return look.issue.comments.find((comment) => {
    const name = comment.author?.own ? parseMarker(comment.body)?.name : "none of ours";
    return name === undefined || name === "status";
  });
}

/** A marker counts only in a comment that this app wrote: anyone can type one. */
function isNote(comment: ObservedComment, note: Note): boolean {
  if (!comment.author?.own) return false;
  const marker = parseMarker(comment.body);
  // There is one status comment, whatever it is marked with.
  return marker?.name === note.name && (note.name === "status" || (marker.key ?? "") === note.key);
}

function reactionSteps(look: ApplicationLook, verdict: Verdict): Action[] {
  const comments = new Map(look.issue.comments.map((comment) => [comment.nodeId, comment]));
  return verdict.answers.flatMap(({ comment: id, answer }): Action[] => {
    const comment = comments.get(id);
    if (!comment) return [];
    const { thumbsUp, confused } = comment.reactions;
    const set = (reaction: "thumbs-up" | "confused", is: boolean, wanted: boolean): Action[] =>
      is === wanted ? [] : [{ do: "react", comment: id, reaction, present: wanted }];
    return [
      ...set("thumbs-up", thumbsUp, answer === "done"),
      ...set("confused", confused, answer === "refused"),
    ];
  });
}

function labelSteps(look: ApplicationLook, categories: readonly Category[], verdict: Verdict): Action[] {
  const { issue } = look;
  const wanted = [...wantedLabels(verdict.stage, verdict.categories), ...verdict.labels];
  const has = new Set(issue.labels.map((label) => label.name.toLowerCase()));
  const keep = new Set(wanted.map((label) => label.name.toLowerCase()));
  const managed = managedLabels(categories);
  const add = wanted.filter((label) => !has.has(label.name.toLowerCase()));
  const remove = issue.labels.filter(
    (label) => managed.has(label.name.toLowerCase()) && !keep.has(label.name.toLowerCase()),
  );
  return [
    ...(add.length > 0 ? [{ do: "add-labels" as const, subject: issue.nodeId, labels: add }] : []),
    ...(remove.length > 0
      ? [
          {
            do: "remove-labels" as const,
            subject: issue.nodeId,
            labelIds: remove.map((label) => label.nodeId),
          },
        ]
      : []),
  ];
}

function proposalSteps({ proposal, deletedBranch }: Verdict, render: Render): Action[] {
  if (deletedBranch !== null) return [{ do: "delete-branch", branch: deletedBranch }];
  if (proposal === null) return [];
  const { base, branch, branchExists, commit, files, title, existing } = proposal;
  const pullRequest = { title, body: cut(render(proposal.body)), existing };
  return [{ do: "propose", base, branch, branchExists, ...commit, files, pullRequest }];
}

function stateSteps({ issue }: ApplicationLook, { issue: wanted }: Verdict): Action[] {
  if (wanted.state === "open" && issue.state === "closed")
    return [{ do: "reopen-issue", issue: issue.nodeId }];
  if (wanted.state === "closed" && issue.state === "open") {
    return [
      { do: "close-issue", issue: issue.nodeId, reason: wanted.reason, duplicateOf: wanted.duplicateOf },
    ];
  }
  return [];
}

function cut(body: string): string {
  if (body.length <= LONGEST_BODY) return body;
  return `${body.slice(0, LONGEST_BODY)}\n\n(This message was too long for GitHub and is cut here.)`;
}
