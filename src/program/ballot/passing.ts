import type { Ledger, LedgerSeat, Prospect } from "./ledger.ts";
import type { Rule } from "./rule.ts";

/** What passing depends on besides the fraction. */
export interface PassingRule extends Pick<Rule, "minimumYes" | "maximumNo" | "tie"> {
  readonly chairs: readonly LedgerSeat[];
}

/** Whether the count passes under a prospect: fraction or tie, and the conditions on people. Vetoes are apart. */
export function passes(rule: PassingRule, ledger: Ledger, prospect: Prospect): boolean {
  if (voters(ledger, prospect) === 0 || !peopleConditionsHold(rule, ledger, prospect)) return false;
  return ledger.reached(prospect) || tieIsWon(rule, ledger, prospect);
}

/** People left in the base. */
function voters({ inBase }: Ledger, prospect: Prospect): number {
  return prospect === "now" ? inBase.now : inBase.fixed + inBase.free;
}

/** `minimum: { yes }` and `maximum: { no }`, counted in people. */
export function peopleConditionsHold(rule: PassingRule, ledger: Ledger, prospect: Prospect): boolean {
  const { yes, no } = peopleOf(ledger, prospect);
  return (
    (rule.minimumYes === null || yes >= rule.minimumYes) && (rule.maximumNo === null || no <= rule.maximumNo)
  );
}

function peopleOf(
  { people, fixedPeople, freePeople }: Ledger,
  prospect: Prospect,
): { yes: number; no: number } {
  if (prospect === "now") return people;
  return {
    yes: fixedPeople.yes + (prospect === "best" ? freePeople : 0),
    no: fixedPeople.no + (prospect === "worst" ? freePeople : 0),
  };
}

/** `tie: chair` speaks when yes and no are equal: the chair's yes wins it, silence and everything else does not. */
export function tieIsWon(rule: PassingRule, ledger: Ledger, prospect: Prospect): boolean {
  return rule.tie === "chair" && ledger.balance(prospect) === 0 && chairSaysYes(rule.chairs, prospect);
}

/** With several chairs: at least one yes, and no no among them. */
function chairSaysYes(chairs: readonly LedgerSeat[], prospect: Prospect): boolean {
  const statuses = chairs.map((chair) => {
    if (prospect === "now" || !chair.free) return chair.status;
    return prospect === "best" ? "yes" : "no";
  });
  return statuses.includes("yes") && !statuses.includes("no");
}
