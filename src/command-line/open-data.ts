import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { COVERAGE_PATH } from "../program/activity/coverage.ts";
import { DataClone } from "./data-clone.ts";
import type { DataFile, DataFiles } from "./data-files.ts";
import { DataFolder } from "./data-folder.ts";

/**
 * The data branch that a folder has checked out, or else that of the clone that the folder is in.
 * @throws UserError `file-unreadable`, `git-failed`.
 */
export function openData(from: string, name: string): DataFiles {
  const isThere = existsSync(resolve(from, name, COVERAGE_PATH));
  return (isThere ? null : DataClone.find(from, name)) ?? new DataFolder(from, name);
}

/** A file as a whole. */
export function textOf({ pieces }: DataFile): string {
  return Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece))).toString("utf8");
}
