import { type Command, parseSynonym } from "../../text/command.ts";
import { parseMarker } from "../../text/marker.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { REFUSALS } from "../ballot/refusal.ts";
import type { Act, IgnoredAct } from "../ballot/vote.ts";
import type { Instant } from "../instant.ts";
import type { ApplicationLook, ObservedComment, Person } from "../observation.ts";
import type { Application } from "./application.ts";
import { type CommentAct, synonymsOf } from "./ballot-acts.ts";
import { Answers, answered, type CommandComment, isTampered, readCommands } from "./commands.ts";
import { findVoter } from "./committee.ts";
import { consentRefusal } from "./proposal-consents.ts";
import { sameAccount } from "./timeline.ts";

/** A ballot as far as answering its comments needs it. */
export interface BallotTalk {
  /** `null` where there was none yet. */
  record: BallotRecord | null;
  ignored: readonly IgnoredAct[];
  spoken: readonly CommentAct[];
  /** When it was decided; `null` while votes are still taken. */
  decided: Instant | null;
  /** The result is not written down yet, so that plain words are still to be answered. */
  closing?: boolean;
  /** Why an `/open-vote` is not done now; `null` when it is. */
  openVote(comment: ObservedComment, command: OpenVote): string | null;
  /** Of a wind-down: why an exception or appeal is not done; `null` when it is. */
  windDown?(comment: ObservedComment, command: Command): string | null;
  /** Comments that were answered for good. */
  settled?: ReadonlySet<ObservedComment>;
}

type OpenVote = Extract<Command, { name: "open-vote" }>;

const TAMPERED = "The comment was edited by somebody else, so it does not count.";
const LOST =
  "Somebody else edited it, and what it said before cannot be had any more, so it does not count. To vote again, comment /vote yes, /vote no or /vote abstain on a line of its own.";
const LOST_AT_CLOSE = "What it said when the vote closed cannot be had any more, so it was not counted.";

/**
 * What becomes of each comment while there is a ballot: 👍 when it counts, 😕 and the reason when it does not. It
 * follows from what the comments say and what was recorded, so the same look always gives the same answers.
 */
export function readVotingCommands(application: Application, talk: BallotTalk): Answers {
  const { look } = application;
  const answers = new Answers();
  const talkative = answerLostVersions(look, talk, answers);
  for (const entry of readCommands(look.issue)) {
    const { comment, person, commands } = entry;
    if (talkative.has(comment)) continue;
    talkative.add(comment);
    if (isSettled(comment, talk)) continue;
    const refusals = commands.flatMap((command) => {
      const why = refusalOf(application, talk, entry, command);
      return why === null ? [] : [{ text: command.text, why }];
    });
    if (refusals.length === 0) {
      answers.done(comment);
      if (commands.some(({ name }) => name === "help" || name === "status")) answers.helped.push(person);
    }
    for (const { text, why } of refusals) answers.refused(entry, text, why);
  }
  if (talk.decided === null || talk.closing) readPlainWords(application, talk, answers, talkative);
  return withoutOldRefusals(application, answers);
}

/**
 * Answered for good: said before the vote opened and answered then, recorded and edited afterwards, or edited after
 * the close, which changes nothing.
 */
function isSettled(comment: ObservedComment, { record, decided, settled }: BallotTalk): boolean {
  if (settled?.has(comment)) return true;
  if (record === null) return false;
  const { createdAt, lastEditedAt } = comment;
  const said = lastEditedAt ?? createdAt;
  if (said <= record.opened.at && answered(comment) !== "no") return true;
  if (lastEditedAt === null) return false;
  if (decided !== null && createdAt <= decided && lastEditedAt > decided) return true;
  return record.events.some(({ order, at }) => order[0] === comment.id && lastEditedAt > at);
}

/**
 * A comment of a voter of which the version that would count cannot be had any more gets one answer, whatever it says
 * now. Returns these comments.
 */
function answerLostVersions(look: ApplicationLook, talk: BallotTalk, answers: Answers): Set<ObservedComment> {
  const why = talk.decided === null ? LOST : LOST_AT_CLOSE;
  const ids = new Set(talk.ignored.filter(isLost).map(({ act }) => act.order[0]));
  const lost = look.issue.comments.filter((comment) => ids.has(comment.id) && !talk.settled?.has(comment));
  for (const comment of lost) {
    if (comment.author !== null) answers.refused({ comment, person: comment.author }, "", why);
  }
  return new Set(lost);
}

/** Said in time by a voter; what came too early or too late would not count whatever it said. */
function isLost({ act, code }: IgnoredAct): boolean {
  return act.do === "unreadable" && (code === "version-unknown" || code === "edited-by-other");
}

/** Plain words that count as votes are answered like commands; what only looks like a vote gets one answer. */
function readPlainWords(
  { look, config }: Application,
  talk: BallotTalk,
  answers: Answers,
  talkative: ReadonlySet<ObservedComment>,
): void {
  for (const comment of look.issue.comments) {
    const { author } = comment;
    if (author === null || author.kind !== "user" || talkative.has(comment)) continue;
    const roll = talk.record?.roll ?? [];
    if (findVoter(roll, author) === undefined || isSettled(comment, talk)) continue;
    const entry = { comment, person: author };
    const act = talk.spoken.find((spoken) => spoken.comment === comment && spoken.current);
    if (isTampered(comment)) {
      const isVote = act !== undefined && act.act.do !== "unreadable";
      if (isVote && ignoredOf(talk, act.act)) answers.refused(entry, act.text, TAMPERED);
      continue;
    }
    const word = parseSynonym(comment.body, synonymsOf(config));
    if (word.kind === "ambiguous") {
      answers.unclear.push(author);
      answers.refused(entry, word.text, "It is not clear whether this is a vote.");
    } else if (word.kind === "choice" && act !== undefined) {
      const ignored = ignoredOf(talk, act.act);
      if (ignored === undefined) answers.done(comment);
      else answers.refused(entry, act.text, `${author.login} ${ignored.why}.`);
    }
  }
}

/** Why a command is not done; `null` when it is. */
function refusalOf(
  application: Application,
  talk: BallotTalk,
  { comment, person }: CommandComment,
  command: Command,
): string | null {
  const { look } = application;
  if (isTampered(comment)) return TAMPERED;
  const said = talk.spoken.find(
    (spoken) => spoken.comment === comment && spoken.current && spoken.line === command.line,
  );
  if (said !== undefined) {
    const ignored = ignoredOf(talk, said.act);
    return ignored === undefined ? null : `${person.login} ${ignored.why}.`;
  }
  const isOpen = talk.decided === null;
  switch (command.name) {
    case "help":
    case "status":
      return null;
    case "withdraw":
      if (!sameAccount(person, look.issue.author)) return "Only the applicant can take the proposal back.";
      if (talk.record === null || talk.record.proposal === null) return "No vote on the proposal is open.";
      if (isOpen || talk.record.events.some(({ order }) => order[0] === comment.id)) return null;
      return "The vote is closed.";
    case "open-vote":
      return talk.openVote(comment, command);
    case "category":
      return "Categories are settled before the vote.";
    case "malformed":
      return command.problem;
    case "unknown":
      return "There is no such command. Comment /help to see what there is.";
    case "appeal":
    case "exception":
      return talk.windDown === undefined
        ? "This is for the issue in which a partner is told that it has gone quiet."
        : talk.windDown(comment, command);
    case "confirm":
    case "decline":
      return consentRefusal(application, { comment, person }, command.name);
    default:
      if (talk.record === null) return "No vote is open.";
      // What was said before the opening of a vote that is not the first one is none of its acts.
      return isOpen ? `${person.login} ${REFUSALS["too-early"]}.` : "The vote is closed.";
  }
}

/** The record and the comments hold the same acts as different objects: their place and time tell them. */
function ignoredOf({ ignored }: BallotTalk, act: Act): IgnoredAct | undefined {
  return ignored.find(
    (entry) =>
      entry.act.order[0] === act.order[0] &&
      entry.act.order[1] === act.order[1] &&
      entry.act.at === act.at &&
      entry.act.do === act.do,
  );
}

/** A reply is written when something is refused newly; one that somebody deleted since then does not come back. */
function withoutOldRefusals({ look }: Application, answers: Answers): Answers {
  const { comments } = look.issue;
  const key = ({ id, login }: Person) => `${id ?? login.toLowerCase()}`;
  const written = new Set(
    comments.flatMap(({ author, body }) => {
      const marker = author?.own ? parseMarker(body) : null;
      return marker?.name === "reply" && marker.key !== undefined ? [marker.key] : [];
    }),
  );
  const before = new Set(comments.filter(({ reactions }) => reactions.confused).map(({ url }) => url));
  const fresh = new Set(
    answers.refusals.filter(({ link }) => !before.has(link)).map((entry) => key(entry.person)),
  );
  const isSaid = (person: Person) => written.has(key(person)) || fresh.has(key(person));
  remove(answers.refusals, (refusal) => !isSaid(refusal.person));
  remove(answers.unclear, (person) => !isSaid(person));
  return answers;
}

function remove<Item>(items: Item[], drop: (item: Item) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !drop(item)));
}
