/** The files of a data branch on this machine. */
export interface DataFiles {
  /** The paths of all files in a folder, in order; `null` where there is no such folder. Links are no files. */
  list(folder: string): readonly string[] | null;
  /** These files one after the other. What was not listed may not be asked for. */
  open(paths: readonly string[]): Generator<DataFile>;
}

export interface DataFile {
  readonly path: string;
  /** The bytes in pieces, each of which may be used again for the next one. What comes back in the end is git's id of them all. */
  readonly pieces: Generator<Buffer, string>;
}
