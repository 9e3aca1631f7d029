/** How a command ends: done, it says no (invalid, failed, differs), it was used wrongly, GitHub did not answer. */
export type ExitStatus = 0 | 1 | 2 | 3;

export interface Option {
  readonly type: "string" | "boolean";
  /** One letter, without the hyphen. */
  readonly short?: string;
  /** What stands for the value in the help, such as `FILE`. Only for `string`. */
  readonly value?: string;
  readonly describe: string;
}

interface Example {
  /** What is typed after `partnerbot`. */
  readonly line: string;
  readonly does: string;
}

/** Where a command reads and writes. Everything that it prints goes through this. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Resolves when what was printed has been taken, so that it does not pile up. Without it, it is taken at once. */
  drained?(): Promise<void>;
  /** Whether colours may be used on `out`. */
  readonly colour: boolean;
  /** The folder from which relative paths count. */
  readonly folder: string;
}

/** What was typed after the name of the command, already checked against its options. */
export interface Arguments {
  /** `null` when the option was not given. */
  text(option: string): string | null;
  flag(option: string): boolean;
  /** What is no option: file names, mostly. */
  readonly operands: readonly string[];
}

/** One command of `partnerbot`. */
export interface Command {
  /** Shown in the list of commands. */
  readonly summary: string;
  /** What it does, one paragraph an entry. */
  readonly describe: readonly string[];
  /** By name, without hyphens. `help` is added to each command. */
  readonly options: Readonly<Record<string, Option>>;
  /** How operands are shown in the help, such as `FILE…`; `null` when it takes none. */
  readonly operands: string | null;
  readonly examples: readonly Example[];
  /** What each status means for this command. */
  readonly exits: Readonly<Partial<Record<ExitStatus, string>>>;
  /** Throws `UserError` for what a person can mend; code `usage` for a wrong use. */
  run(given: Arguments, terminal: Terminal): Promise<ExitStatus>;
}
