import type { ProposalProblem } from "./proposal.ts";

/** A problem in the words of its reader: where it is, what was found there, and what to do. */
export interface ProblemText {
  field: string;
  found: string;
  mend: string;
}

/** As many options as a person reads through; the form shows them all. */
const OPTIONS_SHOWN = 12;

export function describeProblem(problem: ProposalProblem): ProblemText {
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
    case "no-picture":
      return { field, found, mend: "Please drag the picture into the field, or give its address." };
    case "not-agreed":
      return {
        field,
        found: "",
        mend: "Please tick the box; the program cannot admit a partner without it.",
      };
  }
}

function options(known: readonly string[]): string {
  const shown = known.slice(0, OPTIONS_SHOWN).map((option) => `"${option}"`);
  return known.length > OPTIONS_SHOWN ? `${shown.join(", ")}, …` : shown.join(", ");
}

function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : characters.join("");
}
