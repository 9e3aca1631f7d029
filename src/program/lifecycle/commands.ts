import { type Command, parseCommands } from "../../text/command.ts";
import type { Instant } from "../instant.ts";
import type { ObservedComment, ObservedIssue, Person } from "../observation.ts";
import type { CommandAnswer, Refusal } from "./verdict.ts";

/** The commands in one comment of a person. */
export interface CommandComment {
  comment: ObservedComment;
  person: Person;
  commands: readonly Command[];
  /** Somebody else edited the comment last, so nothing in it is the person's word any more. */
  tampered: boolean;
}

/** What was answered so far, from the app's own reactions: only this app can set or remove them. */
export type Answered = "done" | "refused" | "no";

/** Commands in the comments of people, oldest first. Bots are not listened to. */
export function readCommands(issue: ObservedIssue): CommandComment[] {
  return issue.comments.flatMap((comment): CommandComment[] => {
    const { author } = comment;
    if (author === null || author.kind !== "user" || !/^\s*\//m.test(comment.body)) return [];
    const commands = parseCommands(comment.body);
    if (commands.length === 0) return [];
    return [{ comment, person: author, commands, tampered: isTampered(comment) }];
  });
}

/** Last edited by someone else than its author. */
export function isTampered(comment: ObservedComment): boolean {
  if (comment.lastEditedAt === null) return false;
  const { author, editor } = comment;
  if (editor === null || author === null) return true;
  return editor.login.toLowerCase() !== author.login.toLowerCase();
}

export function answered(comment: ObservedComment): Answered {
  if (comment.reactions.thumbsUp) return "done";
  // An edited comment may ask for something else than what was refused.
  return comment.reactions.confused && comment.lastEditedAt === null ? "refused" : "no";
}

/** A comment that was edited may ask for something else than what was granted or refused. */
export function answeredAsIs(comment: ObservedComment): Answered {
  return comment.lastEditedAt === null ? answered(comment) : "no";
}

/** When a comment came to say what it says. */
export function saidAt({ createdAt, lastEditedAt }: ObservedComment): Instant {
  return lastEditedAt ?? createdAt;
}

/** Why the commands of a comment are not done. It is answered as a whole, so it is also done as a whole or not at all. */
export function refusalsAsWhole(
  { commands }: CommandComment,
  refusalOf: (command: Command) => string | null,
): { text: string; why: string }[] {
  const refused = commands.flatMap((command) => {
    const why = refusalOf(command);
    return why === null ? [] : [{ command, text: command.text, why }];
  });
  if (refused.length === 0) return [];
  const why =
    "Another line of this comment could not be done, so nothing of it was. Please comment it again.";
  const rest = commands.filter((command) => refused.every((refusal) => refusal.command !== command));
  return [...refused, ...rest.map(({ text }) => ({ text, why }))];
}

/** Collects what becomes of each command, and says it once for each comment. */
export class Answers {
  readonly #answers = new Map<string, CommandAnswer>();
  readonly refusals: Refusal[] = [];
  /** People who asked for `/help` or `/status`. */
  readonly helped: Person[] = [];
  readonly unclear: Person[] = [];

  done(comment: ObservedComment): void {
    if (!this.#answers.has(comment.nodeId)) {
      this.#answers.set(comment.nodeId, { comment: comment.nodeId, answer: "done" });
    }
  }

  refused(
    { comment, person }: { comment: ObservedComment; person: Person },
    text: string,
    why: string,
  ): void {
    this.#answers.set(comment.nodeId, { comment: comment.nodeId, answer: "refused" });
    this.refusals.push({ person, text, why, link: comment.url });
  }

  get all(): CommandAnswer[] {
    return [...this.#answers.values()];
  }
}
