import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../errors.ts";
import { DATA_BRANCH } from "../../program/places.ts";
import { exportTree } from "../git/tree.ts";
import type { Repository } from "../state.ts";

const NAME = "partnerbot-demo";
/** Says that the folder is ours, so that the next run may replace it. */
const MARKER = ".made-by-partnerbot-demo";

/** Where the demo leaves what came of it, below the folder in which it runs. */
export function demoFolder(parent: string): string {
  return join(parent, NAME);
}

/** @throws {UserError} `folder-not-ours` when there is such a folder (or file) that the demo has not made. */
export function checkDemoFolder(parent: string): void {
  const folder = demoFolder(parent);
  if (!existsSync(folder) || existsSync(join(folder, MARKER)) || isEmptyFolder(folder)) return;
  throw new UserError(
    "folder-not-ours",
    `${folder} is there already, and the demo has not made it.`,
    "Move it away, or run the demo in another folder.",
  );
}

/**
 * Replaces the folder by the files of the default branch, those of the data branch and of the site in folders of their
 * own, and the story.
 */
export function writeDemoFolder(
  parent: string,
  repository: Repository,
  siteBranch: string,
  story: string,
): void {
  checkDemoFolder(parent);
  const files = new Map([
    ...branchFiles(repository, repository.defaultBranch, ""),
    ...branchFiles(repository, DATA_BRANCH, `${DATA_BRANCH}/`),
    ...branchFiles(repository, siteBranch, "site/"),
    ["story.md", story],
    [MARKER, "`partnerbot demo` made this folder and replaces it whenever it runs.\n"],
  ]);
  // Written beside and then moved: whoever stops the demo meanwhile keeps the old one.
  const fresh = mkdtempSync(join(parent, `.${NAME}-`));
  for (const [path, content] of files) {
    const file = join(fresh, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  rmSync(demoFolder(parent), { recursive: true, force: true });
  renameSync(fresh, demoFolder(parent));
}

function branchFiles(
  repository: Repository,
  branch: string,
  prefix: string,
): [string, string | Uint8Array][] {
  const head = repository.refs.get(`refs/heads/${branch}`);
  if (head === undefined) return [];
  return [...exportTree(repository.objects, head)].map(([path, bytes]) => [`${prefix}${path}`, bytes]);
}

function isEmptyFolder(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}
