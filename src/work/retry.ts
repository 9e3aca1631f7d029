import { GraphQLAnswerError } from "../github/graphql.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long to wait before each further look after GitHub failed; then the sweep is left to find it. */
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];

const LONGEST_PAUSE = 30 * MINUTE;

/** What to do about an error of a look. */
export type Retry =
  | { kind: "now"; delay: number }
  | { kind: "later"; delay: number }
  /** GitHub wants nothing more of this installation until then. */
  | { kind: "limited"; delay: number }
  /** A permission is missing, or it is a bug: trying again does not help. */
  | { kind: "never" };

/**
 * Decides whether looking again can help. `attempt` counts the failures so far, from 0.
 * Rate limits are obeyed as GitHub says (`retry-after`, `x-ratelimit-reset`).
 */
export function retryAfter(error: unknown, attempt: number, now: number): Retry {
  if (error instanceof GraphQLAnswerError) {
    const types = error.problems.map((problem) => problem.type);
    if (types.includes("RATE_LIMITED")) return limited(error.reset, attempt, now);
    if (types.some((type) => type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES"))
      return { kind: "never" };
    return error.stale || types.includes("UNPROCESSABLE") ? soon(attempt) : later(attempt);
  }
  const status = property(error, "status");
  if (typeof status !== "number") return isNetworkError(error) ? later(attempt) : { kind: "never" };
  if (status >= 500) return later(attempt);
  // Somebody was faster: a branch or a label exists by now, or a head has moved.
  if (status === 409 || status === 422) return soon(attempt);
  if (status === 403 || status === 429) return rateLimited(error, attempt, now);
  return { kind: "never" };
}

function rateLimited(error: unknown, attempt: number, now: number): Retry {
  const headers = property(property(error, "response"), "headers");
  const after = Number(property(headers, "retry-after"));
  if (after > 0) return { kind: "limited", delay: after * SECOND };
  if (property(headers, "x-ratelimit-remaining") === "0") {
    return limited(Number(property(headers, "x-ratelimit-reset")) * SECOND, attempt, now);
  }
  return /rate limit/i.test(String(property(error, "message")))
    ? limited(null, attempt, now)
    : { kind: "never" };
}

/** Until the limit starts anew; where GitHub does not say when, a minute at least, and longer each time (GitHub's advice). */
function limited(reset: number | null, attempt: number, now: number): Retry {
  if (reset !== null && reset > 0) return { kind: "limited", delay: Math.max(reset - now, 0) + SECOND };
  return { kind: "limited", delay: Math.min(MINUTE * 2 ** attempt, LONGEST_PAUSE) };
}

/** Whoever was faster is done by now. */
function soon(attempt: number): Retry {
  return attempt < 3 ? { kind: "now", delay: 500 * (attempt + 1) } : later(attempt - 3);
}

function later(attempt: number): Retry {
  const delay = DELAYS[attempt];
  return delay === undefined ? { kind: "never" } : { kind: "later", delay };
}

function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError && error.message === "fetch failed";
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
