import { setTimeout as sleep } from "node:timers/promises";
import { authenticate, type Caller } from "./authentication.ts";
import { callerName, rateSubject } from "./caller.ts";
import type { Deliveries } from "./deliveries.ts";
import { SandboxError } from "./errors.ts";
import type { Effect, Faults } from "./faults.ts";
import { createGraphQL } from "./graphql/endpoint.ts";
import { answerGraphQL, type GraphQLPost, makePartial, parseGraphQLPost } from "./graphql-http.ts";
import { type RateLimits, type RateResource, rateHeaders } from "./rate-limit.ts";
import type { LoggedRequest } from "./request-log.ts";
import { answerError, answerRest, canonicalPath } from "./rest/dispatch.ts";
import type { Answer } from "./rest/route.ts";
import { matchRoute } from "./rest/routes.ts";
import type { State } from "./state.ts";

const LIMIT_DOCS = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";

/** A request to the API as it came in. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly accept: string;
  readonly text: string;
}

export interface ApiOutcome {
  /** `null`: the connection is cut. */
  readonly answer: Answer | null;
  readonly logged: LoggedRequest;
  /** The path with its query, as GitHub documents it. */
  readonly url: string;
  readonly disturbed: boolean;
}

export interface ApiServices {
  readonly state: State;
  readonly deliveries: Deliveries | null;
  readonly limits: RateLimits;
  readonly faults: Faults;
}

/** GitHub's API over HTTP, REST and GraphQL: authentication, rate limits, faults, and what is to be logged of a request. */
export function createApi(services: ApiServices): (request: ApiRequest) => Promise<ApiOutcome> {
  const { state, limits, faults } = services;
  const endpoint = createGraphQL(state, limits);

  const performRest = async (request: ApiRequest, path: string, caller: Caller): Promise<Answer> => {
    const counts = path !== "/rate_limit";
    if (counts && !limits.take(rateSubject(caller), "core")) return breach(caller, limits.breachStatus);
    const { method, query, accept, text } = request;
    return answerRest(services, { method, path, query, accept, caller, text });
  };

  const performGraphQL = async (
    post: GraphQLPost | null,
    caller: Caller,
    effect: Effect | null,
  ): Promise<Answer> => {
    const body = await answerGraphQL(endpoint, caller, post);
    return { status: 200, body: effect?.kind === "partial" ? makePartial(body, effect) : body };
  };

  return async (request) => {
    const isGraphQL = /^\/(?:api\/)?graphql$/.test(request.path);
    const path = isGraphQL ? "/graphql" : canonicalPath(state, request.path);
    const post = isGraphQL ? parseGraphQLPost(request.text) : null;
    const names = post ? endpoint.operationNamesOf(post.document) : [];
    const operation = isGraphQL ? "graphql" : (matchRoute(request.method, path)?.route.operation ?? null);
    const resource: RateResource = isGraphQL ? "graphql" : "core";
    const effect = faults.take({
      method: request.method,
      path,
      operation: isGraphQL ? null : operation,
      graphql: names,
    });

    let caller: Caller = { kind: "anonymous" };
    const answer = await withEffect(effect, async () => {
      try {
        caller = authenticate(state, request.authorization);
        if (!isGraphQL) return await performRest(request, path, caller);
        if (request.method !== "POST") throw new SandboxError("NOT_FOUND", "Not Found");
        return await performGraphQL(post, caller, effect);
      } catch (error) {
        return error instanceof SandboxError ? answerError(error, null) : bug(error);
      }
    });
    const headers = rateHeaders(limits.look(rateSubject(caller), resource));
    return {
      answer: answer && { ...answer, headers: { ...headers, ...answer.headers } },
      logged: {
        method: request.method,
        path,
        operation,
        status: answer?.status ?? 0,
        actor: callerName(state, caller),
        kind: isGraphQL
          ? "graphql"
          : operation === "apps/create-installation-access-token"
            ? "token"
            : "rest",
        ...(isGraphQL ? { graphqlOperation: post?.operationName ?? names.join(", ") } : {}),
      },
      url: `${path}${request.query.size > 0 ? `?${request.query}` : ""}`,
      disturbed: effect !== null,
    };
  };
}

/** Lets a fault happen before, instead of, or after what is to be done. */
async function withEffect(effect: Effect | null, perform: () => Promise<Answer>): Promise<Answer | null> {
  switch (effect?.kind) {
    case "refuse":
      return null;
    case "bad-gateway":
      if (effect.applied) await perform();
      return badGateway();
    case "drop":
      await perform();
      return null;
    case "delay":
      await sleep(effect.milliseconds);
      return perform();
    case "secondary-limit":
      return secondaryLimit(effect.status ?? 403, effect.retryAfter);
    default:
      return perform();
  }
}

/** What GitHub's front answers when the machine behind it does not: a page, not JSON. */
function badGateway(): Answer {
  const page = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>\n";
  return { status: 502, raw: { bytes: Buffer.from(page), type: "text/html" } };
}

function breach(caller: Caller, status: 403 | 429): Answer {
  const subject = rateSubject(caller).name;
  const hint =
    caller.kind === "anonymous"
      ? "(But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
      : "If you reach out to GitHub Support for help, please include the request ID.";
  const message = `API rate limit exceeded for ${subject}. ${hint}`;
  return { status, body: { message, documentation_url: LIMIT_DOCS, status: String(status) } };
}

function secondaryLimit(status: 403 | 429, retryAfter: number | null): Answer {
  return {
    status,
    body: {
      message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
      documentation_url: `${LIMIT_DOCS}#about-secondary-rate-limits`,
      status: String(status),
    },
    ...(retryAfter === null ? {} : { headers: { "Retry-After": String(retryAfter) } }),
  };
}

/** A bug of the sandbox must not look like an answer of GitHub. */
function bug(error: unknown): Answer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: { message: `The sandbox has a bug: ${message}` } };
}
