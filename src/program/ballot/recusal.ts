import type { Subject } from "./ballot.ts";
import { isVoter, organizationKey, type Voter } from "./roll.ts";
import type { Rule } from "./rule.ts";

type Ground = (voter: Voter) => string | null;

/**
 * Says of each voter why they are recused without asking, or `null`. An organization that a proposal merely names
 * recuses nobody: only the roll's own affiliations count here.
 */
export function automaticRecusals(rule: Rule, subject: Subject): Ground {
  const grounds = rule.recuse.map((ground) =>
    ({ affiliated, proposer, subject: subjectPerson })[ground](subject),
  );
  return (voter) => {
    for (const ground of grounds) {
      const why = ground(voter);
      if (why !== null) return why;
    }
    return null;
  };
}

function affiliated(subject: Subject): Ground {
  const names = new Set(subject.organizations.map(organizationKey).filter((name) => name !== ""));
  return (voter) => {
    const shared = voter.organizations.find((name) => names.has(organizationKey(name)));
    if (shared !== undefined) return `affiliated with ${shared.trim()}`;
    return is(subject.applicant, voter) ? "the applicant" : null;
  };
}

function proposer(subject: Subject): Ground {
  return (voter) => (is(subject.proposer, voter) ? "the proposer" : null);
}

function subjectPerson(subject: Subject): Ground {
  return (voter) => (is(subject.person, voter) ? "the person whom it is about" : null);
}

function is(login: string | null, voter: Voter): boolean {
  return login !== null && isVoter(voter, { login, id: null });
}
