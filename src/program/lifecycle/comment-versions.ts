import type { Voiding } from "../ballot/vote.ts";
import type { Instant } from "../instant.ts";
import type { ObservedComment, Person } from "../observation.ts";

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

  const written = comment.edits.length > 0 ? comment.edits : withoutHistory(comment);
  const versions: CommentVersion[] = [];
  for (const edit of written) {
    const last = versions.at(-1);
    const byAuthor = isSame(edit.editor, author) || edit.at === createdAt;
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

/** What can be said of an edited comment without its history: that there was another text before. */
function withoutHistory({ body, createdAt, lastEditedAt, editor }: ObservedComment) {
  return [
    { at: createdAt, editor: null, text: null },
    { at: lastEditedAt ?? createdAt, editor, text: body },
  ];
}

function isSame(one: Person | null, other: Person): boolean {
  return one !== null && one.login.toLowerCase() === other.login.toLowerCase();
}
