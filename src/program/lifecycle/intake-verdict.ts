import { checkSeconds } from "../ballot/seconds.ts";
import type { Actor } from "../ballot/vote.ts";
import { addDuration, describeDuration } from "../duration.ts";
import { earliest, formatInstantForPeople, type Instant } from "../instant.ts";
import type { Application } from "./application.ts";
import { type Committee, openingProblems } from "./committee.ts";
import { findEarlier } from "./duplicate.ts";
import { prefilledFormLink } from "./form-link.ts";
import { type IntakeCommands, readIntakeCommands } from "./intake-commands.ts";
import { bringUpOf, reminderNotes } from "./intake-notes.ts";
import { openBallot } from "./open-ballot.ts";
import { openingVerdict } from "./opening-verdict.ts";
import { askedByProposal } from "./proposal-consents.ts";
import { closingOf, isTakenUpSince, lastActivity, sameAccount } from "./timeline.ts";
import type { Needs, Verdict } from "./verdict.ts";
import { namesOf, problemViews, type Still, stillVerdict } from "./verdict-parts.ts";

/** What should be true of an application before its ballot: whether it is complete, and what comes next. */
export function intakeVerdict(application: Application, committee: Committee | null): Verdict | Needs {
  const { look } = application;
  const commands = readIntakeCommands(application, committee);
  if (commands === "needs-committee") return { needs: "committee" };
  const closing = closingOf(look.issue);
  const company = application.proposal?.snapshot.company ?? "";
  // What is incomplete has not been sorted yet.
  const categories = isComplete(application) ? commands.categories : [];
  const still = stillVerdict(application, categories, commands.answers);

  if (closing.by === "applicant") {
    return { ...still, stage: "withdrawn", status: { name: "status-withdrawn", view: { company } } };
  }
  if (closing.by === "other") {
    const why = closing.person ? `${closing.person.login} closed it.` : "It was closed.";
    const view = { company, committee: application.config.program.committee, why, resultLink: "" };
    return { ...still, stage: "cancelled", status: { name: "status-cancelled", view } };
  }
  if (commands.withdrawn) {
    return {
      ...still,
      stage: "withdrawn",
      status: { name: "status-withdrawn", view: { company } },
      issue: { state: "closed", reason: "not-planned", duplicateOf: null },
    };
  }
  const ended = duplicateVerdict(application, still) ?? expiredVerdict(application, still);
  if (ended !== null) return ended;
  if (closing.by === "app" && !isTakenUpSince(look.issue, closing.at))
    return restingVerdict(application, still);
  return incompleteVerdict(application, still) ?? reviewVerdict(application, still, commands, committee);
}

/**
 * Closed by this app for a reason that has gone since: the first proposal has ended, or the config has changed.
 * People decide that it goes on, by editing or reopening it.
 */
function restingVerdict({ config, proposal }: Application, still: Still): Verdict {
  const why =
    "It was closed as a duplicate or as incomplete, and is that no more. Editing the first comment opens it again.";
  const company = proposal?.snapshot.company ?? "";
  const view = { company, committee: config.program.committee, why, resultLink: "" };
  return { ...still, stage: "cancelled", status: { name: "status-cancelled", view } };
}

/** The same company filed again: the first one goes on. */
function duplicateVerdict(application: Application, still: Still): Verdict | null {
  const first = findEarlier(application);
  if (first === null || application.proposal === null) return null;
  const view = {
    company: application.proposal.snapshot.company,
    first: first.number,
    firstLink: first.url,
    committee: application.config.program.committee,
  };
  return {
    ...still,
    stage: "cancelled",
    categories: [],
    status: { name: "status-duplicate", view },
    issue: { state: "closed", reason: "duplicate", duplicateOf: first.nodeId },
  };
}

/** Nobody has mended an incomplete proposal for too long. */
function expiredVerdict(application: Application, still: Still): Verdict | null {
  const { look, config, proposal } = application;
  const since = lastActivity(look.issue);
  if (look.at < addDuration(since, config.intake.expire) || isComplete(application)) return null;
  const view = {
    company: proposal?.snapshot.company ?? "",
    days: describeDuration(config.intake.expire),
  };
  return {
    ...still,
    stage: "expired",
    status: { name: "status-expired", view },
    issue: { state: "closed", reason: "not-planned", duplicateOf: null },
  };
}

function isComplete(application: Application): boolean {
  return application.proposal !== null && problemViews(application).length === 0;
}

function incompleteVerdict(application: Application, still: Still): Verdict | null {
  const { look, config, proposal } = application;
  if (isComplete(application)) return null;
  const problems = problemViews(application);
  const since = lastActivity(look.issue);
  const expires = addDuration(since, config.intake.expire);
  const company = proposal?.snapshot.company ?? "";
  const reminders = config.intake.remind.map((after) => addDuration(since, after)).sort((a, b) => a - b);
  const due = reminders.filter((at) => at <= look.at);
  const deadline = formatInstantForPeople(expires);
  const { program, project } = namesOf(application);
  return {
    ...still,
    stage: "incomplete",
    status:
      proposal === null
        ? { name: "status-stray", view: { program, project, formLink: prefilledFormLink(application) } }
        : {
            name: "status-incomplete",
            view: { program, company, problems, expires: deadline, reminded: due.length },
          },
    notes: [...still.notes, ...reminderNotes(application, since, due.length, problems.length, deadline)],
    issue: { state: "open" },
    next: earliestAfter(look.at, [...reminders, expires]),
  };
}

function reviewVerdict(
  application: Application,
  still: Still,
  commands: IntakeCommands,
  committee: Committee | null,
): Verdict | Needs {
  const { look, config, proposal, rule } = application;
  if (proposal === null) throw new Error("a proposal under review has been read");
  const since = lastActivity(look.issue);
  const openFor = config.review["open-for"];
  const opens = openFor === "none" ? since : addDuration(since, openFor);
  const byBot = config.review["open-vote"] === "by-bot";
  const seconders = secondersOf(application, commands);
  // Where a vote must be seconded, asking for it often enough opens it, and time alone does not.
  const wanted =
    rule.second > 0
      ? seconders.length >= rule.second
      : commands.opening.by !== null || (byBot && opens <= look.at);
  if (wanted && committee === null) return { needs: "committee" };
  const hindrances = committee === null ? [] : openingProblems("admit", rule, committee);
  const met = committee?.ok && checkSeconds(rule, committee.roll, look.issue.author, seconders).met;
  if (wanted && committee?.ok && met && hindrances.length === 0) {
    return openedVerdict(application, commands, committee);
  }
  const bringUp = bringUpOf(application, since, committee);
  if (bringUp === "needs-committee") return { needs: "committee" };
  const company = proposal.snapshot.company;
  return {
    ...still,
    stage: "review",
    status: {
      name: "status-review",
      view: {
        program: config.program.name,
        committee: config.program.committee,
        company,
        categories: still.categories.map((category) => category.name),
        opens: byBot && rule.second === 0 ? formatInstantForPeople(opens) : "",
        seconds: rule.second,
        seconders: seconders.map((member) => member.login),
        openProblems: wanted ? hindrances : [],
        asked: askedByProposal(application),
      },
    },
    notes: [...still.notes, ...bringUp.notes],
    issue: { state: "open" },
    next: earliestAfter(look.at, [...(byBot ? [opens] : []), bringUp.at]),
  };
}

/** Members who asked for the vote, each once; nobody seconds a proposal of their own. */
function secondersOf({ look }: Application, { seconders }: IntakeCommands): Actor[] {
  const members = new Map(seconders.map((member) => [member.login.toLowerCase(), member]));
  return [...members.values()].filter((member) => !sameAccount(look.issue.author, member));
}

/** Opens the vote on admission. */
export function openedVerdict(
  application: Application,
  commands: IntakeCommands,
  committee: Extract<Committee, { ok: true }>,
): Verdict {
  const { answers, categories, opening } = commands;
  const ids = categories.map((category) => category.id);
  const record = openBallot(application, committee.roll, ids, opening);
  return openingVerdict(application, record, committee, stillVerdict(application, categories, answers));
}

function earliestAfter(now: Instant, moments: readonly Instant[]): Instant | null {
  return earliest(moments.filter((at) => at > now));
}
