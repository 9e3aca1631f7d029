import type { Voiding } from "../ballot/vote.ts";
import type { Instant } from "../instant.ts";
import type { ContentEdit, ObservedComment, Person } from "../observation.ts";

/** One version of a comment that its author wrote, and for how long it stood. */
export interface CommentVersion {
  /** `null` where GitHub no longer has the text. */
  text: string | null;
  at: Instant;
  /** When the author's next version took its place. */
  until: Instant | null;
  /** When somebody else's edit took the author's word away. */
  void: Voiding | null;
}

/**
 * The author's versions of a comment, oldest first. An edit by somebody else is no version: it makes void what stood
 * (`DESIGN.md` section 6, tamper evidence). Where GitHub keeps no history, only what stands now is known.
 */
export function versionsOf(comment: ObservedComment): CommentVersion[] {
  const { author, createdAt, lastEditedAt } = comment;
  if (author === null) return [];
  if (lastEditedAt === null) return [{ text: comment.body, at: createdAt, until: null, void: null }];

  const versions: CommentVersion[] = [];
  for (const [index, edit] of historyOf(comment).entries()) {
    const last = versions.at(-1);
    const byAuthor = index === 0 || isSame(edit.editor, author);
    if (byAuthor) {
      if (last) last.until = edit.at;
      versions.push({ text: edit.text, at: edit.at, until: null, void: null });
    } else if (last && last.void === null) {
      last.void = { at: edit.at, reason: "edited-by-other", by: edit.editor?.login ?? null };
    }
  }
  const current = versions.at(-1);
  // What stands now is known from the comment itself, also where the history has lost the text.
  if (current && current.void === null && current.text === null) current.text = comment.body;
  return versions;
}

/**
 * The whole history, of which the first entry is the comment as it was created. What GitHub does not show (the edits
 * before its last twenty, or all of them) is there as a text that cannot be had.
 */
function historyOf({
  body,
  createdAt,
  lastEditedAt,
  editor,
  edits,
}: ObservedComment): readonly ContentEdit[] {
  const created: ContentEdit = { at: createdAt, editor: null, text: null };
  const [first] = edits;
  if (first === undefined) return [created, { at: lastEditedAt ?? createdAt, editor, text: body }];
  return first.at === createdAt ? edits : [created, ...edits];
}

function isSame(one: Person | null, other: Person): boolean {
  return one !== null && one.login.toLowerCase() === other.login.toLowerCase();
}
