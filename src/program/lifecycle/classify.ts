import { type FormField, type FormReading, type IssueForm, parseIssueBody } from "../../text/issue-form.ts";
import type { Config } from "../config.ts";
import { reportField } from "../contribution-report.ts";
import type { Person } from "../observation.ts";
import { updateField } from "../partner-update.ts";
import { formField } from "../proposal-answers.ts";
import { REPORT_LABEL, UPDATE_LABEL } from "./stage.ts";

/** A title that a form proposes is only a sign of it when it is more than a bracket or a word of two letters. */
const SHORTEST_TITLE = 4;

/** What tells the kinds of issues apart. */
interface ToldApart {
  title: string;
  body: string;
  author: Person | null;
  labels: readonly { name: string }[];
}

/** How titles of proposals begin, in lower case: as the config says, and as the form proposes. */
export function titleBeginnings(config: Config, form: IssueForm): string[] {
  const formTitle = form.title?.trim().toLowerCase() ?? "";
  return [
    ...config.intake.title.map((beginning) => beginning.trim().toLowerCase()),
    ...(formTitle.length >= SHORTEST_TITLE ? [formTitle] : []),
  ];
}

/**
 * Whether an issue asks for partnership: by how its title begins, by a label, or because it holds the form's
 * answers, of which the company's name is one. What this app itself filed never does.
 */
export function asksForPartnership(
  config: Config,
  form: IssueForm,
  issue: Omit<ToldApart, "body">,
  reading: FormReading,
): boolean {
  if (issue.author?.own) return false;
  const title = issue.title.trim().toLowerCase();
  if (titleBeginnings(config, form).some((beginning) => title.startsWith(beginning))) return true;
  const labels = config.intake.labels.map((label) => label.toLowerCase());
  if (issue.labels.some((label) => labels.includes(label.name.toLowerCase()))) return true;
  return holdsAnswers(config, form, reading);
}

/** The forms by which issues are told apart; `null` where there are no updates, or no reports. */
export interface Forms {
  form: IssueForm;
  updateForm: IssueForm | null;
  reportForm: IssueForm | null;
}

/** How the titles of updates and reports begin where their forms propose none. */
const UPDATE_TITLE = "[update]";
const REPORT_TITLE = "[report]";

const KINDS = ["proposal", "update", "report"] as const;

/** What an issue of a partner can be. */
type IssueKind = (typeof KINDS)[number];

/**
 * Whether an issue is one by which a partner changes its entry or reports work, and so is no proposal: by how its title
 * begins, else by its labels, else because it holds the answers of that form, of which the partner's name is one, and not a
 * proposal's. `null` when it is neither.
 */
export function askedByPartner(config: Config, forms: Forms, issue: ToldApart): "update" | "report" | null {
  if (issue.author?.own) return null;
  const kind = kindByTitle(config, forms, issue.title) ?? kindByLabels(config, forms, issue.labels);
  if (kind !== null) return kind === "proposal" ? null : kind;
  return kindByAnswers(config, forms, issue.body);
}

/** What a title says that an issue is; `null` when it does not tell. */
export function kindByTitle(
  config: Config,
  { form, updateForm, reportForm }: Forms,
  title: string,
): IssueKind | null {
  const own = (given: IssueForm | null, standard: string) => {
    if (given === null) return [];
    const proposed = given.title?.trim().toLowerCase() ?? "";
    return [proposed.length >= SHORTEST_TITLE ? proposed : standard];
  };
  const lengths = {
    proposal: longestStart(title, titleBeginnings(config, form)),
    update: longestStart(title, own(updateForm, UPDATE_TITLE)),
    report: longestStart(title, own(reportForm, REPORT_TITLE)),
  };
  const longest = Math.max(...Object.values(lengths));
  return longest === 0 ? null : theOnly((kind) => lengths[kind] === longest);
}

/** A label of several forms tells nothing. */
function kindByLabels(
  { intake }: Config,
  { form, updateForm, reportForm }: Forms,
  labels: ToldApart["labels"],
): IssueKind | null {
  const signs = {
    proposal: lowerCase([...intake.labels, ...form.labels]),
    update: lowerCase([UPDATE_LABEL.name, ...(updateForm?.labels ?? [])]),
    report: lowerCase([REPORT_LABEL.name, ...(reportForm?.labels ?? [])]),
  };
  const told = lowerCase(labels.map(({ name }) => name)).flatMap(
    (label) => theOnly((kind) => signs[kind].includes(label)) ?? [],
  );
  return (["update", "report", "proposal"] as const).find((kind) => told.includes(kind)) ?? null;
}

function kindByAnswers(config: Config, forms: Forms, body: string): "update" | "report" | null {
  const { form, updateForm, reportForm } = forms;
  const holds = (given: IssueForm | null, partner: (given: IssueForm) => FormField | null) =>
    given !== null && holdsMost(given, parseIssueBody(given, body), partner(given));
  const kind = holds(updateForm, (given) => updateField(config.intake, given, "partner"))
    ? "update"
    : holds(reportForm, (given) => reportField(config.intake, given, "partner"))
      ? "report"
      : null;
  return kind !== null && holdsAnswers(config, form, parseIssueBody(form, body)) ? null : kind;
}

/** The kind for which something is true, when there is just one. */
function theOnly(is: (kind: IssueKind) => boolean): IssueKind | null {
  const [kind = null, ...more] = KINDS.filter(is);
  return more.length === 0 ? kind : null;
}

/** The length of the longest of these with which a title begins; 0 for none. */
function longestStart(title: string, beginnings: readonly string[]): number {
  const text = title.trim().toLowerCase();
  return Math.max(0, ...beginnings.map((start) => (text.startsWith(start) ? start.length : 0)));
}

function lowerCase(texts: readonly string[]): string[] {
  return texts.map((text) => text.trim().toLowerCase());
}

function holdsAnswers(config: Config, form: IssueForm, reading: FormReading): boolean {
  const company = formField(config.intake, form, "company");
  return holdsMost(form, reading, company);
}

/** At least half of the form's sections, and among them the one that says whose it is. */
function holdsMost(form: IssueForm, reading: FormReading, name: FormField | null): boolean {
  const found = reading.answers.filter((answer) => answer.state !== "missing");
  return found.length * 2 >= form.fields.length && found.some((answer) => answer.field === name);
}
