import { formatDay } from "../instant.ts";
import { mayEndPartnership } from "../partner-people.ts";
import type { EntryProblem } from "../partner-update-entry.ts";
import { describeProblems } from "../proposal-problem.ts";
import { isListed } from "../registry.ts";
import type { RefusedLogo } from "../update-logo.ts";
import { namingProblems, registryLink } from "./named-partner.ts";
import { type Asking, writerOf } from "./update-asker.ts";
import type { UpdateRequest } from "./update-request.ts";
import type { ProblemView } from "./verdict-parts.ts";

/** What is wrong with an update, in the words of its reader: which partner it is, and what is to be said of it. */
export function requestProblems(request: UpdateRequest): ProblemView[] {
  const { reading, candidates, partner, config, look } = request;
  if (reading === null) return [];
  const link = registryLink(request);
  const field = reading.labels.get("partner") ?? "Partner";
  const named = namingProblems({ field, found: reading.named, candidates, link });
  if (partner !== null && !isListed(partner)) {
    const committee = config.program.committee;
    const mend =
      partner.status === "former"
        ? `This company is not a partner any more, so its entry stays as it is. A member of the ${committee} can open a vote on its return, with /open-vote reinstate on its own issue.`
        : `This partner is suspended, and its entry stays as it is until the ${committee} has decided.`;
    named.push({ field, found: partner.name, mend, link });
  }
  const writer = writerOf(request);
  const mayLeave =
    partner !== null && writer !== null && mayEndPartnership(partner, writer, formatDay(look.at));
  if (partner !== null && reading.update.ends && !mayLeave) {
    const label = reading.labels.get("leave") ?? "Leave";
    const mend = `Only a contact of ${partner.name}, or somebody who has confirmed to work for it, can leave the program for it. The ${config.program.committee} can vote on its removal, with /open-vote remove on its own issue.`;
    named.push({ field: label, found: writer?.login ?? "ghost", mend, link });
  }
  const read = describeProblems(reading.problems).map((problem) => ({ ...problem, link: "" }));
  return [...named, ...read];
}

/** Why the entry cannot say what is asked for. */
export function entryProblems(request: UpdateRequest, problems: readonly EntryProblem[]): ProblemView[] {
  return problems.map(({ field, why, found }) => {
    const label = request.reading?.labels.get(field) ?? field;
    return {
      field: label,
      found,
      mend: MENDS[why],
      link: why.endsWith("-taken") ? registryLink(request) : "",
    };
  });
}

const MENDS: Record<EntryProblem["why"], string> = {
  "name-taken": "Another partner has this name, now or earlier. Please give one that is your own.",
  "website-taken": "This is the website of another partner. Please give one that is your own.",
  "no-logo": "A logo for dark backgrounds needs another one for light backgrounds. Please add that.",
  declined: "This person does not want to be named, so please leave them out.",
  "not-there": "Nobody of this name is among the partner's people. Please correct it or leave it out.",
  "named-twice": "This person is named twice, once as one who leaves. Please leave one of them.",
};

/** The pictures that cannot be used, and why. */
export function logoProblems({ reading }: UpdateRequest, refused: readonly RefusedLogo[]): ProblemView[] {
  return refused.map(({ field, problem }) => ({
    field: reading?.labels.get(field) ?? field,
    found: "",
    mend: problem,
    link: "",
  }));
}

/** Every answer is empty, or as the entry has it. */
export const NO_CHANGE: ProblemView = {
  field: "Changes",
  found: "",
  mend: "Nothing would change: every answer is empty, or says what the entry says already.",
  link: "",
};

/** That the one who asks may not, and who may: `deed` is what they ask to do with the entry of the partner. */
export function askingProblems(
  { config, partner }: Pick<UpdateRequest, "config" | "partner">,
  asking: Asking,
  deed = "change it",
): ProblemView[] {
  if (asking.kind !== "refused" && asking.kind !== "unknown") return [];
  const { committee } = config.program;
  const who = `Only people whom the entry of ${partner?.name ?? "the partner"} names as a contact or as its own can ${deed}, and members of the ${committee}. Please let one of them file this.`;
  const why =
    asking.kind === "refused"
      ? ""
      : ` Whether this is a member cannot be told now. ${asking.problems.join(" ")}`;
  return [{ field: "Who asks", found: asking.login, mend: `${who}${why}`, link: "" }];
}
