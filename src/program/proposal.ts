import { createHash } from "node:crypto";
import { truncateText } from "../text/escape.ts";
import type { FormReading, IssueForm } from "../text/issue-form.ts";
import type { Config } from "./config.ts";
import type { ProposalField } from "./intake.ts";
import type { Accounts } from "./observation.ts";
import { answersByField, fieldLabel } from "./proposal-answers.ts";
import {
  formProblems,
  LONGEST_NAME,
  MOST_ENTRIES,
  requiredProblems,
  textProblems,
  tooMany,
} from "./proposal-checks.ts";
import { readAddress, readAddresses, readCategories, readList, readPicture } from "./proposal-parts.ts";
import { readContact, readLogin, readPeople } from "./proposal-people.ts";
import type { ProposalProblem } from "./proposal-problem.ts";
import type { ProposalSnapshot } from "./proposal-snapshot.ts";
import { plainText } from "./proposal-text.ts";

/** A proposal as it was read. It is valid when it has no problems; then `company` is never empty. */
export interface Proposal {
  snapshot: ProposalSnapshot;
  problems: readonly ProposalProblem[];
  /** Of all answers as given, so that any edit of them shows. Hexadecimal SHA-256. */
  digest: string;
}

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

  const website = readAddress(text("website"));
  if (text("website") !== "" && website === null) {
    problems.push({ kind: "not-an-address", field: label("website"), found: text("website") });
  }

  const categories = readCategories(config, answers.get("categories"));
  for (const found of categories.unknown) {
    const known = config.categories.map((category) => category.name);
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
  const ownContact = author === null ? null : { login: author.login, id: author.id };
  const contact = text("contact") === "" ? ownContact : account("contact", readContact(text("contact")));
  const named = readPeople(text("people"));
  problems.push(...tooMany(label("people"), named.length));
  const people = named.slice(0, MOST_ENTRIES).flatMap(({ found, role }) => {
    const person = account("people", found);
    return person === null ? [] : [{ ...person, role }];
  });

  const logo = readPicture(text("logo"));
  if (text("logo") !== "" && logo === null) {
    problems.push({ kind: "no-picture", field: label("logo"), found: text("logo") });
  }

  const agreement = answers.get("agreement");
  const agreed = agreement !== undefined && agreement.options.length > 0;
  const snapshot: ProposalSnapshot = {
    company: plainText(text("company")),
    website,
    contact,
    description: text("description").trim(),
    services: readList(answers.get("services")),
    categories: categories.ids,
    "other-category": plainText(text("other-category")) || null,
    ongoing: text("ongoing").trim() || null,
    evidence: readAddresses(text("evidence")),
    people: people.filter(
      ({ login }, index) =>
        people.findIndex((other) => other.login.toLowerCase() === login.toLowerCase()) === index,
    ),
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
  problems.push(...textProblems(config, answers, snapshot));
  // A name that is too long is a problem, and is shown as far as a name may go.
  const shown = { ...snapshot, company: truncateText(snapshot.company, LONGEST_NAME) };
  return { snapshot: shown, problems, digest: digestOf(reading) };
}

/** The logins that a proposal names, each once, so that they can be looked up before it is judged. */
export function loginsNamed(config: Config, form: IssueForm, reading: FormReading): string[] {
  const answers = answersByField(config.intake, form, reading);
  const people = readPeople(answers.get("people")?.text ?? "").slice(0, MOST_ENTRIES);
  const named = [readContact(answers.get("contact")?.text ?? ""), ...people.map(({ found }) => found)];
  return [...new Set(named.flatMap((found) => readLogin(found)?.toLowerCase() ?? []))].sort();
}

/** Changes whenever an answer does; line ends, outer spaces and how a box was ticked are no change. */
function digestOf({ answers, problems }: FormReading): string {
  const said = answers.map((answer) => {
    const label = answer.field.label.trim();
    const unknown = problems.flatMap((problem) =>
      problem.type === "unknown-option" && problem.field === answer.field ? [problem.text] : [],
    );
    if (answer.field.options.length > 0) {
      return [label, answer.state === "answered" ? answer.options : [], unknown];
    }
    return answer.state === "answered" ? [label, answer.text.replace(/\r\n?/g, "\n").trim()] : [label];
  });
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
