import { z } from "zod";
import { type Instant, parseInstant } from "../../program/instant.ts";
import { type FieldError, invalid, SandboxError } from "../errors.ts";

/** For operations whose body GitHub does not read. */
export const NO_BODY = z.unknown();

/** A field that GitHub has and the sandbox has not: only `null` may stand there. */
export const NOT_IN_SANDBOX = z.null("the sandbox does not have this").exactOptional();

/** Reads a request body; 422 names each field that is missing, unknown or of another type, as GitHub does. */
export function parseBody<Body extends z.ZodType>(
  schema: Body,
  body: unknown,
  resource: string,
): z.output<Body> {
  const read = schema.safeParse(body ?? {});
  if (read.success) return read.data;
  const problems = read.error.issues.flatMap((issue) => describe(issue, body, resource));
  const explained = problems.map((problem) => problem.sentence).join("\n");
  const errors = problems.map((problem) => problem.error);
  throw new SandboxError("UNPROCESSABLE", `Invalid request.\n\n${explained}`, errors);
}

function describe(
  issue: z.core.$ZodIssue,
  body: unknown,
  resource: string,
): { sentence: string; error: FieldError }[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((field) => ({
      sentence: `"${[...issue.path, field].join("/")}" is not a permitted key.`,
      error: { resource, field, code: "invalid" },
    }));
  }
  const field = issue.path.join("/");
  const value = issue.path.reduce<unknown>((inner, key) => member(inner, key), body ?? {});
  if (value === undefined) {
    return [{ sentence: `"${field}" wasn't supplied.`, error: { resource, field, code: "missing_field" } }];
  }
  const place = field === "" ? "For the body" : `For 'properties/${field}'`;
  return [
    {
      sentence: `${place}, ${JSON.stringify(value)} is not valid: ${issue.message}.`,
      error: { resource, field, code: "invalid" },
    },
  ];
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** One of the values that a query parameter may have; 422 for another. */
export function choice<Value extends string, Default extends Value | null>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
  otherwise: Default,
): Value | Default {
  const given = query.get(name);
  if (given === null || given === "") return otherwise;
  const found = values.find((value) => value === given);
  if (found === undefined) throw invalid({ resource: "Search", field: name, code: "invalid", value: given });
  return found;
}

/** A point in time in a query parameter, `null` when it is not there; 422 for a text that is none. */
export function instantIn(query: URLSearchParams, name: string): Instant | null {
  const given = query.get(name);
  if (given === null || given === "") return null;
  const instant = parseInstant(given) ?? parseInstant(`${given}T00:00:00Z`);
  if (instant === null) throw invalid({ resource: "Search", field: name, code: "invalid", value: given });
  return instant;
}

/** 501 for a documented query parameter that would change the answer and that the sandbox does not know. */
export function refuseParameters(query: URLSearchParams, names: readonly string[]): void {
  const found = names.find((name) => query.has(name));
  if (found === undefined) return;
  throw new SandboxError(
    "UNPROCESSABLE",
    `The sandbox does not have the query parameter ${found}.`,
    null,
    501,
  );
}

/** The same fields without those that are `undefined`. */
export function present<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
export function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
