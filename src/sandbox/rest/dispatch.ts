import type { Caller } from "../authentication.ts";
import type { Deliveries } from "../deliveries.ts";
import { SandboxError } from "../errors.ts";
import type { RateLimits } from "../rate-limit.ts";
import { findRepository, fullName } from "../repositories.ts";
import type { State } from "../state.ts";
import { findDocumented } from "./documented.ts";
import { formatNeed } from "./needs.ts";
import type { Answer, Call, Route } from "./route.ts";
import { matchRoute } from "./routes.ts";

const DOCS = "https://docs.github.com/rest";

export interface RestRequest {
  readonly method: string;
  /** As `canonicalPath` makes it, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly caller: Caller;
  /** The text of the body, `""` for none. */
  readonly text: string;
}

export interface RestServices {
  readonly state: State;
  readonly limits: RateLimits;
  readonly deliveries: Deliveries | null;
}

/** Answers one REST request; what GitHub refuses is an answer too. Throws only what is a bug of the sandbox. */
export async function answerRest(services: RestServices, request: RestRequest): Promise<Answer> {
  const found = matchRoute(request.method, request.path);
  if (!found) return answerUnknown(request);
  const { route, parameters } = found;
  const headers =
    route.need && request.caller.kind === "actor" && request.caller.actor.kind === "installation"
      ? { "X-Accepted-GitHub-Permissions": formatNeed(route.need) }
      : {};
  try {
    const call: Call = {
      ...services,
      caller: request.caller,
      parameters,
      url: publicUrl(services.state, request, parameters),
      accept: request.accept,
      body: parseJson(request.text),
    };
    const answer = await route.handle(call);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return { ...answerError(error, route), headers };
  }
}

/** GitHub's form of an error: its message, the page that explains it, and the fields at fault. */
export function answerError(error: SandboxError, route: Route | null): Answer {
  return {
    status: error.status,
    body: {
      message: error.message,
      ...(error.errors === null ? {} : { errors: error.errors }),
      documentation_url: route ? `${DOCS}/${route.docs}` : DOCS,
      status: String(error.status),
    },
  };
}

async function answerUnknown({ method, path }: RestRequest): Promise<Answer> {
  const operation = await findDocumented(method, path);
  if (operation === null) return answerError(new SandboxError("NOT_FOUND", "Not Found"), null);
  const message = `The sandbox does not have ${operation} (${method} ${path}). GitHub does.`;
  return { status: 501, body: { message, documentation_url: DOCS, status: "501" } };
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new SandboxError("UNPROCESSABLE", "Problems parsing JSON", null, 400);
  }
}

/**
 * A path as GitHub documents it: without GitHub Enterprise Server's `/api/v3`, and with a repository's name where a link
 * between pages has its id (`/repositories/7/issues?page=2`).
 */
export function canonicalPath(state: State, given: string): string {
  const path = given.replace(/^\/api\/v3(?=\/|$)/, "").replace(/(?<=.)\/$/, "") || "/";
  const [, id, rest] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = id === undefined ? undefined : state.repositories.get(Number(id));
  return repository ? `/repos/${fullName(state, repository)}${rest ?? ""}` : path;
}

function publicUrl(state: State, request: RestRequest, parameters: ReadonlyMap<string, string>): URL {
  const repository = findRepository(state, parameters.get("owner") ?? "", parameters.get("repo") ?? "");
  const path = repository
    ? request.path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`)
    : request.path;
  const url = new URL(`${state.urls.api}${path}`);
  url.search = request.query.toString();
  return url;
}
