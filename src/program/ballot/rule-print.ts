import { printDuration } from "../duration.ts";
import { printFraction } from "./fraction.ts";
import type { NoQuorumRule, OrganizationRule, QuorumRule, Rule, Threshold } from "./rule.ts";

/** A rule as plain data with the config's keys and every default written out: `ruleSchema` reads it back. */
export function printRule(rule: Rule): Record<string, unknown> {
  return {
    pass: { ...printThreshold(rule.pass), of: rule.pass.of },
    ...(rule.seats === null ? {} : { seats: rule.seats }),
    count: rule.count,
    quorum: rule.quorum === null ? "none" : printQuorum(rule.quorum),
    minimum: rule.minimumYes === null ? "none" : { yes: rule.minimumYes },
    maximum: rule.maximumNo === null ? "none" : { no: rule.maximumNo },
    period: {
      "open-for": printDuration(rule.period.openFor),
      ...(rule.period.atLeast === null ? {} : { "at-least": printDuration(rule.period.atLeast) }),
      "close-early": rule.period.closeEarly,
    },
    organization: printOrganization(rule.organization),
    recuse: [...rule.recuse],
    proposer: rule.proposer,
    veto: rule.veto === null ? "none" : { by: rule.veto.by, reason: rule.veto.reason },
    tie: rule.tie,
    "no-quorum": printNoQuorum(rule.noQuorum),
    "on-edit": rule.onEdit,
    "no-needs-reason": rule.noNeedsReason,
    second: rule.second,
    remind: rule.remind.map((reminder) =>
      reminder.at === "middle" ? "middle" : printDuration(reminder.before),
    ),
  };
}

function printThreshold({ strict, fraction }: Threshold): Record<string, string> {
  return { [strict ? "over" : "at-least"]: printFraction(fraction) };
}

function printQuorum(quorum: QuorumRule): Record<string, unknown> {
  return {
    ...(quorum.threshold === null ? {} : printThreshold(quorum.threshold)),
    of: quorum.of,
    count: quorum.count,
    votes: [...quorum.votes],
    ...(quorum.minimum === null ? {} : { minimum: quorum.minimum }),
  };
}

function printOrganization(organization: OrganizationRule): unknown {
  return organization.kind === "cap" ? { cap: printFraction(organization.cap) } : organization.kind;
}

function printNoQuorum({ extend, times, then }: NoQuorumRule): unknown {
  return extend === null ? then : { extend: printDuration(extend), times, then };
}
