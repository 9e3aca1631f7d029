import { createHash } from "node:crypto";
import { COVERAGE_PATH, type Coverage } from "./coverage.ts";
import { LEDGER_FOLDER, ledgerPath } from "./ledger.ts";

/** A folder as git keeps it: files by their ids, and folders. */
type Folder = Map<string, string | Folder>;

/** Git's ids of all files of the ledger by path, as they were written; that of the coverage itself is given. */
export function ledgerFiles(coverage: Coverage, coverageId: string): Map<string, string> {
  const files = new Map([[COVERAGE_PATH, coverageId]]);
  for (const [repository, { files: months }] of Object.entries(coverage.repositories)) {
    for (const [month, id] of Object.entries(months)) files.set(ledgerPath({ repository, month }), id);
  }
  return files;
}

/**
 * Git's id of the folder `activity/` with these files and no others (`git write-tree`). While it is the one on the data branch,
 * nobody has changed anything in it.
 */
export function ledgerTreeId(files: ReadonlyMap<string, string>): string {
  const root: Folder = new Map();
  for (const [path, id] of files) {
    const parts = path.slice(LEDGER_FOLDER.length + 1).split("/");
    const name = parts.pop() ?? "";
    let folder = root;
    for (const part of parts) {
      const known = folder.get(part);
      const next: Folder = known instanceof Map ? known : new Map();
      folder.set(part, next);
      folder = next;
    }
    folder.set(name, id);
  }
  return folderId(root);
}

/** Git sorts by bytes, as if the name of a folder ended in a slash. */
function folderId(folder: Folder): string {
  const entries = [...folder].map(([name, entry]) =>
    typeof entry === "string"
      ? { key: name, header: `100644 ${name}`, id: entry }
      : { key: `${name}/`, header: `40000 ${name}`, id: folderId(entry) },
  );
  entries.sort((one, other) => (one.key < other.key ? -1 : 1));
  const bytes = Buffer.concat(
    entries.map(({ header, id }) => Buffer.concat([Buffer.from(`${header}\0`), Buffer.from(id, "hex")])),
  );
  return createHash("sha1").update(`tree ${bytes.length}\0`).update(bytes).digest("hex");
}
