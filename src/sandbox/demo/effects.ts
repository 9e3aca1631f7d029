import { textOf } from "../content.ts";
import type { Issue, IssueComment } from "../state.ts";
import type { Effect, Play } from "./play.ts";

/*
 * What must come of a step of the story, as one sees it on GitHub.
 */

/** The labels show this stage, and no other. */
export function stage(play: Play, issue: Issue, wanted: ReturnType<Play["stageOf"]>): Effect {
  return { what: `the application is shown as "${wanted}"`, holds: () => play.stageOf(issue) === wanted };
}

/** Labels are set, and others gone. */
export function labelled(play: Play, issue: Issue, set: readonly string[], gone: readonly string[]): Effect {
  return {
    what: `the label ${set.join(", ")} is set`,
    holds: () => {
      const names = play.labelsOf(issue);
      return set.every((name) => names.includes(name)) && !gone.some((name) => names.includes(name));
    },
  };
}

/** The bot reacts to a comment, once that is written. */
export function reacted(play: Play, comment: () => IssueComment | null, content: "+1" | "confused"): Effect {
  return {
    what: `the bot answers the comment with ${content === "+1" ? "👍" : "😕"}`,
    holds: () => {
      const written = comment();
      return written !== null && play.reactionTo(written) === content;
    },
  };
}

/** The bot answers a person in words. */
export function answered(play: Play, issue: Issue, login: string): Effect {
  return {
    what: `the bot tells ${login} why`,
    holds: () =>
      play
        .botComments(issue)
        .some(({ body }) => textOf(body).includes(login) && body !== statusOf(play, issue).body),
  };
}

/** The status comment says what somebody voted. */
export function shown(play: Play, issue: Issue, login: string, choice: string): Effect {
  return {
    what: `the status comment shows ${choice} for ${login}`,
    holds: () =>
      textOf(statusOf(play, issue).body)
        .split("\n")
        .some((line) => line.startsWith(`- [x] @${login} `) && line.includes(`**${choice}**`)),
  };
}

/** The bot's first comment: it keeps the state of the application. */
export function statusOf(play: Play, issue: Issue): IssueComment {
  const [first] = play.botComments(issue);
  if (first === undefined) throw new Error("the bot has not commented");
  return first;
}
