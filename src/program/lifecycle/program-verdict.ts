import { parseIssueBody } from "../../text/issue-form.ts";
import { parseMarker, printMarker } from "../../text/marker.ts";
import type { Action } from "../action.ts";
import type { ListedIssue, ProgramLook } from "../observation.ts";
import type { ProgramPaths } from "../places.ts";
import { type FileProblem, readProgram } from "../program-files.ts";
import { asksForPartnership } from "./classify.ts";
import { stageLabel } from "./stage.ts";
import type { Render } from "./steps.ts";

/** What should be true of a program as a whole. */
export type ProgramVerdict =
  | { kind: "look-elsewhere"; paths: ProgramPaths }
  | { kind: "done"; actions: readonly Action[]; applications: readonly number[] };

const TITLE = "Partnerbot: the configuration needs attention";
const DOCS = "docs/configuration.md in Partnerbot's own repository.";

/**
 * Decides what a program needs: one issue about a broken config, form or registry, edited in place and closed when
 * it is mended, and meanwhile nothing else; otherwise the applications that are to be looked at.
 */
export function decideProgram(look: ProgramLook, looked: ProgramPaths, render: Render): ProgramVerdict {
  if (look.config === null) return { kind: "done", actions: [], applications: [] };
  const { config } = readProgram({ config: look.config, form: null, registry: null }, "config");
  if (config !== null && (config.intake.form !== looked.form || config.files.registry !== looked.registry)) {
    const paths = { form: config.intake.form, registry: config.files.registry, list: config.files.list };
    return { kind: "look-elsewhere", paths };
  }
  const files = readProgram({ config: look.config, form: look.form, registry: look.registry });
  const actions = reportActions(look, files.problems, render);
  if (files.problems.length > 0 || files.config === null || files.form === null) {
    return { kind: "done", actions, applications: [] };
  }
  const { config: read, form } = files;
  const applications = look.issues.filter((issue) => {
    if (issue.author?.own) return false;
    if (issue.state === "closed") return mayOpenAgain(issue);
    const labels = issue.labels.map((name) => ({ name }));
    return (
      hasStageLabel(issue) ||
      asksForPartnership(read, form, { ...issue, labels }, parseIssueBody(form, issue.body))
    );
  });
  return { kind: "done", actions, applications: applications.map((issue) => issue.number) };
}

/** Closed, and yet a look may change it: it was not ended, or its proposal was edited after the end. */
function mayOpenAgain(issue: ListedIssue): boolean {
  const underWay = (["incomplete", "review", "voting", "approved"] as const).some((stage) =>
    isLabelled(issue, stage),
  );
  const edited =
    issue.lastEditedAt !== null && issue.closedAt !== null && issue.lastEditedAt > issue.closedAt;
  return underWay || (edited && hasStageLabel(issue));
}

function hasStageLabel(issue: ListedIssue): boolean {
  return issue.labels.some((label) => label.toLowerCase().startsWith("partner: "));
}

function isLabelled(issue: ListedIssue, stage: Parameters<typeof stageLabel>[0]): boolean {
  return issue.labels.some((label) => label.toLowerCase() === stageLabel(stage).name);
}

function reportActions(look: ProgramLook, problems: readonly FileProblem[], render: Render): Action[] {
  const report = look.issues.find(
    (issue) =>
      issue.state === "open" && issue.author?.own && parseMarker(issue.body)?.name === "configuration",
  );
  if (problems.length === 0) {
    return report
      ? [{ do: "close-issue", issue: report.nodeId, reason: "completed", duplicateOf: null }]
      : [];
  }
  const { url, base } = look.repository;
  const view = {
    problems: problems.map(({ path, line, column, message }) => ({
      path,
      place: line === null ? "" : `line ${line}, column ${column}`,
      link: `${url}/blob/${base.branch}/${path}${line === null ? "" : `#L${line}`}`,
      message,
    })),
    docs: DOCS,
  };
  const body = `${printMarker({ name: "configuration" })}\n${render({ name: "configuration-problem", view })}`;
  if (!report) return [{ do: "open-issue", title: TITLE, body }];
  return report.body.trim() === body.trim() && report.title === TITLE
    ? []
    : [{ do: "edit-issue", issue: report.nodeId, title: TITLE, body }];
}
