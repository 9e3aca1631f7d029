import type { FormReading, IssueForm } from "../../text/issue-form.ts";
import type { Config } from "../config.ts";
import type { Person } from "../observation.ts";
import { formField } from "../proposal-answers.ts";

/** A title that a form proposes is only a sign of it when it is more than a bracket or a word of two letters. */
const SHORTEST_TITLE = 4;

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
  issue: { title: string; author: Person | null; labels: readonly { name: string }[] },
  reading: FormReading,
): boolean {
  if (issue.author?.own) return false;
  const title = issue.title.trim().toLowerCase();
  if (titleBeginnings(config, form).some((beginning) => title.startsWith(beginning))) return true;
  const labels = config.intake.labels.map((label) => label.toLowerCase());
  if (issue.labels.some((label) => labels.includes(label.name.toLowerCase()))) return true;
  return holdsAnswers(config, form, reading);
}

function holdsAnswers(config: Config, form: IssueForm, reading: FormReading): boolean {
  const company = formField(config.intake, form, "company");
  const found = reading.answers.filter((answer) => answer.state !== "missing");
  return found.length * 2 >= form.fields.length && found.some((answer) => answer.field === company);
}
