/** A place in which a ledger is kept, as it is on the data branch. */
export interface LedgerStore {
  /** The paths of all files in `activity/`, in order; `null` where there is no such folder. Links are no files. */
  list(): readonly string[] | null;
  /** These files one after the other. What was not listed may not be asked for. */
  open(paths: readonly string[]): Generator<StoredFile>;
}

export interface StoredFile {
  readonly path: string;
  /** The bytes in pieces. What comes back in the end is git's id of all of them. */
  readonly pieces: Generator<Buffer, string>;
}
