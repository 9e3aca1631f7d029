import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, type YAMLError } from "yaml";
import type { z } from "zod";
import { nearest } from "./nearest-word.ts";
import { type Issue, knownKeys, leafIssues } from "./schema-issues.ts";

/** Something in a YAML (or JSON) file that is not as it should be, where it is, and what would be. */
export interface YamlProblem {
  /** Keys and list positions from the top of the file. */
  readonly path: readonly (string | number)[];
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What stands there, in words. */
  readonly found: string;
  /** What should stand there, in words; empty when `message` says it all. */
  readonly expected: string;
  readonly message: string;
}

export type YamlResult<T> =
  | { readonly ok: true; readonly value: T; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

/** Where a path stands in the file: its key, or its value. A path that is not there gives what encloses it. */
export type Locate = (
  path: readonly (string | number)[],
  what?: "key" | "value",
) => { line: number; column: number };

const MOST_ALIASES = 100;

/**
 * Parses YAML (and so JSON) and checks it against a schema. Every problem has a line and a column: syntax errors,
 * duplicate keys, unknown keys (with the key that was probably meant), wrong types, and what the schema's own
 * checks say. Dates and `yes`/`no` are text, as in YAML 1.2.
 */
export function parseYaml<S extends z.ZodType>(text: string, schema: S): YamlResult<z.output<S>> {
  const read = readYaml(text);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { ok: true, value: parsed.data, locate: read.locate };
  const problems = parsed.error.issues
    .flatMap((issue) => leafIssues(issue, []))
    .flatMap((issue) => problemsOf(issue, schema, read.value, read.locate));
  return { ok: false, problems: inOrder(problems) };
}

/** Problems in the order of the file, each once. */
export function inOrder(problems: readonly YamlProblem[]): YamlProblem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return sorted.filter((problem, index) => {
    const before = sorted[index - 1];
    return (
      before?.line !== problem.line || before.column !== problem.column || before.message !== problem.message
    );
  });
}

/** Where paths stand in a text that is valid YAML. It is read at the first question, and not again. */
export function locateIn(text: string): Locate {
  let source: Source | undefined;
  return (path, what = "value") => {
    source ??= readSource(text);
    return locate(source, path, what);
  };
}

interface Source {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

function readSource(text: string): Source {
  const lines = new LineCounter();
  return {
    document: parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true }),
    lines,
  };
}

function readYaml(text: string): YamlResult<unknown> {
  try {
    const source = readSource(text);
    const { document, lines } = source;
    if (document.errors.length > 0) {
      return { ok: false, problems: inOrder(document.errors.map((error) => syntaxProblem(error, lines))) };
    }
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { ok: true, value, locate: (path, what = "value") => locate(source, path, what) };
  } catch (error) {
    // Nesting that exhausts the stack, and aliases that would unfold without end.
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    const { name, message: reason } = error;
    const message =
      name === "RangeError" ? "the file is nested too deeply" : `an alias cannot be followed: ${reason}`;
    return { ok: false, problems: [{ path: [], line: 1, column: 1, found: "", expected: "", message }] };
  }
}

function syntaxProblem(error: YAMLError, lines: LineCounter): YamlProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const message =
    error.code === "DUPLICATE_KEY"
      ? "this key is written twice: keep one of the two"
      : `not valid YAML: ${error.message.split("\n")[0] ?? ""}`;
  return { path: [], line: Math.max(1, line), column: Math.max(1, col), found: "", expected: "", message };
}

function locate(
  { document, lines }: Source,
  path: readonly (string | number)[],
  what: "key" | "value",
): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = startOf(document.contents);
  path.forEach((step, index) => {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : undefined;
    const last = index === path.length - 1;
    if (pair !== undefined) {
      node = pair.value;
      offset = startOf(last && what === "key" ? pair.key : pair.value) ?? startOf(pair.key) ?? offset;
    } else if (hasItems(node) && typeof step === "number" && node.items[step] !== undefined) {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else {
      node = null;
    }
  });
  const { line, col } = lines.linePos(offset ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}

function hasItems(node: unknown): node is { items: unknown[] } {
  return (
    !isMap(node) && typeof node === "object" && node !== null && "items" in node && Array.isArray(node.items)
  );
}

function problemsOf(issue: Issue, schema: z.ZodType, value: unknown, where: Locate): YamlProblem[] {
  const { path } = issue;
  if (issue.kind === "unknown-keys") {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      const hint =
        meant === null ? `known are ${known.join(", ")}` : `did you mean ${JSON.stringify(meant)}?`;
      return {
        path: [...path, key],
        ...where([...path, key], "key"),
        found: `the key ${JSON.stringify(key)}`,
        expected: meant ?? known.join(", "),
        message: `unknown key ${JSON.stringify(key)}${known.length === 0 ? "" : `: ${hint}`}`,
      };
    });
  }
  if (issue.kind === "bad-key") {
    const found = `the key ${JSON.stringify(String(path.at(-1)))}`;
    const message = `found ${found}, expected ${issue.expected}`;
    return [{ path, ...where(path, "key"), found, expected: issue.expected, message }];
  }
  const here = valueAt(value, path);
  const found = describeValue(here);
  const place = where(path);
  if (issue.kind === "custom") return [{ path, ...place, found, expected: "", message: issue.message }];
  if (here === undefined) {
    const name = path.at(-1);
    const message =
      path.length === 0
        ? `the file is empty: expected ${issue.expected}`
        : `missing ${JSON.stringify(String(name))}: expected ${issue.expected}`;
    return [{ path, ...place, found, expected: issue.expected, message }];
  }
  const meant = typeof here === "string" ? nearest(here, issue.words) : null;
  const hint = meant === null ? "" : `; did you mean ${JSON.stringify(meant)}?`;
  return [
    {
      path,
      ...place,
      found,
      expected: issue.expected,
      message: `found ${found}, expected ${issue.expected}${hint}`,
    },
  ];
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = Reflect.get(here, step);
  }
  return here === null && path.length === 0 ? undefined : here;
}

const LONGEST_QUOTE = 60;

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") {
    const quoted = JSON.stringify(value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value);
    return `the text ${quoted}`;
  }
  return typeof value === "number" ? `the number ${value}` : String(value);
}
