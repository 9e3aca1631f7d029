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
  const plan = planPublication(files, { head: "", tree: "", files: present, manifest });
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
    for (const { path, content } of plan.write) writeFile(folder, path, content);
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

/** Git's ids of all files in a folder by path; a link counts as a file with nothing in it, and is not followed. */
function filesBelow(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      else found.set(inner, entry.isFile() ? blobId(readFileSync(join(folder, inner))) : "");
    }
  };
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) visit("");
  return found;
}

/** Never through a link: that would be written somewhere else. */
function writeFile(folder: string, path: string, content: string | Uint8Array): void {
  const file = join(folder, path);
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if (isLink(join(folder, parent))) throw new Error(`a link leads out of the folder: ${parent}`);
  }
  mkdirSync(dirname(file), { recursive: true });
  if (isLink(file)) rmSync(file);
  writeFileSync(file, content);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Folders that nothing is left in go too. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if (readdirSync(join(folder, parent)).length > 0) return;
    rmdirSync(join(folder, parent));
  }
}
