import { GraphQLAnswerError } from "../graphql.ts";

/**
 * Whether GitHub may have failed because it was asked for too much at once: it ends what takes longer than ten seconds with
 * 502 or 504, or gives a part of the answer with an error beside it (docs.github.com, "Rate limits and query limits for the
 * GraphQL API").
 */
export function isTooMuch(error: unknown): boolean {
  if (error instanceof GraphQLAnswerError) {
    return error.problems.every(({ type }) => type !== "RATE_LIMITED" && type !== "FORBIDDEN");
  }
  if (!(error instanceof Error)) return false;
  const status = "status" in error ? error.status : null;
  return status === 500 || status === 502 || status === 503 || status === 504;
}
