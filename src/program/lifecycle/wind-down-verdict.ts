import { parseMarker } from "../../text/marker.ts";
import type { CountedFact, ProgramActivity } from "../activity/partner-activity.ts";
import { type WindDownState, windDownState } from "../activity/wind-down.ts";
import { ruleOf } from "../config.ts";
import { formatDay, type Instant } from "../instant.ts";
import type { Message } from "../messages.ts";
import { type Committee, openingProblems } from "./committee.ts";
import { mentionsOf } from "./mentions.ts";
import { openPartnerBallot } from "./open-ballot.ts";
import { openingVerdict } from "./opening-verdict.ts";
import { readOpenings } from "./openings.ts";
import type { PartnerApplication } from "./partner-verdict.ts";
import { statusComment } from "./reply-notes.ts";
import { NOTICE_LABEL } from "./stage.ts";
import { closingOf, lastReopened } from "./timeline.ts";
import type { Needs, Note, Verdict, WantedState } from "./verdict.ts";
import { type Still, stillVerdict } from "./verdict-parts.ts";
import { readVotingCommands } from "./voting-commands.ts";
import { readWindDownTalk } from "./wind-down-commands.ts";

const REMINDER = "wind-down-reminder";

/**
 * What should be true of a wind-down before the committee votes: the partner reminded, and how it stands said. The vote opens
 * when the time is over, or when members ask for it. It ends by itself when the partner is active again.
 */
export function windDownVerdict(
  application: PartnerApplication,
  committee: Committee | null,
  activity: ProgramActivity | null,
): Verdict | Needs {
  const { look, config, partner } = application;
  const openings = readOpenings(application, partner, committee);
  const talk = readWindDownTalk(application, partner, committee);
  if (openings === "needs-committee" || talk === "needs-committee") return { needs: "committee" };
  if (activity === null) return { needs: "activity" };
  const answers = readVotingCommands(application, {
    record: null,
    ignored: [],
    spoken: [],
    decided: look.issue.createdAt,
    openVote: openings.refusalOf,
    windDown: talk.refusalOf,
    settled: new Set([...openings.settled, ...talk.settled]),
  });
  const still = { ...stillVerdict(application, [], answers), labels: [NOTICE_LABEL] };
  if (openings.opened !== null && committee?.ok) {
    const { request, opening } = openings.opened;
    const record = openPartnerBallot(application, partner, request, committee.roll, opening);
    return openingVerdict(application, record, committee, still);
  }

  const closing = closingOf(look.issue);
  if (closing.by === "other" || closing.by === "applicant") {
    const person = closing.by === "other" ? (closing.person?.login ?? "ghost") : "";
    return { ...still, stage: "listed", status: statusOf(application, { kind: "ended", person }) };
  }
  const state = windDownState(
    {
      partner: partner.id,
      started: look.issue.createdAt,
      exceptions: talk.exceptions,
      appealed: talk.appealed,
      reminded: remindersOf(application),
    },
    config.activity.standing,
    activity,
    look.at,
  );
  if (state.kind === "over") {
    const rule = ruleOf(config, "remove");
    if (committee === null) return { needs: "committee" };
    const problems = openingProblems("remove", rule, committee);
    if (committee.ok && problems.length === 0) {
      const request = { kind: "remove", reason: reasonOf(application, activity) } as const;
      const opening = { by: null, comment: null };
      const record = openPartnerBallot(application, partner, request, committee.roll, opening);
      return openingVerdict(application, record, committee, still);
    }
    return runningVerdict(application, still, state, problems);
  }
  return runningVerdict(application, still, state, []);
}

function runningVerdict(
  application: PartnerApplication,
  still: Still,
  state: WindDownState,
  problems: readonly string[],
): Verdict {
  const isResumed =
    state.kind === "resumed" && application.config.activity.standing.resumed === "automatically";
  return {
    ...still,
    stage: isResumed ? "listed" : "winding-down",
    status: statusOf(application, state, problems),
    notes: [...still.notes, ...reminderNotes(application, state)],
    issue: isResumed ? resumedState(application) : { state: "open" },
    next: state.kind === "running" && !state.remind ? state.next : null,
    again: state.kind === "running" && state.remind,
  };
}

/** A person who opened the issue again is not contradicted. */
function resumedState({ look }: PartnerApplication): WantedState {
  if (lastReopened(look.issue) !== null) return { state: "as-is" };
  return { state: "closed", reason: "completed", duplicateOf: null };
}

function statusOf(
  { config, partner }: PartnerApplication,
  state: WindDownState | { kind: "ended"; person: string },
  problems: readonly string[] = [],
): Message {
  return {
    name: "status-winding-down",
    view: {
      company: partner.name,
      program: config.program.name,
      committee: config.program.committee,
      state: state.kind,
      why: state.kind === "stalled" ? state.why : "",
      ends: "ends" in state ? formatDay(state.ends) : "",
      person: state.kind === "ended" ? state.person : "",
      last: state.kind === "resumed" ? factView(state.last) : null,
      byVote: config.activity.standing.resumed === "by-vote",
      problems,
    },
  };
}

function factView(fact: CountedFact | null): { day: string; link: string } | null {
  return fact === null ? null : { day: formatDay(fact.at), link: fact.url };
}

function reminderNotes({ look, partner, config }: PartnerApplication, state: WindDownState): Note[] {
  if (state.kind !== "running" || !state.remind) return [];
  const view = {
    mentions: mentionsOf(partner.contacts),
    company: partner.name,
    committee: config.program.committee,
    ends: formatDay(state.ends),
    statusLink: statusComment(look)?.url ?? look.issue.url,
  };
  const key = `${remindersOf({ look }).length + 1}`;
  return [{ name: REMINDER, key, message: { name: REMINDER, view }, upkeep: "once" }];
}

/** When each reminder was written. GitHub says it, and nobody can date a comment back. */
function remindersOf({ look }: Pick<PartnerApplication, "look">): Instant[] {
  return look.issue.comments
    .filter(({ author, body }) => author?.own && parseMarker(body)?.name === REMINDER)
    .map(({ createdAt }) => createdAt);
}

function reasonOf({ look, partner, config }: PartnerApplication, activity: ProgramActivity): string {
  const facts = activity.facts.get(partner.id) ?? [];
  const last = facts.at(-1);
  const told = formatDay(look.issue.createdAt);
  const nothing =
    last === undefined ? "nothing that it does is known" : `the last that counts is of ${formatDay(last.at)}`;
  return `It has gone quiet, was told on ${told}, and has not come back: ${nothing} (${config.program.name}).`;
}
