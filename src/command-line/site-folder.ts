import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { SiteFile } from "../pages/site/site-input.ts";
import { blobId, MANIFEST, planPublication } from "../program/publication.ts";

/** What was done to a folder. */
export interface WrittenSite {
  readonly written: number;
  readonly removed: number;
  readonly kept: number;
}

/**
 * Makes a folder hold a site: only files that differ are written, and of the others only those are removed that an earlier
 * run has written. What people have put beside them stays.
 *
 * @throws UserError `folder-foreign` when the folder holds something that no run has put there, and was no site before;
 * `file-unwritable`.
 */
export function writeSite(folder: string, name: string, files: readonly SiteFile[]): WrittenSite {
  const present = filesBelow(folder);
  const manifest = present.has(MANIFEST) ? readFileSync(join(folder, MANIFEST), "utf8") : null;
  const before = present.size === 0 ? null : { head: "", tree: "", files: present, manifest };
  const plan = planPublication(files, before);
  if (plan.kind === "current") return { written: 0, removed: 0, kept: files.length };
  if (plan.kind === "foreign") {
    throw new UserError(
      "folder-foreign",
      `${name} holds something that is not the site.`,
      "Name a folder of its own, which may be one that there is not yet.",
    );
  }
  const own = plan.write.filter(({ path }) => path !== MANIFEST);
  try {
    for (const path of new Set(plan.write.map((file) => dirname(file.path)))) {
      makeFolder(folder, path, present);
    }
    for (const { path, content } of plan.write) {
      if (present.get(path) === NO_FILE) rmSync(join(folder, path));
      writeFileSync(join(folder, path), content);
    }
    for (const path of plan.remove) removeFile(folder, path);
  } catch (error) {
    const mend = "See whether the folder may be written, and whether there is space left.";
    throw new UserError("file-unwritable", `The site cannot be written to ${name}.`, mend, { cause: error });
  }
  return { written: own.length, removed: plan.remove.length, kept: files.length - own.length };
}

/** Whether a path is the folder, or is inside of it. Neither has to be there. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(realPath(folder), realPath(path));
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Stands in the place of git's id for a link, which is not followed, and for all else that is no file. */
const NO_FILE = "";

/** Git's ids of all files in a folder, by path. */
function filesBelow(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      else found.set(inner, entry.isFile() ? blobId(readFileSync(join(folder, inner))) : NO_FILE);
    }
  };
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) visit("");
  return found;
}

/** Never through a link: what is written in it would be somewhere else. */
function makeFolder(top: string, path: string, present: ReadonlyMap<string, string>): void {
  for (let parent = path; parent !== "."; parent = dirname(parent)) {
    if (present.has(parent)) throw new Error(`this is no folder: ${parent}`);
  }
  mkdirSync(join(top, path), { recursive: true });
}

/** Folders that nothing is left in go too. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if (readdirSync(join(folder, parent)).length > 0) return;
    rmdirSync(join(folder, parent));
  }
}
