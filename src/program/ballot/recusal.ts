import type { Subject } from "./ballot.ts";
import { isVoter, organizationKey, sameLogin, type Voter } from "./roll.ts";
import type { Rule } from "./rule.ts";

/**
 * Why a voter is recused without asking, or `null`. An organization that a proposal merely names recuses nobody:
 * only the roll's own affiliations count here.
 */
export function automaticRecusal(rule: Rule, subject: Subject, voter: Voter): string | null {
  for (const ground of rule.recuse) {
    const why = { affiliated, proposer, subject: subjectPerson }[ground](subject, voter);
    if (why !== null) return why;
  }
  return null;
}

/** Whether the proposal names this voter as its own and nobody has confirmed it. */
export function isClaimed(subject: Subject, voter: Voter): boolean {
  return subject.claims.some((login) => sameLogin(login, voter.login));
}

function affiliated(subject: Subject, voter: Voter): string | null {
  const names = new Set(subject.organizations.map(organizationKey).filter((name) => name !== ""));
  const shared = voter.organizations.find((name) => names.has(organizationKey(name)));
  if (shared !== undefined) return `affiliated with ${shared.trim()}`;
  return is(subject.applicant, voter) ? "the applicant" : null;
}

function proposer(subject: Subject, voter: Voter): string | null {
  return is(subject.proposer, voter) ? "the proposer" : null;
}

function subjectPerson(subject: Subject, voter: Voter): string | null {
  return is(subject.person, voter) ? "the person whom it is about" : null;
}

function is(login: string | null, voter: Voter): boolean {
  return login !== null && isVoter(voter, { login, id: null });
}
