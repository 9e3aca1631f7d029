/** GitHub's own words for the kinds of refusal, as GraphQL spells them. */
export type ErrorType =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "UNPROCESSABLE"
  | "STALE_DATA"
  | "CONFLICT"
  | "UNAUTHORIZED";

/** One entry of `errors` in a REST 422 answer. */
export interface FieldError {
  resource: string;
  code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  field?: string;
  value?: string;
  message?: string;
}

const STATUS: Record<ErrorType, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNPROCESSABLE: 422,
  STALE_DATA: 409,
  CONFLICT: 409,
  UNAUTHORIZED: 401,
};

/** What GitHub refuses. REST answers `status` with `message` and `errors`; GraphQL answers `type` and `message`. */
export class SandboxError extends Error {
  readonly type: ErrorType;
  /** The HTTP status that REST answers with. */
  readonly status: number;
  readonly errors: readonly FieldError[] | null;

  constructor(
    type: ErrorType,
    message: string,
    errors: readonly FieldError[] | null = null,
    status?: number,
  ) {
    super(message);
    this.name = "SandboxError";
    this.type = type;
    this.status = status ?? STATUS[type];
    this.errors = errors;
  }
}

/** 404: not there, or not to be seen by this actor. */
export function notFound(message = "Not Found"): SandboxError {
  return new SandboxError("NOT_FOUND", message);
}

/** 403. */
export function forbidden(message: string): SandboxError {
  return new SandboxError("FORBIDDEN", message);
}

/** 422 with field errors, as REST's "Validation Failed". */
export function invalid(...errors: readonly FieldError[]): SandboxError {
  return new SandboxError("UNPROCESSABLE", "Validation Failed", errors);
}

/** 422 with a message of its own and no field errors. */
export function unprocessable(message: string): SandboxError {
  return new SandboxError("UNPROCESSABLE", message);
}
