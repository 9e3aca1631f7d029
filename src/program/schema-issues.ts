import { z } from "zod";

type Path = readonly (string | number)[];

/** What a schema has against a value, in the four forms that a message for people needs. */
export type Issue =
  | { readonly kind: "unknown-keys"; readonly path: Path; readonly keys: readonly string[] }
  /** The key at the end of the path is not one that may stand there. */
  | { readonly kind: "bad-key"; readonly path: Path; readonly expected: string }
  /** A sentence by the schema's own check. */
  | { readonly kind: "custom"; readonly path: Path; readonly message: string }
  /** Something else should stand there; `words` are the texts that would do. */
  | {
      readonly kind: "expected";
      readonly path: Path;
      readonly expected: string;
      readonly words: readonly string[];
    };

const TYPES: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
  null: "nothing",
};

/** Takes one of zod's issues apart: of a union only what the nearest branch says. */
export function leafIssues(issue: z.core.$ZodIssue, prefix: Path): Issue[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  const expected = (words: string, texts: readonly string[] = []): Issue[] => [
    { kind: "expected", path, expected: words, words: texts },
  ];
  switch (issue.code) {
    case "unrecognized_keys":
      return [{ kind: "unknown-keys", path, keys: issue.keys }];
    case "invalid_type":
      return expected(TYPES[issue.expected] ?? issue.expected);
    case "invalid_value": {
      const texts = issue.values.map(String);
      return expected(alternatives(texts), texts);
    }
    case "too_small":
    case "too_big":
      return expected(describeSize(issue));
    case "invalid_format":
      return expected(issue.message.startsWith("Invalid ") ? describeFormat(issue) : issue.message);
    case "invalid_union":
      return unionIssues(issue, path);
    case "invalid_key": {
      const [leaf] = issue.issues.flatMap((other) => leafIssues(other, []));
      const wanted = leaf?.kind === "expected" ? leaf.expected : "another one";
      return [{ kind: "bad-key", path, expected: wanted }];
    }
    case "custom":
      return [{ kind: "custom", path, message: issue.message }];
    default:
      return expected(issue.message);
  }
}

/** `"a", "b" or "c"`. */
function alternatives(texts: readonly string[]): string {
  const quoted = texts.map((text) => JSON.stringify(text));
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1) ?? ""}`;
}

function unionIssues(issue: z.core.$ZodIssueInvalidUnion, path: Path): Issue[] {
  if ("options" in issue && issue.options !== undefined) {
    const words = issue.options.map(String);
    return [{ kind: "expected", path, expected: alternatives(words), words }];
  }
  const branches = issue.errors.map((errors) => errors.flatMap((error) => leafIssues(error, path)));
  // A branch that takes the value as such, and objects only to something inside it, is the one that was meant.
  const inside = branches.filter(
    (leaves) => leaves.length > 0 && !leaves.some((leaf) => isAbout(leaf, path)),
  );
  const [nearest] = [...inside].sort((a, b) => a.length - b.length);
  if (nearest !== undefined) return nearest;
  const own = branches.flat().filter((leaf) => leaf.kind === "custom");
  if (own.length > 0) return own;
  const leaves = branches.flat().filter((leaf) => leaf.kind === "expected");
  const expected = [...new Set(leaves.map((leaf) => leaf.expected))].join(", or ");
  const message = issue.message === "Invalid input" ? expected : issue.message;
  return [{ kind: "expected", path, expected: message, words: leaves.flatMap((leaf) => leaf.words) }];
}

/** Whether the issue says that the value itself is of the wrong kind. */
function isAbout(leaf: Issue, path: Path): boolean {
  return leaf.kind !== "unknown-keys" && leaf.path.length === path.length;
}

function describeSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
  const least = issue.code === "too_small";
  if (issue.origin === "string") {
    if (least && limit === 1) return "text that is not empty";
    return `text of ${least ? "at least" : "at most"} ${limit} characters`;
  }
  if (issue.origin === "array") return `a list of ${least ? "at least" : "at most"} ${limit}`;
  return `${limit} or ${least ? "more" : "less"}`;
}

function describeFormat(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === "url") return "an address such as https://example.org";
  return issue.pattern === undefined
    ? `text in the form ${issue.format}`
    : `text of the form ${issue.pattern}`;
}

/** The keys that a schema knows at a path, for "did you mean"; empty where it takes any. */
export function knownKeys(schema: z.core.$ZodType, path: Path): readonly string[] {
  let places: readonly z.core.$ZodType[] = open(schema);
  for (const step of path) places = places.flatMap((place) => stepInto(place, step)).flatMap(open);
  return [
    ...new Set(places.flatMap((place) => (place instanceof z.ZodObject ? Object.keys(place.shape) : []))),
  ];
}

function stepInto(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.core.$ZodType> = schema.shape;
    return Object.entries(shape).flatMap(([key, value]) => (key === String(step) ? [value] : []));
  }
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodTuple) return [...schema.def.items];
  return [];
}

/** Looks through what wraps a schema: defaults, options, transforms, unions. */
function open(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(open);
  if (schema instanceof z.ZodPipe) return [...open(schema.def.in), ...open(schema.def.out)];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return open(schema.def.innerType);
  }
  return [schema];
}
