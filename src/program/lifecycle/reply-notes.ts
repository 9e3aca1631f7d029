import { parseMarker } from "../../text/marker.ts";
import type { ApplicationLook, Person } from "../observation.ts";
import type { Answers } from "./commands.ts";
import type { Note } from "./verdict.ts";

/** So many refused lines are told at once; whoever writes more of them reads these first. */
const REFUSALS_TOLD = 5;

/**
 * One reply for each person to whom something new is to be said: why a command was refused, how to vote, or help.
 * It is one comment a person, edited when there is more to say, so that nobody can make the bot flood an issue.
 */
export function replyNotes(look: ApplicationLook, answers: Answers): Note[] {
  const people = new Map<string, Person>();
  for (const person of [
    ...answers.refusals.map((refusal) => refusal.person),
    ...answers.unclear,
    ...answers.helped,
  ]) {
    people.set(`${person.id ?? person.login.toLowerCase()}`, person);
  }
  const statusLink = statusComment(look)?.url ?? look.issue.url;
  return [...people].map(([key, person]): Note => {
    const of = (other: Person) => `${other.id ?? other.login.toLowerCase()}` === key;
    return {
      name: "reply",
      key,
      message: {
        name: "reply",
        view: {
          person: person.login,
          refusals: answers.refusals
            .filter((refusal) => of(refusal.person))
            .slice(-REFUSALS_TOLD)
            .map(({ text, why, link }) => ({ text, why, link })),
          help: answers.helped.some(of),
          howToVote: answers.unclear.some(of),
          statusLink,
        },
      },
      upkeep: "kept",
    };
  });
}

/** The one comment in which the bot keeps the state of the application. */
export function statusComment(look: ApplicationLook) {
  return look.issue.comments.find(
    (comment) => comment.author?.own && parseMarker(comment.body)?.name === "status",
  );
}
