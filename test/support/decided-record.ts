import { countBallot } from "../../src/program/ballot/count.ts";
import { printCount } from "../../src/program/ballot/count-print.ts";
import { fraction } from "../../src/program/ballot/fraction.ts";
import { type BallotRecord, ballotOf } from "../../src/program/ballot/record.ts";
import type { Voter } from "../../src/program/ballot/roll.ts";
import { ruleSchema } from "../../src/program/ballot/rule.ts";
import type { Act } from "../../src/program/ballot/vote.ts";
import { type Instant, parseInstant } from "../../src/program/instant.ts";
import { type ProposalSnapshot, proposalSnapshotSchema } from "../../src/program/proposal-snapshot.ts";

export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`not an instant: ${text}`);
  return instant;
}

/** A proposal as it is frozen, of a company in `acme.example`. */
export function proposalOf(change: Partial<ProposalSnapshot> = {}): ProposalSnapshot {
  return proposalSnapshotSchema.parse({
    company: "Acme Labs",
    website: "https://www.acme.example/",
    contact: { login: "anna-acme", id: 11 },
    description: "Builds packs for the project.\n\nRuns them, too.",
    services: ["Consulting", "Training"],
    categories: ["engineering", "marketing"],
    "other-category": null,
    ongoing: "Two developers, one day a week",
    evidence: ["https://github.com/example/packs/pull/7", "A talk in May"],
    people: [{ login: "ben-acme", id: 12, role: "Developer" }],
    regions: ["Europe"],
    "case-studies": ["https://www.acme.example/story"],
    logo: "https://github.com/user-attachments/assets/0d35ce43-9325-46da-96a7-79bb225d64c2",
    agreement: { signatory: "Anna Acme", title: "CEO", date: "2026-03-01" },
    ...change,
  });
}

const ROLL: Voter[] = [
  voter("octo-chair", 1, 3, "chair"),
  voter("senior", 2, 2),
  voter("works-there", 3, 2),
  voter("quiet", 4, 1),
];

function voter(login: string, id: number, points: number, role: string | null = null): Voter {
  const organizations = login === "works-there" ? ["Acme Labs"] : [];
  return { login, id, role, points: fraction(points), organizations, inBase: true, alternateFor: null };
}

function vote(by: Voter | undefined, choice: "yes" | "no", day: string, order: number): Act {
  const link = `https://github.com/example/community/issues/12#issuecomment-${order}`;
  const actor = { login: by?.login ?? "", id: by?.id ?? null };
  return {
    do: "vote",
    choice,
    reason: null,
    by: actor,
    at: at(`${day}T10:00:00Z`),
    until: null,
    order: [order, 0],
    link,
    void: null,
  };
}

/** The record of a ballot on issue 12 that closed on 2026-03-09: four voters, one of them recused. */
export function decidedRecord(
  choice: "yes" | "no" = "yes",
  proposal: ProposalSnapshot = proposalOf(),
  change: Partial<BallotRecord> = {},
): BallotRecord {
  const open: BallotRecord = {
    issue: 12,
    kind: "admit",
    number: 1,
    opened: { at: at("2026-03-02T09:00:00Z"), by: null, order: null },
    subject: {
      organizations: ["Acme Labs"],
      applicant: "anna-acme",
      proposer: null,
      person: null,
      claims: ["ben-acme"],
    },
    partner: { id: "acme-labs", name: proposal.company },
    categories: proposal.categories,
    taken: [],
    reason: null,
    digest: "0".repeat(64),
    proposal,
    rule: ruleSchema.parse({ pass: { over: "1/2", of: "eligible" }, period: { "open-for": "7d" } }),
    roll: ROLL,
    events: [],
    config: null,
    earlier: [],
    result: null,
    ...change,
  };
  const acts = [
    vote(ROLL[0], choice, "2026-03-03", 101),
    vote(ROLL[1], choice, "2026-03-04", 102),
    vote(ROLL[2], "no", "2026-03-05", 103),
  ];
  const counted = at("2026-03-09T09:04:00Z");
  return {
    ...open,
    result: { counted, acts, count: printCount(countBallot(ballotOf(open), acts, counted)), left: [] },
  };
}
