import { Octokit } from "@octokit/rest";
import { UserError } from "../errors.ts";
import type { GitHubClient } from "./client.ts";
import { GraphQLAnswerError } from "./graphql.ts";

/** Whoever waits at a terminal is told by then. */
const LONGEST_ANSWER_IN_MILLISECONDS = 30_000;

/** A client with a person's token; the app itself uses `createClients`. It repeats nothing. */
export function createTokenClient(settings: { token: string; baseUrl: string }): GitHubClient {
  return new Octokit({
    auth: settings.token,
    baseUrl: settings.baseUrl,
    userAgent: "partnerbot",
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: {
      fetch: (url: string, options: RequestInit) =>
        fetch(url, { ...options, signal: AbortSignal.timeout(LONGEST_ANSWER_IN_MILLISECONDS) }),
    },
  });
}

/**
 * Waits for what was asked of GitHub with a person's token, and says what that person can do when it does not come.
 * @throws {UserError} `github-silent` when GitHub did not answer, or not now; `bad-token` and `not-allowed` when it
 * refused the token. Anything else is a bug and is thrown as it is.
 */
export async function orExplain<Value>(
  answer: Promise<Value>,
  access: "read" | "write" = "read",
): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    throw explained(error, access) ?? error;
  }
}

function explained(error: unknown, access: "read" | "write"): UserError | null {
  if (error instanceof GraphQLAnswerError) {
    const types = error.problems.map(({ type }) => type);
    if (types.some((type) => type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES"))
      return notAllowed(error, access);
    return silent(error);
  }
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return null;
  if (error.status === 401) {
    return new UserError(
      "bad-token",
      "GitHub does not know this token.",
      "Make a new one, or see whether it has expired: GitHub's settings, Developer settings, Personal access tokens.",
      { cause: error },
    );
  }
  const limited = error.status === 429 || (error.status === 403 && /rate limit/i.test(error.message));
  if (error.status >= 500 || limited) return silent(error);
  return error.status === 403 || error.status === 404 ? notAllowed(error, access) : null;
}

function silent(error: Error): UserError {
  return new UserError("github-silent", `GitHub did not answer: ${error.message}`, "Try again later.", {
    cause: error,
  });
}

function notAllowed(error: Error, access: "read" | "write"): UserError {
  const things = access === "read" ? "contents and issues" : "contents and pull requests";
  return new UserError(
    "not-allowed",
    `GitHub does not let this token ${access} that: ${error.message}`,
    `Give the token ${access} access to the repository's ${things}.`,
    { cause: error },
  );
}
