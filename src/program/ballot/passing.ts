import type { Ledger, Prospect } from "./ledger.ts";
import type { Rule } from "./rule.ts";

/** What passing depends on besides the fraction. */
export type PassingRule = Pick<Rule, "minimumYes" | "maximumNo" | "tie">;

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
  return rule.tie === "chair" && ledger.balance(prospect) === 0 && chairSaysYes(ledger, prospect);
}

/** With several chairs: at least one yes, and no no among them. */
function chairSaysYes({ chairs: { now, fixed, free } }: Ledger, prospect: Prospect): boolean {
  if (prospect === "now") return now.yes > 0 && now.no === 0;
  const yes = fixed.yes + (prospect === "best" ? free : 0);
  const no = fixed.no + (prospect === "worst" ? free : 0);
  return yes > 0 && no === 0;
}
