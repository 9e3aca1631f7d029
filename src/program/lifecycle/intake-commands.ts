import type { Command } from "../../text/command.ts";
import type { Actor } from "../ballot/vote.ts";
import { parseBallotRequest } from "../ballot-request.ts";
import type { Category } from "../category.ts";
import type { Application } from "./application.ts";
import {
  Answers,
  answeredAsIs,
  type CommandComment,
  readCommands,
  refusalsAsWhole,
  saidAt,
} from "./commands.ts";
import { type Committee, findVoter } from "./committee.ts";
import type { Opening } from "./open-ballot.ts";
import { consentRefusal } from "./proposal-consents.ts";
import { lastReopened, sameAccount } from "./timeline.ts";
import { categoriesOf, problemViews } from "./verdict-parts.ts";

/** What people asked for before the vote, as far as they may. */
export interface IntakeCommands {
  answers: Answers;
  /** The applicant took the proposal back. */
  withdrawn: boolean;
  /** Who opens the vote now, and by which comment; nobody when nobody asked. */
  opening: Opening;
  /** Members who asked for the vote since the issue was last reopened, now or before. */
  seconders: readonly Actor[];
  categories: readonly Category[];
}

/** Commands of the committee before a vote; who may give them is known only when the roll is. */
function isOfCommittee(command: Command): boolean {
  return command.name === "open-vote" || command.name === "category";
}

/**
 * Reads the commands before a ballot. The app's own reaction on a comment says that it was answered before: what was
 * granted goes on to count, and what was refused is not taken up later.
 */
export function readIntakeCommands(
  application: Application,
  committee: Committee | null,
): IntakeCommands | "needs-committee" {
  const { look, proposal } = application;
  const comments = readCommands(look.issue);
  const unanswered = comments.some(
    ({ comment, commands, tampered }) =>
      !tampered && answeredAsIs(comment) === "no" && commands.some((command) => isOfCommittee(command)),
  );
  if (unanswered && committee === null) return "needs-committee";

  const answers = new Answers();
  const categories = new Set(proposal?.snapshot.categories ?? []);
  let withdrawn = false;
  let opening: Opening = { by: null, comment: null };
  const seconders: Actor[] = [];
  const complete = proposal !== null && problemViews(application).length === 0;

  for (const entry of comments) {
    const before = answeredAsIs(entry.comment);
    if (before === "refused") continue;
    if (before === "no") {
      const refusals = refusalsAsWhole(entry, (command) =>
        refusalOf(application, entry, command, committee, complete),
      );
      for (const { text, why } of refusals) answers.refused(entry, text, why);
      if (refusals.length > 0) continue;
      answers.done(entry.comment);
    }
    for (const command of entry.commands) {
      if (command.name === "withdraw") withdrawn = saidAt(entry.comment) > (lastReopened(look.issue) ?? 0);
      else if (command.name === "open-vote") {
        const { login, id } = entry.person;
        if (before === "no") opening = { by: { login, id }, comment: entry.comment.id };
        if (saidAt(entry.comment) > (lastReopened(look.issue) ?? 0)) seconders.push({ login, id });
      } else if (command.name === "category") {
        for (const id of command.add) categories.add(id);
        for (const id of command.remove) categories.delete(id);
      } else if ((command.name === "help" || command.name === "status") && before === "no") {
        answers.helped.push(entry.person);
      }
    }
  }
  return { answers, withdrawn, opening, seconders, categories: categoriesOf(application, [...categories]) };
}

/** Why a command is not done; `null` when it is. */
function refusalOf(
  application: Application,
  { comment, person, tampered }: CommandComment,
  command: Command,
  committee: Committee | null,
  complete: boolean,
): string | null {
  const { look, config } = application;
  if (tampered) return "The comment was edited by somebody else, so it does not count.";
  switch (command.name) {
    case "help":
    case "status":
      return null;
    case "withdraw":
      return sameAccount(person, look.issue.author) ? null : "Only the applicant can take the proposal back.";
    case "open-vote":
    case "category": {
      const only = `Only members of the ${config.program.committee} can do this.`;
      if (committee === null) return only;
      if (!committee.ok) return committee.problems.join(" ");
      if (!findVoter(committee.roll, person)) return only;
      if (command.name === "open-vote") {
        const asked = parseBallotRequest(command);
        if (!asked.ok) return asked.problem;
        if (asked.request.kind !== "admit")
          return "This company is not a partner yet. /open-vote alone opens the vote on that.";
        return complete ? null : "The proposal is not complete yet; the status comment says what is missing.";
      }
      const known = config.categories.map((category) => category.id);
      const unknown = [...command.add, ...command.remove].filter((id) => !known.includes(id));
      return unknown.length === 0
        ? null
        : `There is no category ${unknown.join(", ")}. Categories: ${known.join(", ")}.`;
    }
    case "malformed":
      return command.problem;
    case "unknown":
      return "There is no such command. Comment /help to see what there is.";
    case "vote":
    case "vote-withdraw":
    case "recuse":
    case "veto":
    case "veto-withdraw":
    case "close-vote":
    case "extend":
    case "cancel-vote":
      return "The vote is not open yet.";
    case "confirm":
    case "decline":
      return consentRefusal(application, { comment, person }, command.name);
    case "appeal":
    case "exception":
      return "This command does not apply to a proposal.";
  }
}
