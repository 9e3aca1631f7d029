import { templateName } from "../../pages/site/site-sources.ts";
import { escapeHtml } from "../../text/escape.ts";
import { oneLine } from "../../text/one-line.ts";
import { type TemplateError, templateProblem } from "../../text/template.ts";
import { nearest } from "../nearest-word.ts";
import type { ProgramCheckFiles } from "./check-files.ts";
import { type CheckFinding, fileFinding } from "./finding.ts";

/** Whether a page template of the program's own takes the place of one of ours, and can be read. Nothing in it is run. */
export function checkTemplate(
  path: string,
  source: string,
  { pageTemplates }: Pick<ProgramCheckFiles, "pageTemplates">,
): CheckFinding[] {
  const name = templateName(path);
  const findings: CheckFinding[] = [];
  if (!pageTemplates.has(name)) {
    const names = [...pageTemplates];
    const meant = nearest(name, names);
    const mend = meant === null ? `The names are ${names.join(", ")}.` : `Did you mean ${meant}?`;
    const message = `no page has a template of the name ${name}, so this file is not used`;
    findings.push(fileFinding(path, "warning", message, mend));
  }
  const problem = templateProblem(name, source, { escape: escapeHtml, markup: "html" });
  return problem === null ? findings : [...findings, templateFinding(path, problem)];
}

/** The place in a file of the program's own at which a template breaks. */
export function templateFinding(path: string, { message, line }: TemplateError): CheckFinding {
  const said = oneLine(message.replace(/^template "[^"]*"(?:, line \d+)?: /, ""));
  const mend = "Correct this line, or take the file away to have our own page again.";
  return { ...fileFinding(path, "failure", said, mend), line: line ?? 1 };
}
