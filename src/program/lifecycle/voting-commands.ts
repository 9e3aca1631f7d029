import { type Command, parseSynonym } from "../../text/command.ts";
import type { Roll } from "../ballot/roll.ts";
import type { Act, IgnoredAct } from "../ballot/vote.ts";
import type { Application } from "./application.ts";
import { type CommentAct, synonymsOf } from "./ballot-acts.ts";
import { Answers, answered, isTampered, readCommands } from "./commands.ts";
import { findVoter } from "./committee.ts";
import { sameAccount } from "./timeline.ts";

/** A ballot as far as answering its comments needs it. */
export interface BallotTalk {
  roll: Roll;
  ignored: readonly IgnoredAct[];
  spoken: readonly CommentAct[];
  /** Whether votes are still taken. */
  open: boolean;
  /** Why `/open-vote` is not done now. */
  openVote: string | null;
}

/**
 * What becomes of each comment while there is a ballot: 👍 when it was done, 😕 and the reason when it was not.
 * Words are said only about what was not answered before.
 */
export function readVotingCommands(application: Application, talk: BallotTalk): Answers {
  const answers = new Answers();
  const ignored = new Map<Act, IgnoredAct>(talk.ignored.map((entry) => [entry.act, entry]));
  for (const entry of readCommands(application.look.issue)) {
    const { comment, person, commands } = entry;
    const before = answered(comment);
    const acts = talk.spoken.filter((spoken) => spoken.comment === comment && spoken.current);
    let refusals = 0;
    for (const command of commands) {
      const said = acts.find((spoken) => spoken.text === command.text);
      const found = said === undefined ? undefined : ignored.get(said.act);
      const why =
        said === undefined
          ? before === "no"
            ? refusalOf(application, talk, entry, command)
            : null
          : found === undefined
            ? null
            : `${person.login} ${found.why}.`;
      if (why === null) continue;
      refusals += 1;
      if (before !== "refused") answers.refused(entry, command.text, why);
    }
    if (refusals > 0) continue;
    if (before === "no") answers.done(comment);
    if (before === "no" && commands.some(({ name }) => name === "help" || name === "status")) {
      answers.helped.push(person);
    }
  }
  readPlainWords(application, talk, answers, ignored);
  return answers;
}

/** Plain words that count as votes are answered like commands; what only looks like a vote gets one answer. */
function readPlainWords(
  { look, config }: Application,
  { roll, spoken, open }: BallotTalk,
  answers: Answers,
  ignored: ReadonlyMap<Act, IgnoredAct>,
): void {
  const commanded = new Set(readCommands(look.issue).map(({ comment }) => comment));
  for (const comment of look.issue.comments) {
    const { author } = comment;
    if (author === null || author.kind !== "user" || commanded.has(comment) || answered(comment) !== "no")
      continue;
    if (!open || findVoter(roll, author) === undefined || isTampered(comment)) continue;
    const word = parseSynonym(comment.body, synonymsOf(config));
    if (word.kind === "ambiguous") {
      answers.unclear.push(author);
      answers.refused({ comment, person: author }, word.text, "It is not clear whether this is a vote.");
    } else if (word.kind === "choice") {
      const act = spoken.find((entry) => entry.comment === comment && entry.current);
      if (act !== undefined && !ignored.has(act.act)) answers.done(comment);
    }
  }
}

/** Why a command that is no act of the ballot is not done; `null` when it is. */
function refusalOf(
  { look }: Application,
  talk: BallotTalk,
  {
    comment,
    person,
  }: { comment: Parameters<typeof isTampered>[0]; person: Parameters<typeof sameAccount>[0] },
  command: Command,
): string | null {
  if (isTampered(comment)) return "The comment was edited by somebody else, so it does not count.";
  switch (command.name) {
    case "help":
    case "status":
      return null;
    case "withdraw":
      if (!sameAccount(person, look.issue.author)) return "Only the applicant can take the proposal back.";
      return talk.open ? null : "The vote is closed.";
    case "open-vote":
      return talk.openVote;
    case "category":
      return "Categories are settled before the vote.";
    case "malformed":
      return command.problem;
    case "unknown":
      return "There is no such command. Comment /help to see what there is.";
    case "appeal":
    case "confirm":
    case "decline":
    case "exception":
      return "This command does not apply to a proposal.";
    default:
      return talk.open ? null : "The vote is closed.";
  }
}
