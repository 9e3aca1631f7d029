import type { Act, Refusal } from "./vote.ts";

/** Why an act was refused, as a phrase that follows a name. */
export const REFUSALS: Record<Refusal, string> = {
  "off-roll": "is not on the roll",
  "too-early": "came before the vote opened",
  "too-late": "came after the close",
  recused: "is recused",
  "no-reason": "gave no reason, and the rule wants one",
  "no-veto": "cast a veto, and the rule has none",
  "not-decided": "asked to close the vote before it was decided",
  "minimum-period": "asked to close the vote before the minimum period was over",
  "already-open": "asked to open the vote, which was open",
  "too-far": "asked for an extension beyond the year 9999",
};

/** Why an act is void, with who made it so. */
export function voidWords(act: Act): string {
  const by = act.void?.by ?? "someone else";
  switch (act.void?.reason) {
    case "edited-by-other":
      return `is void: the comment was edited by ${by}`;
    case "deleted-by-other":
      return `is void: the comment was deleted by ${by}`;
    case "deleted-by-author":
      return "is void: the author deleted the comment";
    default:
      return "is void: the text that stood cannot be had any more";
  }
}
