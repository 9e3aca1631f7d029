import { UserError } from "../errors.ts";
import { CHOICES } from "../program/ballot/rule.ts";
import type { Deed } from "../program/ballot/vote.ts";

/** A vote that somebody tries out. */
export interface SupposedVote {
  login: string;
  deed: Deed;
}

/**
 * Reads `chair-1 yes, maint-2 no, maint-3 recuse`.
 * @throws {UserError} `usage` for anything else.
 */
export function parseSupposedVotes(text: string): SupposedVote[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [login = "", word = "", ...rest] = part.split(/\s+/);
      const choice = CHOICES.find((candidate) => candidate === word.toLowerCase());
      if (rest.length === 0 && choice !== undefined) {
        return { login, deed: { do: "vote", choice, reason: null } };
      }
      if (rest.length === 0 && word.toLowerCase() === "recuse") {
        return { login, deed: { do: "recuse", reason: null } };
      }
      throw new UserError(
        "usage",
        `"${part}" is no vote to try out.`,
        'Write a login and yes, no, abstain, present or recuse: --as-if "chair-1 yes, maint-2 no".',
      );
    });
}
