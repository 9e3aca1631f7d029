import { sameLogin } from "./roll.ts";
import type { ScenarioEvent } from "./scenario.ts";
import type { Act, Deed, Voiding } from "./vote.ts";

/** The keys of an event of which exactly one says what was done. */
const DEEDS = ["vote", "recuse", "veto", "extend", "cancel", "close", "edit"] as const;

export type EventResult =
  | { readonly ok: true; readonly acts: readonly Act[] }
  | { readonly ok: false; readonly path: readonly string[]; readonly message: string };

/**
 * The acts of one event: one, or two when its author edited it (the same words again, at the edit's time).
 *
 * @param position its place in the file, which decides between events of the same second
 */
export function actsOfEvent(event: ScenarioEvent, position: number): EventResult {
  const done = DEEDS.filter((key) => event[key] !== undefined);
  const [first, second] = done;
  if (first === undefined)
    return { ok: false, path: [], message: `says nothing: write one of ${DEEDS.join(", ")}` };
  if (second !== undefined) {
    return {
      ok: false,
      path: [second],
      message: `says both \`${first}\` and \`${second}\`: make two events of it`,
    };
  }
  const times = { "edited-at": event["edited-at"], "deleted-at": event["deleted-at"] };
  for (const [key, at] of Object.entries(times)) {
    if (at !== undefined && at < event.at)
      return { ok: false, path: [key], message: `\`${key}\` is before \`at\`` };
  }
  const act: Act = {
    ...deedOf(event),
    by: { login: event.by, id: null },
    at: event.at,
    until: null,
    order: [position, 0],
    link: null,
    void: null,
  };
  return { ok: true, acts: versionsOf(act, event) };
}

function versionsOf(act: Act, event: ScenarioEvent): Act[] {
  const { "edited-by": editor = event.by, "edited-at": editedAt, "deleted-by": deletedBy } = event;
  const edited = event["edited-by"] !== undefined || editedAt !== undefined;
  if (edited && !sameLogin(editor, event.by)) {
    const voided: Voiding = { at: editedAt ?? null, reason: "edited-by-other", by: editor };
    return [{ ...act, void: voided }];
  }
  let deleted: Voiding | null = null;
  if (deletedBy !== undefined) {
    const reason = sameLogin(deletedBy, event.by) ? "deleted-by-author" : "deleted-by-other";
    deleted = { at: event["deleted-at"] ?? null, reason, by: deletedBy };
  }
  if (editedAt === undefined || editedAt === act.at) return [{ ...act, void: deleted }];
  return [
    { ...act, until: editedAt, void: deleted },
    { ...act, at: editedAt, void: deleted },
  ];
}

function deedOf(event: ScenarioEvent): Deed {
  const { vote, veto, extend, cancel } = event;
  const reason = event.reason ?? null;
  if (vote === "withdraw") return { do: "vote-withdraw" };
  if (vote !== undefined) return { do: "vote", choice: vote, reason };
  if (veto === "withdraw") return { do: "veto-withdraw" };
  if (veto !== undefined) return { do: "veto", reason: text(veto) ?? reason };
  if (extend !== undefined) return { do: "extend", duration: extend, reason };
  if (cancel !== undefined) return { do: "cancel", reason: text(cancel) ?? reason };
  if (event.close !== undefined) return { do: "close" };
  if (event.edit !== undefined) return { do: "edit" };
  return { do: "recuse", reason: text(event.recuse ?? null) ?? reason };
}

function text(words: string | true | null): string | null {
  return typeof words === "string" && words.trim() !== "" ? words : null;
}
