import { createHash } from "node:crypto";
import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { DataFile, DataFiles } from "./data-files.ts";

const CHUNK = 65_536;

/** A folder on this machine that has the data branch checked out. Its memory does not grow with the files. */
export class DataFolder implements DataFiles {
  readonly #folder: string;

  constructor(from: string, name: string) {
    this.#folder = resolve(from, name);
  }

  list(folder: string): string[] | null {
    return this.#below(folder);
  }

  *open(paths: readonly string[]): Generator<DataFile> {
    for (const path of paths) yield { path, pieces: this.#pieces(path) };
  }

  *#pieces(path: string): Generator<Buffer, string> {
    const descriptor = this.#descriptor(path);
    try {
      const hash = createHash("sha1").update(`blob ${fstatSync(descriptor).size}\0`);
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
        const piece = buffer.subarray(0, size);
        hash.update(piece);
        yield piece;
      }
      return hash.digest("hex");
    } finally {
      closeSync(descriptor);
    }
  }

  #descriptor(path: string): number {
    try {
      return openSync(join(this.#folder, path), "r");
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  #below(path: string): string[] | null {
    const entries = this.#entries(path);
    return (
      entries?.flatMap((entry) => {
        const inside = `${path}/${entry.name}`;
        return entry.isDirectory() ? (this.#below(inside) ?? []) : entry.isFile() ? [inside] : [];
      }) ?? null
    );
  }

  #entries(path: string): Dirent[] | null {
    try {
      const entries = readdirSync(join(this.#folder, path), { withFileTypes: true });
      return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw unreadable(path, error);
    }
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function unreadable(path: string, error: unknown): UserError {
  const mend = "See whether it may be read.";
  return new UserError("file-unreadable", `${path} cannot be read.`, mend, { cause: error });
}
