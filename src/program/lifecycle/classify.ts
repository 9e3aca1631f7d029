import { type FormField, type FormReading, type IssueForm, parseIssueBody } from "../../text/issue-form.ts";
import type { Config } from "../config.ts";
import type { Person } from "../observation.ts";
import { updateField } from "../partner-update.ts";
import { formField } from "../proposal-answers.ts";
import { UPDATE_LABEL } from "./stage.ts";

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

/** The forms by which issues are told apart; `updateForm` is `null` where there are no updates. */
interface Forms {
  form: IssueForm;
  updateForm: IssueForm | null;
}

/** How the titles of updates begin where the form proposes none. */
const UPDATE_TITLE = "[update]";

/**
 * Whether an issue is one by which a partner changes its entry, and so is no proposal: by how its title begins, else by
 * its labels, else because it holds the answers of that form, of which the partner's name is one, and not a proposal's.
 */
export function asksForUpdate(config: Config, forms: Forms, issue: ToldApart): boolean {
  if (issue.author?.own) return false;
  const byTitle = updateByTitle(config, forms, issue.title);
  if (byTitle !== null) return byTitle;
  const { form, updateForm } = forms;
  const ofProposals = lowerCase([...config.intake.labels, ...form.labels]);
  const ofUpdates = lowerCase([UPDATE_LABEL.name, ...(updateForm?.labels ?? [])]);
  const labels = lowerCase(issue.labels.map(({ name }) => name));
  // A label of both forms tells nothing.
  if (labels.some((label) => ofUpdates.includes(label) && !ofProposals.includes(label))) return true;
  if (labels.some((label) => ofProposals.includes(label) && !ofUpdates.includes(label))) return false;
  if (updateForm === null) return false;
  const partner = updateField(config.intake, updateForm, "partner");
  return (
    holdsMost(updateForm, parseIssueBody(updateForm, issue.body), partner) &&
    !holdsAnswers(config, form, parseIssueBody(form, issue.body))
  );
}

/** Whether a title says that an issue is an update, and not a proposal; `null` when it does not tell. */
export function updateByTitle(config: Config, { form, updateForm }: Forms, title: string): boolean | null {
  if (updateForm === null) return null;
  const own = updateForm.title?.trim().toLowerCase() ?? "";
  const update = longestStart(title, [own.length >= SHORTEST_TITLE ? own : UPDATE_TITLE]);
  const proposal = longestStart(title, titleBeginnings(config, form));
  return update === proposal ? null : update > proposal;
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
