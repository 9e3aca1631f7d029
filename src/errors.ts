/**
 * What went wrong in a way that a person can mend. Everything else that is thrown is a bug, and is loud.
 *
 * `code` is stable and machine-readable, `message` says what was found, `mend` says what to do next.
 */
export class UserError extends Error {
  readonly code: string;
  readonly mend: string;

  constructor(code: string, message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UserError";
    this.code = code;
    this.mend = mend;
  }
}
