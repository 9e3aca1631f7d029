import { truncateText } from "../text/escape.ts";

/** What keeps a proposal from being voted on: where, and what was found there. */
export type ProposalProblem =
  | { kind: "missing"; field: string }
  | { kind: "missing-section"; field: string }
  | { kind: "duplicate-heading"; field: string }
  | { kind: "unknown-option"; field: string; found: string; known: readonly string[] }
  | { kind: "unknown-category"; field: string; found: string; known: readonly string[] }
  | { kind: "too-many-words"; field: string; words: number; limit: number }
  | { kind: "too-long"; field: string; characters: number; limit: number }
  | { kind: "too-many"; field: string; entries: number; limit: number }
  | { kind: "says-nothing"; field: string; found: string }
  | { kind: "not-an-address"; field: string; found: string }
  | { kind: "not-a-login"; field: string; found: string }
  | { kind: "no-such-account"; field: string; found: string }
  | { kind: "not-a-day"; field: string; found: string }
  | { kind: "in-the-future"; field: string; found: string }
  | { kind: "no-picture"; field: string; found: string }
  | { kind: "not-attached"; field: string; found: string }
  | { kind: "not-to-be-emptied"; field: string }
  | { kind: "not-agreed"; field: string };

/** A problem in the words of its reader: where it is, what was found there, and what to do. */
export interface ProblemText {
  field: string;
  found: string;
  mend: string;
}

/** As many options as a person reads through; the form shows them all. */
const OPTIONS_SHOWN = 12;
/** As much of what was found as is needed to find it again. */
const FOUND_SHOWN = 80;
/** So many finds of one kind are shown, and so many problems; whoever has more mends these first. */
const FINDS_SHOWN = 5;
const PROBLEMS_SHOWN = 25;

/** Problems in words. What is wrong several times in one field is one problem, and a long list ends early. */
export function describeProblems(problems: readonly ProposalProblem[]): ProblemText[] {
  const texts = new Map<string, { field: string; mend: string; found: string[] }>();
  for (const { field, found, mend } of problems.map(describeProblem)) {
    const key = JSON.stringify([field, mend]);
    const text = texts.get(key) ?? { field, mend, found: [] };
    texts.set(key, text);
    if (found !== "" && !text.found.includes(found)) text.found.push(found);
  }
  const all = [...texts.values()].map(({ field, mend, found }) => ({ field, mend, found: listed(found) }));
  const further = all.length - PROBLEMS_SHOWN;
  if (further <= 0) return all;
  const more = {
    field: "And more",
    found: "",
    mend: `${further} more, which are shown when these are mended.`,
  };
  return [...all.slice(0, PROBLEMS_SHOWN), more];
}

function listed(found: readonly string[]): string {
  const shown = found.slice(0, FINDS_SHOWN).join(", ");
  return found.length > FINDS_SHOWN ? `${shown} and ${found.length - FINDS_SHOWN} more` : shown;
}

function describeProblem(problem: ProposalProblem): ProblemText {
  const { field } = problem;
  const found = "found" in problem ? shortened(problem.found) : "";
  switch (problem.kind) {
    case "missing":
      return { field, found: "", mend: "Please answer this." };
    case "missing-section":
      return {
        field,
        found: "",
        mend: `The section is missing. Add a line "### ${field}" and the answer below it, or file the form again.`,
      };
    case "duplicate-heading":
      return {
        field,
        found: "",
        mend: "There is more than one section with this heading, and only the first is read. Please leave one.",
      };
    case "unknown-option":
      return { field, found, mend: `Please choose from the form's options: ${options(problem.known)}.` };
    case "unknown-category":
      return { field, found, mend: `This is none of the program's categories: ${options(problem.known)}.` };
    case "too-many-words":
      return {
        field,
        found: `${problem.words} words.`,
        mend: `Please shorten it to ${problem.limit} words; it is what visitors of the partners page read.`,
      };
    case "too-long":
      return {
        field,
        found: `${problem.characters} characters.`,
        mend: `Please shorten it to ${problem.limit} characters.`,
      };
    case "too-many":
      return {
        field,
        found: `${problem.entries} entries.`,
        mend: `Please name at most ${problem.limit}.`,
      };
    case "says-nothing":
      return { field, found, mend: "Please say in a sentence or two what your company does." };
    case "not-an-address":
      return { field, found, mend: "Please give a web address, such as https://www.example.com." };
    case "not-a-login":
      return {
        field,
        found,
        mend: "Please give the name of an account on GitHub, such as @octocat, one a line.",
      };
    case "no-such-account":
      return { field, found, mend: "There is no such account on GitHub. Please correct its name." };
    case "not-a-day":
      return {
        field,
        found,
        mend: "Please give a day of the calendar as year, month and day, such as 2026-03-31.",
      };
    case "in-the-future":
      return {
        field,
        found,
        mend: "This day has not come yet, by UTC. What is planned is reported when it is done.",
      };
    case "no-picture":
      return { field, found, mend: "Please drag the picture into the field, or give its address." };
    case "not-attached":
      return { field, found, mend: "Please drag the picture into the field, so that it is attached to it." };
    case "not-to-be-emptied":
      return { field, found: "", mend: "This cannot be emptied. Leave it out, and it stays as it is." };
    case "not-agreed":
      return {
        field,
        found: "",
        mend: "Please tick the box; the program cannot admit a partner without it.",
      };
  }
}

function options(known: readonly string[]): string {
  const shown = known.slice(0, OPTIONS_SHOWN).map((option) => `"${shortened(option)}"`);
  return known.length > OPTIONS_SHOWN ? `${shown.join(", ")}, …` : shown.join(", ");
}

function shortened(text: string): string {
  return truncateText(text.replace(/\s+/g, " ").trim(), FOUND_SHOWN);
}
