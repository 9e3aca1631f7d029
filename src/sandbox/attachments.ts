import { randomUUID } from "node:crypto";
import type { State } from "./state.ts";

/** A file that a person dragged into the text of an issue. It never changes. */
export interface Attachment {
  /** `image/png` */
  readonly type: string;
  readonly bytes: Uint8Array;
}

const FOLDER = "/user-attachments/assets/";

/** Keeps a file, and gives the address that GitHub puts into the text. Anyone may read it there. */
export function attachFile(state: State, attachment: Attachment): string {
  const id = randomUUID();
  state.attachments.set(id, attachment);
  return `${state.urls.web}${FOLDER}${id}`;
}

/** What is at a path of the website; `null` where no attachments are. GitHub leads on to its storage, this does not. */
export function answerAttachment(state: State, path: string) {
  if (!path.startsWith(FOLDER)) return null;
  const found = state.attachments.get(path.slice(FOLDER.length));
  return found === undefined
    ? {
        status: 404,
        raw: { type: "text/plain; charset=utf-8", bytes: new TextEncoder().encode("Not Found") },
      }
    : { status: 200, raw: found };
}
