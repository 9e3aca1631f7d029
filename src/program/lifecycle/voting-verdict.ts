import type { Count } from "../ballot/ballot.ts";
import { countBallot } from "../ballot/count.ts";
import { printCount } from "../ballot/count-print.ts";
import { type BallotRecord, ballotOf, withRecordedEvents } from "../ballot/record.ts";
import { describeRule } from "../ballot/rule-text.ts";
import type { Act } from "../ballot/vote.ts";
import { earliest, formatInstantForPeople } from "../instant.ts";
import type { Application } from "./application.ts";
import { type CommentAct, commentActs } from "./ballot-acts.ts";
import { type Committee, findVoter } from "./committee.ts";
import { tallyView, voterViews } from "./count-view.ts";
import { votingNotices } from "./notices.ts";
import { recordAction } from "./open-ballot.ts";
import { questionView } from "./question.ts";
import { withAcceptedEvents, withRestart, withWithdrawal } from "./record-events.ts";
import { statusComment } from "./reply-notes.ts";
import { resultNotes } from "./result-note.ts";
import { closingOf } from "./timeline.ts";
import type { Needs, Note, Verdict } from "./verdict.ts";
import { categoriesOf, stillVerdict } from "./verdict-parts.ts";
import { voteAgainNotes } from "./vote-again.ts";
import { voteReminder } from "./vote-reminder.ts";
import { readVotingCommands } from "./voting-commands.ts";

/** An application whose vote is open. */
export interface OpenApplication extends Application {
  ballot: { kind: "open"; record: BallotRecord };
}

/**
 * What should be true while a vote is open: the count as it is, what members have newly asked for written down, and
 * the result once the rule has closed it. Then the committee is read once more, to say who has left it meanwhile.
 */
export function votingVerdict(application: OpenApplication, committee: Committee | null): Verdict | Needs {
  const { look, config } = application;
  const before = application.ballot.record;
  const spoken = commentActs(look.issue, config, before);
  const acts = spoken.map(({ act }) => act);
  const recount = (record: BallotRecord) => countOf(record, acts, look.at);

  const restarted = withRestart(application, before, recount(before));
  const accepted = withAcceptedEvents(restarted, acts, recount(restarted));
  const record = withWithdrawal(application, accepted, recount(accepted));
  const count = recount(record);
  const open = openVerdict(application, record, count, spoken);
  if (count.outcome === "open") return open;

  if (committee === null) return { needs: "committee" };
  const closed: BallotRecord = {
    ...record,
    result: {
      counted: look.at,
      count: printCount(count),
      acts: withRecordedEvents(record, acts),
      left: haveLeft(record, committee),
    },
  };
  const headline = `ballot: close ${closed.issue}-${closed.kind} (${count.outcome})`;
  // The next look says the result, when it is written down.
  return {
    ...open,
    notes: open.notes.filter(({ name }) => name === "reply"),
    issue: { state: "as-is" },
    first: [recordAction(application, closed, headline)],
    next: null,
    again: true,
  };
}

/** Voters who are on the frozen roll and no longer in the committee; nobody when the committee cannot be read now. */
function haveLeft({ roll }: BallotRecord, committee: Committee): string[] {
  if (!committee.ok) return [];
  return roll.filter((voter) => findVoter(committee.roll, voter) === undefined).map((voter) => voter.login);
}

function countOf(record: BallotRecord, acts: readonly Act[], now: Count["opened"]): Count {
  return countBallot(ballotOf(record), withRecordedEvents(record, acts), now);
}

function openVerdict(
  application: OpenApplication,
  record: BallotRecord,
  count: Count,
  spoken: readonly CommentAct[],
): Verdict {
  const { look, config } = application;
  const { rule } = record;
  const answers = readVotingCommands(application, {
    record,
    ignored: count.ignored,
    spoken,
    decided: count.decided,
    closing: count.decided !== null,
    openVote: (comment) => (record.opened.order?.[0] === comment.id ? null : "The vote is open already."),
  });
  const categories = categoriesOf(application, record.categories);
  const still = stillVerdict(application, categories, answers);
  const statusLink = statusComment(look)?.url ?? look.issue.url;
  const reminder = voteReminder(record, count, look.at, statusLink);
  return {
    ...still,
    stage: "voting",
    status: {
      name: "status-voting",
      view: {
        committee: config.program.committee,
        ...questionView(config, record),
        closes: formatInstantForPeople(count.closes),
        tally: tallyView(rule, count),
        rule: describeRule(rule),
        voters: voterViews(rule, count),
        notices: votingNotices(application, record, count),
      },
    },
    notes: [
      ...still.notes,
      ...resultNotes(application),
      ...reminder.notes,
      ...voteAgainNotes(record, look.issue, count, statusLink),
      ...accidentNotes(application, record),
    ],
    issue: { state: "open" },
    first:
      record === application.ballot.record
        ? []
        : [recordAction(application, record, `ballot: record events of ${record.issue}-${record.kind}`)],
    next: earliest([...(count.nextInstant === null ? [] : [count.nextInstant]), ...reminder.next]),
  };
}

/** Somebody closed the issue while the vote runs: it is opened again, and says why. */
function accidentNotes({ look, config }: Application, record: BallotRecord): Note[] {
  const closing = closingOf(look.issue);
  if (closing.by === "nobody" || closing.by === "app" || closing.at < record.opened.at) return [];
  const person = closing.by === "other" ? closing.person : look.issue.author;
  const view = { person: person?.login ?? "", committee: config.program.committee };
  return [
    {
      name: "reopened",
      key: `${closing.at}`,
      message: { name: "reopened-by-accident", view },
      upkeep: "once",
    },
  ];
}
