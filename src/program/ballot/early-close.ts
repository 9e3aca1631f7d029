import type { Ledger } from "./ledger.ts";
import { type PassingRule, passes } from "./passing.ts";
import type { ProspectSearch } from "./prospect-search.ts";
import type { Quorum } from "./quorum.ts";
import type { NoQuorumRule } from "./rule.ts";

export interface Prospects {
  readonly rule: PassingRule & { readonly noQuorum: NoQuorumRule };
  readonly ledger: Ledger;
  readonly quorum: Quorum | null;
  /** Someone could still veto. */
  readonly vetoPossible: boolean;
  /** A veto stands whose author also has a vote, so both stand. */
  readonly vetoStands: boolean;
  readonly search: ProspectSearch;
}

/**
 * Whether the outcome is decided (`when-decided`): votes cast stand, and whatever those without one still do,
 * the outcome is the same. Never before the quorum is met, never a pass while a veto is possible.
 *
 * The two ends are "all of them say yes" and "all of them say no"; where the rule makes other combinations
 * matter (a tie that the chair decides, organizations with members outside the base) those are searched too.
 * A search that would be too long leaves the ballot undecided: it then closes at its scheduled end.
 */
export function isDecided(prospects: Prospects): boolean {
  const { quorum, rule } = prospects;
  if (quorum !== null && !quorum.isMet()) return false;
  if (quorum !== null && rule.noQuorum.then === "fails" && !quorum.isSafe()) return false;
  return !(canFail(prospects) && canPass(prospects));
}

function canPass({ rule, ledger, vetoStands, search }: Prospects): boolean {
  if (vetoStands) return false;
  return passes(rule, ledger, "best") || search.canPassOtherwise();
}

function canFail({ rule, ledger, vetoPossible, search }: Prospects): boolean {
  if (vetoPossible || ledger.inBase.fixed === 0 || !passes(rule, ledger, "worst")) return true;
  return search.canFailOtherwise();
}
