import { createHash } from "node:crypto";
import { pictureFormat } from "../../pages/site/picture-format.ts";
import type { Action } from "../action.ts";
import { archivePaths } from "../archive-files.ts";
import { CONFIG_PATH, type Config } from "../config.ts";
import { formatDay } from "../instant.ts";
import type { Render } from "../lifecycle/steps.ts";
import { readConfig } from "../program-files.ts";
import { alwaysRead, archiveYearOf, isDecision, isOwnTemplate, isProgramFile } from "./check-files.ts";
import { checkProgram, programState } from "./check-program.ts";
import { type CheckSummary, renderSummary, titleOf } from "./check-summary.ts";
import { describeChange } from "./describe-change.ts";
import type { CheckFinding } from "./finding.ts";
import type { CheckReading, CheckTexts, PullRequestLook } from "./pull-request-look.ts";

/** So many findings are shown at their lines, fifty a request; the rest is counted. */
const MOST_ANNOTATIONS = 500;

export type CheckAction = Extract<Action, { do: "check" }>;

/** The result of a check as it should be, or the paths of which it has to be known whether there is a file. */
export type CheckVerdict = { readonly action: CheckAction | null } | { readonly needs: readonly string[] };

/**
 * What is to be read of a pull request. `null` when it concerns nobody here: it is closed, goes to another branch than
 * the default one, or touches no file of a program.
 */
export function checkReading(look: PullRequestLook): CheckReading | null {
  const { open, into, repository, changed, allChanged, config: texts } = look;
  if (!open || into !== repository.base.branch) return null;
  if (texts.head === undefined && texts.base === undefined) return null;
  const [head, base] = [configOf(texts.head), configOf(texts.base)];
  const touched = changed.some(
    ({ path, change }) =>
      // GitHub does not say what a renamed file was before.
      change === "renamed" ||
      path === CONFIG_PATH ||
      [head, base].some((config) => config !== null && isProgramFile(config, path)),
  );
  if (allChanged && !touched) return null;
  const registries = [base, head].flatMap((config) => (config === null ? [] : [config.files.registry]));
  const baseReads = [...new Set([CONFIG_PATH, ...registries])];
  const known = head ?? base;
  const folders = known === null ? null : { head: known.files.archive, base: (base ?? known).files.archive };
  if (head === null) {
    return { head: [CONFIG_PATH], base: baseReads, decisions: null, logos: null, archives: folders };
  }
  const still = changed.filter(({ change }) => change !== "deleted").map(({ path }) => path);
  const further = still.filter(
    (path) => isDecision(head, path) || isOwnTemplate(path) || isDrawing(head, path),
  );
  const years = changed.flatMap(({ path }) => archiveYearOf(head, path) ?? []);
  const archivesOf = (config: Config) =>
    [...new Set(years)].flatMap((year) => Object.values(archivePaths(config, year)));
  return {
    head: [...new Set([...alwaysRead(head), ...further, ...archivesOf(head)])],
    base: [...baseReads, ...archivesOf(base ?? head)],
    decisions: head.files.decisions,
    logos: head.files.logos,
    archives: folders,
  };
}

/** The check that should stand at the head of a pull request; no action where it stands there already. */
export function checkVerdict(
  look: PullRequestLook,
  found: CheckTexts,
  pageTemplates: ReadonlySet<string>,
  render: Render,
): CheckVerdict {
  const unknown = new Set<string>();
  const exists = (path: string): boolean => {
    const present = found.present(path);
    if (present === null) unknown.add(path);
    return present ?? true;
  };
  const before = programState(found.base);
  const day = formatDay(look.at);
  const findings = checkProgram({
    repository: look.repository,
    today: day,
    texts: found.head,
    exists,
    isPicture: (path) => {
      const text = found.head.get(path);
      return typeof text === "string" ? pictureFormat(new TextEncoder().encode(text)) !== null : null;
    },
    pageTemplates,
    base: { ...before, archives: found.base, archived: found.archived, changed: look.changed },
  });
  if (unknown.size > 0) return { needs: [...unknown] };
  const after = programState(found.head);
  const summary: CheckSummary = {
    findings,
    unshown: Math.max(0, findings.length - MOST_ANNOTATIONS),
    changes:
      before.registry === null || after.config === null || after.registry === null
        ? null
        : describeChange(
            { config: before.config ?? after.config, registry: before.registry },
            { config: after.config, registry: after.registry },
            day,
          ),
  };
  return { action: actionOf(look, summary, render) };
}

/** A logo that is text, and so could do more than a picture. */
function isDrawing({ files }: Config, path: string): boolean {
  return path.startsWith(`${files.logos}/`) && /\.svg$/i.test(path);
}

function configOf(text: string | null | undefined): Config | null {
  const read = typeof text === "string" ? readConfig(text) : null;
  return read?.ok ? read.config : null;
}

function actionOf(look: PullRequestLook, summary: CheckSummary, render: Render): CheckAction | null {
  const { findings } = summary;
  const result = {
    head: look.head,
    conclusion: conclusionOf(findings),
    title: titleOf(summary),
    summary: renderSummary(summary, render),
    annotations: findings.slice(0, MOST_ANNOTATIONS).map(annotationOf),
  };
  const externalId = createHash("sha256").update(JSON.stringify(result)).digest("hex");
  const { check } = look;
  const same = check?.externalId === externalId ? check : null;
  if (same?.completed) return null;
  const started = same === null ? null : { id: same.id, annotations: same.annotations };
  return { do: "check", ...result, externalId, started };
}

function conclusionOf(findings: readonly CheckFinding[]): CheckAction["conclusion"] {
  const levels = new Set(findings.map(({ level }) => level));
  if (levels.has("failure")) return "failure";
  return levels.has("warning") ? "neutral" : "success";
}

function annotationOf({
  path,
  line,
  column,
  level,
  message,
  mend,
}: CheckFinding): CheckAction["annotations"][number] {
  return { path, line, column, level, message: mend === "" ? message : `${message}\n${mend}` };
}
