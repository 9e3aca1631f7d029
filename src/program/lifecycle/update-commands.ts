import { Answers, answeredAsIs, readCommands, saidAt } from "./commands.ts";
import { isConsent, isNamed } from "./consents.ts";
import { lastReopened, sameAccount } from "./timeline.ts";
import type { UpdateRequest } from "./update-request.ts";

const NOTHING_TO_VOTE =
  "This issue changes what the entry of a partner says, and nothing is voted on here. Edit the first comment to change what is asked for, or comment /withdraw to take it back.";
const ONLY_THE_AUTHOR = "Only who filed this issue can take it back.";
const ONLY_THE_NAMED =
  "Only people whom the entry names, or would name by this, can say whether they want to be.";
const TAMPERED = "The comment was edited by somebody else, so it does not count.";

/** Reads the commands on an update: who filed it takes it back, and people whom it names say whether they want to be. */
export function readUpdateCommands({ look, partner, reading }: UpdateRequest): {
  answers: Answers;
  withdrawn: boolean;
} {
  const { issue } = look;
  const answers = new Answers();
  let withdrawn = false;
  for (const entry of readCommands(issue)) {
    const before = answeredAsIs(entry.comment);
    if (before === "refused") continue;
    const isWithdrawal = entry.commands.every(({ name }) => name === "withdraw");
    if (before === "done" || (isWithdrawal && !entry.tampered && sameAccount(entry.person, issue.author))) {
      answers.done(entry.comment);
      withdrawn ||= isWithdrawal && saidAt(entry.comment) > (lastReopened(issue) ?? 0);
      continue;
    }
    const isWord = entry.commands.every(isConsent);
    const named = partner !== null && reading !== null && isNamed(partner, reading, entry.person);
    if (isWord && named && !entry.tampered) {
      answers.done(entry.comment);
      continue;
    }
    const why = entry.tampered
      ? TAMPERED
      : isWithdrawal
        ? ONLY_THE_AUTHOR
        : isWord
          ? ONLY_THE_NAMED
          : NOTHING_TO_VOTE;
    for (const { text } of entry.commands) answers.refused(entry, text, why);
  }
  return { answers, withdrawn };
}
