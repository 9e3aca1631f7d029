import type { FormReading, IssueForm } from "../text/issue-form.ts";
import { isAttachment } from "./attachment.ts";
import type { Config } from "./config.ts";
import { type Intake, UPDATE_FIELDS, type UpdateField } from "./intake.ts";
import type { Accounts } from "./observation.ts";
import { type Answer, findField, readAnswer } from "./proposal-answers.ts";
import {
  descriptionProblems,
  formProblems,
  LONGEST_LINE,
  LONGEST_NAME,
  longerThan,
  MOST_ENTRIES,
  tooMany,
} from "./proposal-checks.ts";
import { readAddress, readAddresses, readList, readPicture } from "./proposal-parts.ts";
import { type NamedPerson, readLogin, readPeople } from "./proposal-people.ts";
import type { ProposalProblem } from "./proposal-problem.ts";
import { entryLines, isBlank, plainText, saysNothing, withoutComments } from "./proposal-text.ts";

/** What stands alone in a field that is to be emptied. */
const EMPTIED = "-";

/** What an issue asks to change in a partner's entry. `undefined` stays as it is; `null` and an empty list empty it. */
export interface PartnerUpdate {
  name: string | undefined;
  website: string | null | undefined;
  description: string | null | undefined;
  services: readonly string[] | undefined;
  regions: readonly string[] | undefined;
  languages: readonly string[] | undefined;
  support: string | null | undefined;
  training: string | null | undefined;
  "case-studies": readonly string[] | undefined;
  /** The pictures: addresses of attachments as they are read, and paths once they go into the entry. */
  logo: string | null | undefined;
  "logo-dark": string | null | undefined;
  /** Named as the partner's own; of known people only the role changes. */
  joins: readonly NamedAccount[];
  /** Whose time with the partner ends. */
  leaves: readonly NamedAccount[];
  /** Whether the company ends its partnership. */
  ends: boolean;
}

export interface NamedAccount {
  login: string;
  /** `null` while GitHub has not said it. */
  id: number | null;
  role: string | null;
}

/** An update as it was read from its issue. */
export interface UpdateReading {
  /** The partner, as the issue names it; empty when it does not. */
  named: string;
  update: PartnerUpdate;
  /** What people know each part as. */
  labels: ReadonlyMap<UpdateField, string>;
  /** Whether something is asked for that only a vote may change. */
  asksForVote: boolean;
  problems: readonly ProposalProblem[];
}

/** Which field of the form holds a part of the entry: by `intake.update-fields` (id or label), else by id. */
export function updateField(intake: Intake, form: IssueForm, field: UpdateField) {
  return findField(form, field, intake["update-fields"][field]);
}

/**
 * Reads an update from the answers of its form. Never throws for what people wrote: all of it becomes problems.
 * `accounts` says which of the logins named in it exist; one that was not looked up is taken on trust until it is.
 * @param web any address of this GitHub's pages.
 */
export function readPartnerUpdate(
  config: Config,
  form: IssueForm,
  reading: FormReading,
  accounts: Accounts,
  web: string,
): UpdateReading {
  const answers = answersOf(config.intake, form, reading);
  const problems = [...formProblems(reading, new Map()), ...namelessProblems(answers)];
  const label = (field: UpdateField) => answers.get(field)?.field?.label.trim() ?? field;

  /** What a field asks for; `undefined` when it is not answered, or not in a way that can be read. */
  const said = <Value, Empty>(
    field: UpdateField,
    empty: Empty,
    read: (answer: Answer) => Value | undefined,
  ): Value | Empty | undefined => {
    const answer = answers.get(field);
    if (answer === undefined || answer.state !== "answered") return undefined;
    return answer.text === EMPTIED ? empty : read(answer);
  };
  const refuse = (
    kind: "not-an-address" | "no-picture" | "not-attached",
    field: UpdateField,
    found: string,
  ) => {
    problems.push({ kind, field: label(field), found });
    return undefined;
  };
  const address = (field: UpdateField) =>
    said(field, null, ({ text }) => readAddress(text) ?? refuse("not-an-address", field, text));
  const picture = (field: UpdateField) =>
    said(field, null, ({ text }) => {
      const source = readPicture(text);
      if (source === null) return refuse("no-picture", field, text);
      return isAttachment(source, web) ? source : refuse("not-attached", field, source);
    });
  const list = (field: UpdateField) =>
    said(field, [], (answer) => {
      const entries = linesOf(answer);
      problems.push(...tooMany(label(field), entries.length));
      for (const entry of entries) problems.push(...longerThan(label(field), entry, LONGEST_LINE));
      return entries.length === 0 ? undefined : entries;
    });
  const addresses = (field: UpdateField) =>
    said(field, [], ({ text }) => {
      const entries = readAddresses(text).flatMap(
        (entry) => readAddress(entry) ?? refuse("not-an-address", field, entry) ?? [],
      );
      problems.push(...tooMany(label(field), entries.length));
      return entries.length === 0 ? undefined : [...new Set(entries)];
    });
  const name = said("name", null, ({ text }) => plainText(text));
  if (name === null || (name !== undefined && isBlank(name))) {
    problems.push({ kind: "not-to-be-emptied", field: label("name") });
  }
  problems.push(...longerThan(label("name"), name ?? "", LONGEST_NAME));

  const description = said("description", null, ({ text }) => text.replace(/\r\n?/g, "\n"));
  problems.push(...descriptionProblems(config, label("description"), description ?? "", name ?? ""));

  const people = answers.get("people")?.text ?? "";
  const { joins, leaves } = namedIn(people);
  if (people === EMPTIED) problems.push({ kind: "not-a-login", field: label("people"), found: people });
  problems.push(...tooMany(label("people"), joins.length + leaves.length));
  const account = ({ found, role }: NamedPerson, mustExist: boolean): NamedAccount[] => {
    const login = readLogin(found);
    const known = login === null ? undefined : accounts.get(login.toLowerCase());
    if (login === null) problems.push({ kind: "not-a-login", field: label("people"), found });
    else if (known === null && mustExist) {
      problems.push({ kind: "no-such-account", field: label("people"), found: login });
    }
    problems.push(...longerThan(label("people"), role ?? "", LONGEST_LINE));
    return login === null ? [] : [{ login: known?.login ?? login, id: known?.id ?? null, role }];
  };
  return {
    named: plainText(answers.get("partner")?.text ?? ""),
    update: {
      name: isBlank(name ?? "") ? undefined : (name ?? undefined),
      website: address("website"),
      description,
      services: list("services"),
      regions: list("regions"),
      languages: list("languages"),
      support: address("support"),
      training: address("training"),
      "case-studies": addresses("case-studies"),
      logo: picture("logo"),
      "logo-dark": picture("logo-dark"),
      joins: joins.slice(0, MOST_ENTRIES).flatMap((person) => account(person, true)),
      // Whose account is gone can still be taken out.
      leaves: leaves.slice(0, MOST_ENTRIES).flatMap((person) => account(person, false)),
      ends: asksToLeave(answers.get("leave")),
    },
    labels: new Map(UPDATE_FIELDS.map((field) => [field, label(field)])),
    asksForVote: (["badges", "tier", "status"] as const).some(
      (field) => answers.get(field)?.state === "answered",
    ),
    problems,
  };
}

/** The logins that an update names, each once, so that they can be looked up before it is judged. */
export function loginsInUpdate(config: Config, form: IssueForm, reading: FormReading): string[] {
  const { joins, leaves } = namedIn(answersOf(config.intake, form, reading).get("people")?.text ?? "");
  const named = [...joins.slice(0, MOST_ENTRIES), ...leaves.slice(0, MOST_ENTRIES)];
  return [...new Set(named.flatMap(({ found }) => readLogin(found)?.toLowerCase() ?? []))].sort();
}

/** "n/a" and the like are no answer; a single dash is one. */
function answersOf(intake: Intake, form: IssueForm, reading: FormReading): Map<UpdateField, Answer> {
  const isNothing = (text: string) => saysNothing(text) && text.trim() !== EMPTIED;
  return new Map(
    UPDATE_FIELDS.flatMap((name) => {
      const field = updateField(intake, form, name);
      const answer = field === null ? null : readAnswer(reading, field, isNothing);
      return answer === null ? [] : [[name, answer] as const];
    }),
  );
}

function namelessProblems(answers: ReadonlyMap<UpdateField, Answer>): ProposalProblem[] {
  const answer = answers.get("partner");
  const field = answer?.field?.label.trim() ?? "partner";
  if (answer?.state === "missing") return [{ kind: "missing-section", field }];
  const text = plainText(answer?.text ?? "");
  return isBlank(text) || text === EMPTIED ? [{ kind: "missing", field }] : [];
}

/** Only a box that is ticked, or a plain yes: nobody leaves by a word that happens to stand there. */
function asksToLeave(answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  const { field, options, text } = answer;
  if (field?.kind === "checkboxes") return options.length > 0;
  return /^(?:yes|true|we leave)\b/i.test(options[0] ?? text);
}

/** One item a line; chosen options, and what stands between the commas of a field that has only one line. */
function linesOf(answer: Answer): string[] {
  if (answer.options.length > 0 || answer.field?.kind === "input") return readList(answer);
  return [
    ...new Set(
      entryLines(answer.text)
        .map(plainText)
        .filter((entry) => !isBlank(entry)),
    ),
  ];
}

/** People by line; a line that begins with a dash names who leaves. */
function namedIn(text: string): { joins: NamedPerson[]; leaves: NamedPerson[] } {
  const lines = withoutComments(text).split(/\r\n?|\n/);
  const leaving = lines.filter((line) => /^\s*-/.test(line)).map((line) => line.replace(/^\s*-/, ""));
  const joining = lines.filter((line) => !/^\s*-/.test(line));
  return { joins: readPeople(joining.join("\n")), leaves: readPeople(leaving.join("\n")) };
}
