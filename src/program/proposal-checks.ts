import type { FormReading } from "../text/issue-form.ts";
import type { Config } from "./config.ts";
import type { ProposalField } from "./intake.ts";
import { type Answers, fieldLabel } from "./proposal-answers.ts";
import { readAddress } from "./proposal-parts.ts";
import type { ProposalProblem } from "./proposal-problem.ts";
import type { ProposalSnapshot } from "./proposal-snapshot.ts";
import { isBlank, lengthOf, plainText } from "./proposal-text.ts";

/** What everybody has to say, unless the config or the form ask for more. */
const ALWAYS_REQUIRED: readonly ProposalField[] = ["company", "website", "description"];

/** In code points. The registry and the partners page show these texts. */
export const LONGEST_NAME = 100;
export const LONGEST_LINE = 300;
/** Scripts without spaces have no words to count: so many code points a word are generous in any other. */
const LONGEST_WORD = 20;

/** Entries of one list, such as people or services. */
export const MOST_ENTRIES = 50;

/** What the form itself has against the answers. */
export function formProblems(reading: FormReading, answers: Answers): ProposalProblem[] {
  const categoriesField = answers.get("categories")?.field;
  return reading.problems.flatMap((problem): ProposalProblem[] => {
    const field = problem.field.label.trim();
    if (problem.type === "duplicate-heading") return [{ kind: "duplicate-heading", field }];
    if (problem.type === "required-option-unchecked") return [{ kind: "not-agreed", field }];
    if (problem.type === "missing-section") {
      // Without the section nobody can have ticked what must be ticked. Other sections: `requiredProblems`.
      const mustTick = problem.field.options.some((option) => option.required);
      return mustTick ? [{ kind: "missing-section", field }] : [];
    }
    // Categories are judged by the config's.
    if (problem.field === categoriesField) return [];
    const known = problem.field.options.map((option) => option.label);
    return [{ kind: "unknown-option", field, found: problem.text, known }];
  });
}

/** Parts that must be answered and are not. Nobody is voted on without a name, whatever the config says. */
export function requiredProblems(config: Config, answers: Answers): ProposalProblem[] {
  const required = new Set<ProposalField>(["company", ...(config.intake.required ?? ALWAYS_REQUIRED)]);
  if (config.intake.required === undefined) {
    for (const [field, answer] of answers) if (answer.field?.required) required.add(field);
  }
  return [...required].flatMap((field): ProposalProblem[] => {
    const answer = answers.get(field);
    if (answer === undefined || answer.field === null) return [];
    // Said already, by `formProblems`.
    if (answer.field.options.some((option) => option.required)) return [];
    const label = answer.field.label.trim();
    if (answer.state === "missing") return [{ kind: "missing-section", field: label }];
    const nameless = field === "company" && isBlank(plainText(answer.text));
    return answer.state === "empty" || nameless ? [{ kind: "missing", field: label }] : [];
  });
}

/** What the texts say that cannot stand on the partners page: too long, too many, or nothing at all. */
export function textProblems(
  config: Config,
  answers: Answers,
  snapshot: ProposalSnapshot,
): ProposalProblem[] {
  const tooLong = (field: ProposalField, text: string | null, limit: number) =>
    longerThan(fieldLabel(answers, field), text ?? "", limit);
  const description = answers.get("description")?.text ?? "";
  const lists = ["services", "evidence", "regions", "case-studies"] as const;
  return [
    ...tooLong("company", snapshot.company, LONGEST_NAME),
    ...descriptionProblems(config, fieldLabel(answers, "description"), description, snapshot.company),
    ...tooLong("other-category", snapshot["other-category"], LONGEST_LINE),
    ...tooLong("signatory", snapshot.agreement?.signatory ?? null, LONGEST_LINE),
    ...tooLong("signatory-title", snapshot.agreement?.title ?? null, LONGEST_LINE),
    ...lists.flatMap((field) => [
      ...tooMany(fieldLabel(answers, field), snapshot[field].length),
      ...snapshot[field].flatMap((entry) => (isAddress(entry) ? [] : tooLong(field, entry, LONGEST_LINE))),
    ]),
  ];
}

export function tooMany(field: string, entries: number): ProposalProblem[] {
  return entries > MOST_ENTRIES ? [{ kind: "too-many", field, entries, limit: MOST_ENTRIES }] : [];
}

/** A text of more code points than the limit. */
export function longerThan(field: string, text: string, limit: number): ProposalProblem[] {
  const characters = lengthOf(text);
  return characters > limit ? [{ kind: "too-long", field, characters, limit }] : [];
}

/** A description with too many words, or one that says nothing; an empty one has no problem here. */
export function descriptionProblems(
  config: Config,
  field: string,
  text: string,
  company: string,
): ProposalProblem[] {
  if (text === "") return [];
  const plain = plainText(text);
  const limit = config.intake["description-words"];
  const words = plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (words > limit) return [{ kind: "too-many-words", field, words, limit }];
  const longest = longerThan(field, text, limit * LONGEST_WORD);
  if (longest.length > 0) return longest;
  if (words === 0 || isAddress(plain) || plain.toLowerCase() === company.toLowerCase()) {
    return [{ kind: "says-nothing", field, found: plain }];
  }
  return [];
}

function isAddress(text: string): boolean {
  return !/\s/.test(text) && readAddress(text) !== null;
}
