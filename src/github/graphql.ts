import { z } from "zod";
import { type Instant, instantOf } from "../program/instant.ts";
import type { GitHubClient } from "./client.ts";

/** One entry of a GraphQL answer's `errors`, as far as decisions depend on it. */
export interface GraphQLProblem {
  type: string;
  message: string;
  path: readonly (string | number)[];
}

/** GitHub answered, but not with the whole truth. Never treated as an answer. */
export class GraphQLAnswerError extends Error {
  readonly problems: readonly GraphQLProblem[];
  /** When GitHub's rate limit starts anew; `null` where GitHub does not say it. */
  readonly reset: Instant | null;

  constructor(problems: readonly GraphQLProblem[], reset: Instant | null = null) {
    super(problems.map((problem) => `${problem.type || "error"}: ${problem.message}`).join("; "));
    this.name = "GraphQLAnswerError";
    this.problems = problems;
    this.reset = reset;
  }

  /** Everything that is wrong is that something asked for does not exist (or may not be seen). */
  get notFound(): boolean {
    return this.problems.length > 0 && this.problems.every((problem) => problem.type === "NOT_FOUND");
  }

  /** Another commit came first: look again. */
  get stale(): boolean {
    return this.problems.some((problem) => problem.type === "STALE_DATA");
  }
}

const answerSchema = z.looseObject({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.looseObject({
        type: z.string().default(""),
        message: z.string().default("no message"),
        path: z.array(z.union([z.string(), z.number()])).default([]),
      }),
    )
    .optional(),
});

export interface GraphQLAnswer<Data> {
  data: Data;
  /** GitHub's own clock when it answered (its `Date` header, whole seconds). */
  at: Instant;
  /** Top-level aliases that were answered with FORBIDDEN, where that was allowed. */
  forbidden: ReadonlySet<string>;
}

/**
 * Sends one GraphQL document and parses the answer with `schema`.
 *
 * `absent` names the top-level aliases (or paths, joined by dots) that may be answered with NOT_FOUND and are then
 * `null` in the data, and `forbidden` those in which anything may be answered with FORBIDDEN: what is there of them is no
 * answer. `spared` names paths that are `null` for whatever reason, where nothing depends on why. Any other error makes the
 * whole answer an error, so that a part is never taken for the whole.
 * @throws {GraphQLAnswerError} when GitHub reports errors; Octokit's `RequestError` when HTTP fails.
 */
export async function graphql<Schema extends z.ZodType>(
  client: GitHubClient,
  document: string,
  variables: Record<string, unknown>,
  schema: Schema,
  absent: (path: string) => boolean = () => false,
  forbidden: (alias: string) => boolean = () => false,
  spared: (path: string) => boolean = () => false,
): Promise<GraphQLAnswer<z.output<Schema>>> {
  const baseUrl = client.request.endpoint.DEFAULTS.baseUrl;
  const enterprise = /\/api\/v3\/?$/;
  const url = enterprise.test(baseUrl) ? baseUrl.replace(enterprise, "/api/graphql") : `${baseUrl}/graphql`;
  const response = await client.request({ method: "POST", url, query: document, variables });
  const answer = answerSchema.parse(response.data);
  const errors = (answer.errors ?? []).filter(({ path }) => !spared(path.join(".")));
  const refused = errors.filter(({ type, path }) => type === "FORBIDDEN" && forbidden(String(path[0] ?? "")));
  const problems = errors.filter(
    (problem) =>
      !refused.includes(problem) && !(problem.type === "NOT_FOUND" && absent(problem.path.join("."))),
  );
  if (problems.length > 0) throw new GraphQLAnswerError(problems, resetOf(response.headers));
  return {
    data: schema.parse(answer.data),
    at: instantOfDateHeader(response.headers.date),
    forbidden: new Set(refused.map(({ path }) => String(path[0]))),
  };
}

function instantOfDateHeader(date: string | undefined): Instant {
  const milliseconds = date === undefined ? Number.NaN : Date.parse(date);
  return instantOf(Number.isNaN(milliseconds) ? Math.floor(Date.now() / 1000) * 1000 : milliseconds);
}

function resetOf(headers: Readonly<Record<string, unknown>>): Instant | null {
  const seconds = Number(headers["x-ratelimit-reset"]);
  return seconds > 0 ? instantOf(seconds * 1000) : null;
}

/** The answer, or `null` when all that is wrong with it is that what was asked for does not exist. */
export async function orNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GraphQLAnswerError && error.notFound) return null;
    throw error;
  }
}
