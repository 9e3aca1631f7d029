import { type Command, parseCommands, parseSynonym, type VoteSynonyms } from "../../text/command.ts";
import type { BallotRecord } from "../ballot/record.ts";
import type { Act, Deed } from "../ballot/vote.ts";
import type { Config } from "../config.ts";
import { parseDuration } from "../duration.ts";
import type { ObservedComment, ObservedIssue } from "../observation.ts";
import { versionsOf } from "./comment-versions.ts";
import { findVoter } from "./committee.ts";

/** An act, and the line of the comment that says it. */
export interface CommentAct {
  act: Act;
  comment: ObservedComment;
  text: string;
  /** Counted from 1; `null` for plain words, which say the same wherever they stand, and where the text cannot be had. */
  line: number | null;
  /** Whether this is what the comment says now, and not an earlier version. */
  current: boolean;
}

/**
 * Everything that people did about a ballot by commenting. Bots are not listened to, plain words count only from the
 * roll, and what was granted before the ballot opened belongs to an earlier ballot on the same issue, as does all that
 * was said before, when the ballot is not the issue's first.
 */
export function commentActs(issue: ObservedIssue, config: Config, record: BallotRecord): CommentAct[] {
  const isFirst = record.kind === "admit" && record.earlier.length === 0;
  const synonyms = synonymsOf(config);
  return issue.comments.flatMap((comment) => {
    const isVoter = comment.author !== null && findVoter(record.roll, comment.author) !== undefined;
    const acts = actsOf(comment, isVoter ? synonyms : NO_SYNONYMS);
    return comment.reactions.thumbsUp || !isFirst
      ? acts.filter(({ act }) => act.at >= record.opened.at)
      : acts;
  });
}

const NO_SYNONYMS: VoteSynonyms = { yes: [], no: [], abstain: [], present: [] };

export function synonymsOf({ synonyms }: Config): VoteSynonyms {
  return {
    yes: synonyms.yes ?? [],
    no: synonyms.no ?? [],
    abstain: synonyms.abstain ?? [],
    present: synonyms.present ?? [],
  };
}

function actsOf(comment: ObservedComment, synonyms: VoteSynonyms): CommentAct[] {
  const { author } = comment;
  if (author === null || author.kind !== "user") return [];
  const versions = versionsOf(comment);
  return versions.flatMap((version, index): CommentAct[] => {
    const common = {
      by: { login: author.login, id: author.id },
      at: version.at,
      until: version.until,
      link: comment.url,
      void: version.void,
    };
    const current = index === versions.length - 1;
    if (version.text === null) {
      const act: Act = { ...common, do: "unreadable", order: [comment.id, 0] };
      return [{ act, comment, text: "", line: null, current }];
    }
    return deedsOf(version.text, synonyms).map(({ deed, text, line }, position) => ({
      act: { ...common, ...deed, order: [comment.id, position] },
      comment,
      text,
      line,
      current,
    }));
  });
}

function deedsOf(
  text: string,
  synonyms: VoteSynonyms,
): (Pick<CommentAct, "text" | "line"> & { deed: Deed })[] {
  const commands = parseCommands(text);
  const deeds = commands.flatMap((command) => {
    const deed = deedOf(command);
    return deed === null ? [] : [{ deed, text: command.text, line: command.line }];
  });
  if (commands.length > 0) return deeds;
  const synonym = parseSynonym(text, synonyms);
  if (synonym.kind !== "choice") return [];
  return [{ deed: { do: "vote", choice: synonym.choice, reason: null }, text: text.trim(), line: null }];
}

function deedOf(command: Command): Deed | null {
  switch (command.name) {
    case "vote":
      return { do: "vote", choice: command.choice, reason: command.reason };
    case "vote-withdraw":
    case "veto-withdraw":
      return { do: command.name };
    case "recuse":
    case "veto":
      return { do: command.name, reason: command.reason };
    case "extend":
      return { do: "extend", duration: parseDuration(command.duration), reason: command.reason };
    case "close-vote":
      return { do: "close" };
    case "cancel-vote":
      return { do: "cancel", reason: command.reason };
    default:
      return null;
  }
}
