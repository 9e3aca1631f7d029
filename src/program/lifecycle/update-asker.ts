import { parseMarker } from "../../text/marker.ts";
import { formatDay } from "../instant.ts";
import type { Person } from "../observation.ts";
import type { Partner } from "../partner.ts";
import { speaksFor } from "../partner-people.ts";
import { type Committee, findVoter } from "./committee.ts";
import { statusComment } from "./reply-notes.ts";
import { lastActivity, sameAccount } from "./timeline.ts";
import type { UpdateRequest } from "./update-request.ts";

/** Whether those who ask for an update may. */
export type Asking =
  | { kind: "allowed" }
  /** `login` is whose word it is that does not count. */
  | { kind: "refused"; login: string }
  /** Only the committee is left to ask about, and nobody knows who that is. */
  | { kind: "unknown"; login: string; problems: readonly string[] }
  | { kind: "needs-committee" };

/** Who wrote what the issue says now. */
export function writerOf({ look }: Pick<UpdateRequest, "look">): Person | null {
  const { author, editor, lastEditedAt } = look.issue;
  return lastEditedAt === null ? author : editor;
}

/**
 * Whether a partner's entry may be changed by this issue, or its work be reported: who filed it and who edited it last must
 * both speak for the partner, or be on the committee. Who was found not to be is not looked up again until the issue is edited or reopened;
 * nor is who was found to be as long as nothing comes of it but words, which is `isIdle`.
 */
export function askingOf(
  request: Pick<UpdateRequest, "look">,
  partner: Partner,
  committee: Committee | null,
  isIdle: boolean,
): Asking {
  const { look } = request;
  const { author } = look.issue;
  const writer = writerOf(request);
  const key = parseMarker(statusComment(look)?.body ?? "")?.key;
  for (const asker of sameAccount(author, writer) ? [author] : [author, writer]) {
    const login = asker?.login ?? "ghost";
    if (asker === null || asker.kind !== "user") return { kind: "refused", login };
    if (speaksFor(partner, asker, formatDay(look.at))) continue;
    if (key === askingKey(request, "refused")) return { kind: "refused", login };
    if (isIdle && key === askingKey(request, "allowed")) continue;
    if (committee === null) return { kind: "needs-committee" };
    if (!committee.ok) return { kind: "unknown", login, problems: committee.problems };
    if (findVoter(committee.roll, asker) === undefined) return { kind: "refused", login };
  }
  return { kind: "allowed" };
}

/** Marks the status comment with what was found about those who ask, as the issue is now. */
export function askingKey({ look }: Pick<UpdateRequest, "look">, kind: "allowed" | "refused"): string {
  return `${kind}-${lastActivity(look.issue) / 1000}`;
}
