import { parseCommands } from "../../text/command.ts";
import { truncateText } from "../../text/escape.ts";
import { parseIssueBody } from "../../text/issue-form.ts";
import { parseMarker, printMarker } from "../../text/marker.ts";
import { sameText } from "../../text/same-text.ts";
import type { Action } from "../action.ts";
import type { Config } from "../config.ts";
import type { ListedIssue, ProgramLook } from "../observation.ts";
import type { ProgramPaths } from "../places.ts";
import { type FileProblem, readProgram } from "../program-files.ts";
import type { Registry } from "../registry.ts";
import { pathsOf } from "./application.ts";
import { askedByPartner, asksForPartnership } from "./classify.ts";
import { stageLabel } from "./stage.ts";
import type { Render } from "./steps.ts";
import { windDownOf } from "./wind-down-issue.ts";

/** What should be true of a program as a whole. */
export type ProgramVerdict =
  | { kind: "look-elsewhere"; paths: ProgramPaths }
  | {
      kind: "done";
      actions: readonly Action[];
      applications: readonly number[];
      /** Issues in which partners were told that they have gone quiet: what follows there depends on what partners did. */
      notices: readonly number[];
      /** What the program says, when all of it can be read. */
      program: { config: Config; registry: Registry } | null;
    };

const TITLE = "Partnerbot: the configuration needs attention";
/** So many are read and mended at once, and fit into an issue. */
const PROBLEMS_SHOWN = 50;
const LONGEST_MESSAGE = 500;
const DOCS = "docs/configuration.md in Partnerbot's own repository.";

/** What is wrong with the site and with linked repositories. */
export interface FurtherProblems {
  problems: readonly FileProblem[];
  /** Whether these are all. Where nobody knows yet, nothing is called mended. */
  complete: boolean;
}

/**
 * Decides what a program needs: one issue about a broken config, form or registry, edited in place and closed when
 * it is mended, and meanwhile nothing else; otherwise the applications that are to be looked at. What is wrong with the
 * site or with linked repositories alone is reported in the same issue, and stops nothing else.
 */
export function decideProgram(
  look: ProgramLook,
  looked: ProgramPaths,
  render: Render,
  further: FurtherProblems = { problems: [], complete: true },
): ProgramVerdict {
  if (look.config === null)
    return { kind: "done", actions: [], applications: [], notices: [], program: null };
  const { config } = readProgram(
    look.repository.owner,
    { config: look.config, form: null, registry: null },
    "config",
  );
  const paths = config === null ? looked : pathsOf(config);
  if (
    paths.form !== looked.form ||
    paths.updateForm !== looked.updateForm ||
    paths.reportForm !== looked.reportForm ||
    paths.registry !== looked.registry
  ) {
    return { kind: "look-elsewhere", paths };
  }
  const files = readProgram(look.repository.owner, {
    config: look.config,
    form: look.form,
    updateForm: look.updateForm,
    reportForm: look.reportForm,
    registry: look.registry,
  });
  const report =
    files.problems.length > 0
      ? { problems: files.problems, complete: true, blocks: true }
      : { ...further, blocks: false };
  const actions = reportActions(look, report, render);
  if (files.problems.length > 0 || !files.config || !files.form || !files.registry) {
    return { kind: "done", actions, applications: [], notices: [], program: null };
  }
  const { config: read, form, updateForm, reportForm, registry } = files;
  const named = new Set(registry.partners.map(({ application }) => application));
  const applications = look.issues.filter((issue) => {
    if (issue.author?.own) return false;
    if (issue.state === "closed") return mayOpenAgain(issue);
    const labelled = { ...issue, labels: issue.labels.map((name) => ({ name })) };
    return (
      hasStageLabel(issue) ||
      named.has(issue.number) ||
      askedByPartner(read, { form, updateForm, reportForm }, labelled) !== null ||
      asksForPartnership(read, form, labelled, parseIssueBody(form, issue.body))
    );
  });
  const notices = look.issues.filter(
    (issue) => windDownOf(issue) !== null && (issue.state === "open" || mayOpenAgain(issue)),
  );
  return {
    kind: "done",
    actions,
    applications: applications.map(({ number }) => number),
    notices: notices.map(({ number }) => number),
    program: { config: read, registry },
  };
}

/**
 * Closed, and yet a look may change it: it was not ended, its proposal was edited after the end, or somebody has given a
 * command there that was not answered, such as one that opens the next vote about a partner.
 */
function mayOpenAgain(issue: ListedIssue): boolean {
  const underWay = (["incomplete", "review", "voting", "approved", "waiting"] as const).some((stage) =>
    isLabelled(issue, stage),
  );
  const edited =
    issue.lastEditedAt !== null && issue.closedAt !== null && issue.lastEditedAt > issue.closedAt;
  return underWay || ((edited || isAsked(issue)) && hasStageLabel(issue));
}

function isAsked({ lastComments }: ListedIssue): boolean {
  return lastComments.some(
    ({ author, body, answered }) => author?.kind === "user" && !answered && parseCommands(body).length > 0,
  );
}

function hasStageLabel(issue: ListedIssue): boolean {
  return issue.labels.some((label) => label.toLowerCase().startsWith("partner: "));
}

function isLabelled(issue: ListedIssue, stage: Parameters<typeof stageLabel>[0]): boolean {
  return issue.labels.some((label) => label.toLowerCase() === stageLabel(stage).name);
}

/** What the report says. */
interface Reported extends FurtherProblems {
  /** Whether nothing can be done before it is mended. */
  blocks: boolean;
}

/**
 * The report of what is broken: opened once, kept up to date, closed when everything is mended, with a text that says
 * so, and opened again by problems that come up later. A report that a person closed while it says just what is wrong
 * now was read, and is left alone.
 */
function reportActions(look: ProgramLook, found: Reported, render: Render): Action[] {
  const { problems } = found;
  const reports = look.issues.filter(isReport);
  const report = reports.find((issue) => issue.state === "open");
  // What is not known now may be what it says.
  if (report !== undefined && !found.complete) return [];
  const body = reportBody(look, found, render);
  const isSaid = (issue: ListedIssue) => sameText(issue.body, body) && issue.title === TITLE;
  const edit = (issue: ListedIssue): Action[] =>
    isSaid(issue) ? [] : [{ do: "edit-issue", issue: issue.nodeId, title: TITLE, body }];
  if (report === undefined) {
    if (problems.length === 0 || reports.some(isSaid)) return [];
    const mended = reportBody(look, { problems: [], blocks: false }, render);
    const earlier = reports.findLast((issue) => sameText(issue.body, mended));
    if (earlier === undefined) return [{ do: "open-issue", title: TITLE, body }];
    return [...edit(earlier), { do: "reopen-issue", issue: earlier.nodeId }];
  }
  if (problems.length > 0) return edit(report);
  return [
    ...edit(report),
    { do: "close-issue", issue: report.nodeId, reason: "completed", duplicateOf: null },
  ];
}

/** Only what this app filed: anyone can type the marker. Without one it was edited away, and the title tells. */
function isReport(issue: ListedIssue): boolean {
  if (!issue.author?.own) return false;
  const marker = parseMarker(issue.body);
  return marker?.name === "configuration" || (marker === null && issue.title === TITLE);
}

function reportBody(
  { repository }: ProgramLook,
  { problems, blocks }: Pick<Reported, "problems" | "blocks">,
  render: Render,
): string {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ path, line, column, message }) => ({
    path,
    place: line === null ? "" : `line ${line}, column ${column}`,
    link: `${linkTo(repository, path)}${line === null ? "" : `#L${line}`}`,
    message: truncateText(message, LONGEST_MESSAGE),
  }));
  const further = problems.length - shown.length;
  const last = problems.at(-1);
  if (further > 0 && last !== undefined) {
    const message = `${further} more, which are shown when these are mended`;
    shown.push({ path: last.path, place: "", link: linkTo(repository, last.path), message });
  }
  const view = { problems: shown, blocks, docs: DOCS };
  return `${printMarker({ name: "configuration" })}\n${render({ name: "configuration-problem", view })}`;
}

function linkTo({ url, base }: ProgramLook["repository"], path: string): string {
  const encoded = `${base.branch}/${path}`.split("/").map(encodeURIComponent).join("/");
  return `${url}/blob/${encoded.replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"))}`;
}
