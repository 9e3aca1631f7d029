import type { Command } from "../../text/command.ts";
import type { Voter } from "../ballot/roll.ts";
import { type Duration, parseDuration } from "../duration.ts";
import { formatDay } from "../instant.ts";
import type { ObservedComment, Person } from "../observation.ts";
import { knownNames } from "../organization-name.ts";
import type { Partner } from "../partner.ts";
import { speaksFor } from "../partner-people.ts";
import type { Application } from "./application.ts";
import { answeredAsIs, readCommands } from "./commands.ts";
import { type Committee, findVoter } from "./committee.ts";

/** What was said in a wind-down. */
export interface WindDownTalk {
  exceptions: readonly Duration[];
  /** The partner has appealed since the last exception. */
  appealed: boolean;
  /** Answered for good: what was refused is not taken up later. */
  settled: ReadonlySet<ObservedComment>;
  /** Why an exception or appeal is not done; `null` when it is. */
  refusalOf(comment: ObservedComment, command: Command): string | null;
}

/**
 * Reads exceptions and appeals. What was granted stays granted, by the app's own reaction; who may grant an exception is
 * known only when the committee is.
 */
export function readWindDownTalk(
  application: Application,
  partner: Partner,
  committee: Committee | null,
): WindDownTalk | "needs-committee" {
  const exceptions: Duration[] = [];
  const settled = new Set<ObservedComment>();
  const refusals = new Map<string, string>();
  let appealed = false;
  for (const { comment, person, commands, tampered } of readCommands(application.look.issue)) {
    if (tampered) continue;
    const before = answeredAsIs(comment);
    for (const command of commands) {
      if (command.name !== "exception" && command.name !== "appeal") continue;
      if (before === "refused") {
        settled.add(comment);
        continue;
      }
      if (command.name === "exception" && before === "no" && committee === null) return "needs-committee";
      const why = before === "done" ? null : refusal(application, partner, person, command, committee);
      if (why !== null) refusals.set(lineKey(comment, command), why);
      else if (command.name === "appeal") appealed = true;
      else {
        exceptions.push(parseDuration(command.duration));
        appealed = false;
      }
    }
  }
  return {
    exceptions,
    appealed,
    settled,
    refusalOf: (comment, command) => refusals.get(lineKey(comment, command)) ?? null,
  };
}

function refusal(
  { config, look }: Application,
  partner: Partner,
  person: Person,
  command: Extract<Command, { name: "exception" | "appeal" }>,
  committee: Committee | null,
): string | null {
  if (command.name === "appeal") {
    if (!speaksFor(partner, person, formatDay(look.at))) {
      return `Only the contacts and people of ${partner.name} can appeal.`;
    }
    return command.reason === null
      ? "Please write why, such as /appeal we have moved to another team."
      : null;
  }
  if (committee === null || !committee.ok)
    return committee?.problems.join(" ") ?? "The committee is not known.";
  const voter = findVoter(committee.roll, person);
  if (voter === undefined) return `Only members of the ${config.program.committee} can do this.`;
  if (worksFor(voter, partner)) return `A member who works for ${partner.name} cannot grant it an exception.`;
  return command.reason === null ? "Please write why, such as /exception 60d the team is on leave." : null;
}

/** Whether a member is affiliated with the partner, however the organization was written. */
export function worksFor({ organizations }: Voter, partner: Partner): boolean {
  const names = [partner.name, ...partner["former-names"], partner.id]
    .flatMap(knownNames)
    .map((name) => name.toLowerCase());
  return organizations.flatMap(knownNames).some((name) => names.includes(name.toLowerCase()));
}

function lineKey(comment: ObservedComment, command: Command): string {
  return `${comment.nodeId} ${command.line}`;
}
