import { UserError } from "../errors.ts";

/** Says in which file it is that a person has to mend something. */
export function inFile(path: string, render: () => string): string {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${path}: ${error.message}`, error.mend, { cause: error });
  }
}
