import { newIdentity } from "./nodes.ts";
import type { Content, ContentVersion, State } from "./state.ts";

/** A text in its first version. */
export function newContent(state: State, authorId: number, text: string): Content {
  return { versions: [newVersion(state, authorId, text)] };
}

/** Adds a version. The same text again is none, as on GitHub; the answer says whether it changed. */
export function editContent(state: State, content: Content, editorId: number, text: string): boolean {
  if (textOf(content) === text) return false;
  content.versions.push(newVersion(state, editorId, text));
  return true;
}

function newVersion(state: State, editorId: number, text: string): ContentVersion {
  const { nodeId } = newIdentity(state, "UserContentEdit");
  return { nodeId, at: state.clock.now(), editorId, text };
}

/** The text that is shown. */
export function textOf(content: Content): string {
  return content.versions.at(-1)?.text ?? "";
}

/** The last edit, `null` when it was never edited. */
export function lastEdit(content: Content): ContentVersion | null {
  return content.versions.length > 1 ? (content.versions.at(-1) ?? null) : null;
}
