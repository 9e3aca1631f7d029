import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors.ts";
import type { TextFile } from "../program/action.ts";
import { instantOf } from "../program/instant.ts";
import { BALLOTS_FOLDER, REPORTS_FOLDER } from "../program/places.ts";
import { type Checkout, readCheckout } from "./checkout.ts";
import { checkoutRepository } from "./checkout-repository.ts";
import type { DataFiles } from "./data-files.ts";
import type { ForgetSource } from "./forget-source.ts";
import { openData, textOf } from "./open-data.ts";
import { StoredLedger } from "./stored-ledger.ts";

/** No ledger goes beyond these. */
const ALL_TIME = { from: instantOf(0), to: instantOf(Date.UTC(9999, 11, 31)) };

export interface ForgetCheckout extends ForgetSource {
  /** Writes files into the checkout, in their order. @throws UserError `file-unwritable`. */
  write(files: readonly TextFile[]): void;
}

/**
 * The files of a program in a checkout, and the records and the ledger of a data branch, as {@link openData} finds it.
 *
 * @throws UserError `no-folder`, `file-unreadable`; the ledger as {@link StoredLedger} does.
 */
export function openCheckout(from: string, name: string, data: string): ForgetCheckout {
  const checkout = readCheckout(from, name);
  const repository = checkoutRepository(checkout.folder);
  return {
    texts: checkout.texts,
    records: readRecords(openData(from, data)),
    host: repository === null ? "github.com" : new URL(repository.url).host,
    ledger: async () => {
      const stored = StoredLedger.of(from, data);
      return {
        coverage: stored.coverage,
        contributions: () => stored.contributions(ALL_TIME),
        get altered() {
          return stored.altered;
        },
      };
    },
    write: (files) => {
      for (const file of files) write(checkout, file);
    },
  };
}

/** Records of votes and reports; none where there are no such folders. */
function readRecords(data: DataFiles): Map<string, string> {
  const paths = [BALLOTS_FOLDER, REPORTS_FOLDER].flatMap((folder) => data.list(folder) ?? []);
  return new Map(Array.from(data.open(paths), (file): [string, string] => [file.path, textOf(file)]));
}

/** A file that was not read is not there: a link in its place may lead out of the checkout. */
function write({ folder, texts }: Checkout, { path, content }: TextFile): void {
  const file = join(folder, path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: texts.has(path) ? "w" : "wx" });
  } catch (error) {
    const mend = "See whether it may be written.";
    throw new UserError("file-unwritable", `${path} cannot be written.`, mend, { cause: error });
  }
}
