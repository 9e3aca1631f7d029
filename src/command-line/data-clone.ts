import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { DATA_BRANCH } from "../program/places.ts";
import { escapeLog } from "../text/escape.ts";
import type { DataFile, DataFiles } from "./data-files.ts";

/** So many bytes of files are asked of git at once, and so in memory at the most, except for a file that is larger. */
const MOST_BYTES = 8_000_000;
/** More than the lists of any repository that GitHub takes. */
const LONGEST_LIST = 200_000_000;
/** What git says of a file beside its bytes. */
const HEADING = 200;

interface Blob {
  readonly path: string;
  readonly id: string;
  readonly size: number;
}

/** The data branch of a clone on this machine. Nothing is checked out, and nothing is fetched. */
export class DataClone implements DataFiles {
  readonly #folder: string;
  readonly #files: ReadonlyMap<string, Blob>;

  /** `reference` is the full name of the branch. */
  private constructor(folder: string, reference: string) {
    this.#folder = folder;
    const listed = git(folder, ["ls-tree", "-r", "-l", "-z", "--full-tree", reference]);
    this.#files = new Map(parseTree(listed.toString("utf8")).map((blob) => [blob.path, blob]));
  }

  /**
   * The data branch as the clone knows it last, its own or a remote's; `null` where the folder is in no clone, or the clone
   * does not know the branch.
   */
  static find(from: string, name: string): DataClone | null {
    const folder = resolve(from, name);
    const format = ["for-each-ref", "--sort=-committerdate", "--count=1", "--format=%(refname)"];
    const found = runGit(folder, [...format, `refs/heads/${DATA_BRANCH}`, `refs/remotes/*/${DATA_BRANCH}`]);
    const reference = found.status === 0 ? found.stdout.toString("utf8").trim() : "";
    return reference === "" ? null : new DataClone(folder, reference);
  }

  list(folder: string): string[] | null {
    const inside = [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return inside.length === 0 ? null : inside;
  }

  *open(paths: readonly string[]): Generator<DataFile> {
    for (const group of inGroups(paths.flatMap((path) => this.#files.get(path) ?? []))) {
      const answer = git(this.#folder, ["cat-file", "--batch"], group);
      let start = 0;
      for (const { path, id, size } of group) {
        const begin = answer.indexOf("\n", start) + 1;
        if (answer.toString("latin1", start, begin) !== `${id} blob ${size}\n`) throw missing(path);
        start = begin + size + 1;
        yield { path, pieces: onePiece(answer.subarray(begin, begin + size), id) };
      }
    }
  }
}

function* onePiece(bytes: Buffer, id: string): Generator<Buffer, string> {
  yield bytes;
  return id;
}

/** Regular files of `git ls-tree -r -l -z`: `<mode> SP <type> SP <id> SP+ <size> TAB <path> NUL`, of the size `BAD` where git has lost it. */
function parseTree(text: string): Blob[] {
  return text.split("\0").flatMap((entry) => {
    const [, id, size, path] = /^100\d{3} blob ([0-9a-f]+) +(\d+|BAD)\t(.*)$/s.exec(entry) ?? [];
    if (id === undefined || path === undefined) return [];
    if (size === "BAD") throw missing(path);
    return [{ path, id, size: Number(size) }];
  });
}

function inGroups(blobs: readonly Blob[]): Blob[][] {
  const groups: Blob[][] = [];
  let bytes = 0;
  for (const blob of blobs) {
    const last = groups.at(-1);
    bytes += blob.size;
    if (last === undefined || bytes > MOST_BYTES) {
      groups.push([blob]);
      bytes = blob.size;
    } else last.push(blob);
  }
  return groups;
}

function git(folder: string, words: readonly string[], blobs: readonly Blob[] = []): Buffer {
  const { status, stdout, stderr, error } = runGit(folder, words, blobs);
  if (error === undefined && status === 0) return stdout;
  const said = escapeLog(error?.message ?? stderr.toString("utf8").trim());
  throw new UserError("git-failed", `git ${words[0]} failed: ${said}`, "See whether the clone is whole.");
}

function runGit(folder: string, words: readonly string[], blobs: readonly Blob[] = []) {
  const bytes = blobs.reduce((sum, { size }) => sum + size + HEADING, 0);
  return spawnSync("git", ["-C", folder, ...words], {
    input: blobs.map(({ id }) => `${id}\n`).join(""),
    maxBuffer: blobs.length === 0 ? LONGEST_LIST : bytes,
    // Without these git may ask the remote for what the clone has not, and people for a password.
    env: { ...process.env, GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" },
  });
}

function missing(path: string): UserError {
  return new UserError(
    "file-unreadable",
    `${path} is not in this clone, though its branch has it.`,
    `Fetch all of it: git fetch --refetch origin ${DATA_BRANCH}`,
  );
}
