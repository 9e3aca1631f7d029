import { createHash } from "node:crypto";
import type { FormAnswer, FormReading, IssueForm } from "../text/issue-form.ts";
import type { Category } from "./category.ts";
import type { Config } from "./config.ts";
import type { ProposalField } from "./intake.ts";
import type { Accounts } from "./observation.ts";
import { type Answers, answersByField, fieldLabel } from "./proposal-answers.ts";
import {
  plainText,
  readAddress,
  readAddresses,
  readCategories,
  readList,
  readLogin,
  readPeople,
  readPicture,
} from "./proposal-parts.ts";
import type { ProposalSnapshot } from "./proposal-snapshot.ts";

/** What keeps a proposal from being voted on: where, and what was found there. The mend is in the messages. */
export type ProposalProblem =
  | { kind: "missing"; field: string }
  | { kind: "missing-section"; field: string }
  | { kind: "duplicate-heading"; field: string }
  | { kind: "unknown-option"; field: string; found: string; known: readonly string[] }
  | { kind: "unknown-category"; field: string; found: string; known: readonly string[] }
  | { kind: "too-many-words"; field: string; words: number; limit: number }
  | { kind: "too-long"; field: string; characters: number; limit: number }
  | { kind: "says-nothing"; field: string; found: string }
  | { kind: "not-an-address"; field: string; found: string }
  | { kind: "not-a-login"; field: string; found: string }
  | { kind: "no-such-account"; field: string; found: string }
  | { kind: "no-picture"; field: string; found: string }
  | { kind: "not-agreed"; field: string };

/** A proposal as it was read. It is valid when it has no problems; then `company` is never empty. */
export interface Proposal {
  snapshot: ProposalSnapshot;
  problems: readonly ProposalProblem[];
  /** Of all answers as given, so that any edit of them shows. Hexadecimal SHA-256. */
  digest: string;
}

/** What everybody has to say, unless the config or the form ask for more. */
const ALWAYS_REQUIRED: readonly ProposalField[] = ["company", "website", "description"];

const LONGEST_COMPANY_NAME = 100;

/**
 * Reads a proposal from the answers of its form. Never throws for what people wrote: all of it becomes problems.
 * `accounts` says which of the logins named in it exist; one that was not looked up is taken on trust until it is.
 */
export function readProposal(
  config: Config,
  form: IssueForm,
  reading: FormReading,
  accounts: Accounts,
  author: { login: string; id: number | null } | null,
  day: string,
): Proposal {
  const answers = answersByField(config.intake, form, reading);
  const problems = [...formProblems(reading, answers), ...requiredProblems(config, answers)];
  const text = (field: ProposalField) => answers.get(field)?.text ?? "";
  const label = (field: ProposalField) => fieldLabel(answers, field);

  const company = plainText(text("company"));
  if (company.length > LONGEST_COMPANY_NAME) {
    problems.push({
      kind: "too-long",
      field: label("company"),
      characters: company.length,
      limit: LONGEST_COMPANY_NAME,
    });
  }

  const website = readAddress(text("website"));
  if (text("website") !== "" && website === null) {
    problems.push({ kind: "not-an-address", field: label("website"), found: text("website") });
  }

  problems.push(...descriptionProblems(config, label("description"), text("description"), company));
  const categories = readCategories(config, answers.get("categories"));
  for (const found of categories.unknown) {
    const known = config.categories.map((category: Category) => category.name);
    problems.push({ kind: "unknown-category", field: label("categories"), found, known });
  }

  const account = (field: ProposalField, found: string) => {
    const login = readLogin(found);
    if (login === null) {
      problems.push({ kind: "not-a-login", field: label(field), found });
      return null;
    }
    const known = accounts.get(login.toLowerCase());
    if (known === null) problems.push({ kind: "no-such-account", field: label(field), found: login });
    return { login: known?.login ?? login, id: known?.id ?? null };
  };
  const people = readPeople(text("people")).flatMap(({ found, role }) => {
    const person = account("people", found);
    return person === null ? [] : [{ ...person, role }];
  });
  const contact = text("contact") === "" ? author : account("contact", plainText(text("contact")));

  const logo = readPicture(text("logo"));
  if (text("logo") !== "" && logo === null) {
    problems.push({ kind: "no-picture", field: label("logo"), found: text("logo") });
  }

  const agreement = answers.get("agreement");
  const agreed = agreement !== undefined && agreement.options.length > 0;
  const snapshot: ProposalSnapshot = {
    company,
    website,
    contact,
    description: text("description").trim(),
    services: readList(answers.get("services")),
    categories: categories.ids,
    "other-category": plainText(text("other-category")) || categories.other,
    ongoing: text("ongoing").trim() || null,
    evidence: readAddresses(text("evidence")),
    people,
    regions: readList(answers.get("regions")),
    "case-studies": readAddresses(text("case-studies")),
    logo,
    agreement: agreed
      ? {
          signatory: plainText(text("signatory")) || null,
          title: plainText(text("signatory-title")) || null,
          date: day,
        }
      : null,
  };
  return { snapshot, problems, digest: digestOf(reading.answers) };
}

/** The logins that a proposal names, each once, so that they can be looked up before it is judged. */
export function loginsNamed(config: Config, form: IssueForm, reading: FormReading): string[] {
  const answers = answersByField(config.intake, form, reading);
  const named = [
    answers.get("contact")?.text ?? "",
    ...readPeople(answers.get("people")?.text ?? "").map((person) => person.found),
  ];
  const logins = named.flatMap((found) => readLogin(plainText(found))?.toLowerCase() ?? []);
  return [...new Set(logins)].sort();
}

function formProblems(reading: FormReading, answers: Answers): ProposalProblem[] {
  const categoriesField = answers.get("categories")?.field;
  return reading.problems.flatMap((problem): ProposalProblem[] => {
    const field = problem.field.label.trim();
    if (problem.type === "duplicate-heading") return [{ kind: "duplicate-heading", field }];
    if (problem.type === "required-option-unchecked") return [{ kind: "not-agreed", field }];
    // Optional sections may be left out (required ones: `requiredProblems`); categories are judged by the config's.
    if (problem.type === "missing-section" || problem.field === categoriesField) return [];
    const known = problem.field.options.map((option) => option.label);
    return [{ kind: "unknown-option", field, found: problem.text, known }];
  });
}

function requiredProblems(config: Config, answers: Answers): ProposalProblem[] {
  const required = new Set<ProposalField>(config.intake.required ?? ALWAYS_REQUIRED);
  if (config.intake.required === undefined) {
    for (const [field, answer] of answers) if (answer.field?.required) required.add(field);
  }
  return [...required].flatMap((field): ProposalProblem[] => {
    const answer = answers.get(field);
    if (answer === undefined || answer.field === null) return [];
    if (answer.state === "missing") return [{ kind: "missing-section", field: answer.field.label.trim() }];
    if (answer.state === "empty") return [{ kind: "missing", field: answer.field.label.trim() }];
    return [];
  });
}

function descriptionProblems(
  config: Config,
  field: string,
  text: string,
  company: string,
): ProposalProblem[] {
  const plain = plainText(text);
  if (plain === "") return [];
  const limit = config.intake["description-words"];
  const words = plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (words > limit) return [{ kind: "too-many-words", field, words, limit }];
  const isAddress = !/\s/.test(plain) && readAddress(plain) !== null;
  if (isAddress || plain.toLowerCase() === company.toLowerCase()) {
    return [{ kind: "says-nothing", field, found: plain }];
  }
  return [];
}

/** Changes whenever an answer does; line ends and outer spaces are no change. */
function digestOf(answers: readonly FormAnswer[]): string {
  const said = answers.map((answer) =>
    answer.state === "answered"
      ? [answer.field.label.trim(), answer.text.replace(/\r\n?/g, "\n").trim()]
      : [answer.field.label.trim()],
  );
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
