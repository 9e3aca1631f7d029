import { SandboxError } from "../errors.ts";

/** The `type` of an error that only GraphQL has; what the operations refuse brings a type of its own. */
type RefusalType =
  | "NOT_FOUND"
  | "UNPROCESSABLE"
  | "MISSING_PAGINATION_BOUNDARIES"
  | "EXCESSIVE_PAGINATION"
  | "INVALID_PAGINATION"
  | "INVALID_CURSOR_ARGUMENTS"
  | "ARGUMENT_LIMIT"
  | "MAX_NODE_LIMIT_EXCEEDED"
  | "RATE_LIMITED"
  | "SANDBOX_NOT_IMPLEMENTED";

/** A refusal that GitHub answers with in `errors`, under the path of the field that met it. */
export class Refusal extends Error {
  readonly type: RefusalType;

  constructor(type: RefusalType, message: string) {
    super(message);
    this.name = "Refusal";
    this.type = type;
  }
}

/** What the real GitHub has and the sandbox has not: loud, so that nobody builds on a silent `null`. */
export function notImplemented(what: string): Refusal {
  return new Refusal("SANDBOX_NOT_IMPLEMENTED", `The sandbox does not have ${what}.`);
}

/** GraphQL's `type` and wording for an error thrown under a field; `null` for what is no refusal but a bug. */
export function describeRefusal(error: unknown): { type: string; message: string } | null {
  if (error instanceof Refusal) return { type: error.type, message: error.message };
  if (!(error instanceof SandboxError)) return null;
  const type = error.type === "CONFLICT" ? "UNPROCESSABLE" : error.type;
  return { type, message: describeFieldErrors(error) ?? error.message };
}

const FIELD_COMPLAINTS = {
  missing: "does not exist",
  missing_field: "can't be blank",
  invalid: "is invalid",
  already_exists: "has already been taken",
  unprocessable: "is invalid",
  custom: "is invalid",
} as const;

/** REST lists its field errors; GraphQL says the same as one sentence. */
function describeFieldErrors(error: SandboxError): string | null {
  if (error.errors === null || error.errors.length === 0) return null;
  return error.errors
    .map(
      (entry) =>
        entry.message ?? `${capitalized(entry.field ?? entry.resource)} ${FIELD_COMPLAINTS[entry.code]}`,
    )
    .join(", ");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
