import type { z } from "zod";
import { canSee, type Need, requireAccess } from "../access.ts";
import { type Caller, requiresAuthentication, undecodable } from "../authentication.ts";
import type { Deliveries } from "../deliveries.ts";
import { notFound } from "../errors.ts";
import type { RateLimits } from "../rate-limit.ts";
import { findRepository } from "../repositories.ts";
import type { Actor, App, Repository, State } from "../state.ts";
import { parseBody } from "./input.ts";

/** One REST request, authenticated and matched to a route. */
export interface Call {
  readonly state: State;
  readonly limits: RateLimits;
  readonly deliveries: Deliveries | null;
  readonly caller: Caller;
  /** Of the path, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As the client called it, in its public form: absolute, with the query. */
  readonly url: URL;
  readonly accept: string;
  /** Parsed JSON; `undefined` when there was no body. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  /** Becomes JSON; left out for no body. */
  readonly body?: unknown;
  /** Instead of `body`: a text or file as it is, under this media type. */
  readonly raw?: { readonly bytes: Uint8Array; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of GitHub's REST API. */
export interface Route {
  /** GitHub's own name, such as `issues/create`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As GitHub documents it; `{path}`, `{ref}`, `{branch}` and `{basehead}` span slashes. */
  readonly path: string;
  /** Under `https://docs.github.com/rest/`. */
  readonly docs: string;
  /** What it needs in a repository. */
  readonly need: Need | null;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

interface Definition {
  readonly operation: string;
  /** Method and path: `GET /repos/{owner}/{repo}`. */
  readonly route: `${Route["method"]} /${string}`;
  readonly docs: string;
}

interface WithNeed {
  readonly need: Need;
}

interface WithBody<Body extends z.ZodType> {
  /** What the request body may be. */
  readonly body: Body;
  /** What GitHub calls the thing in its field errors: `Issue`. */
  readonly resource?: string;
}

/** A call about one repository that the caller may see. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
  /** `null` when anonymous. */
  readonly actor: Actor | null;
}

export interface WriteCall extends RepositoryCall {
  readonly actor: Actor;
}

/** Open to everyone who got this far. */
export function publicRoute(definition: Definition, handle: (call: Call) => Answer): Route {
  return { ...describe(definition), need: null, handle };
}

/** For an app as itself, with its JWT. */
export function appRoute<Body extends z.ZodType>(
  definition: Definition & WithBody<Body>,
  handle: (call: Call, app: App, body: z.output<Body>) => Answer | Promise<Answer>,
): Route {
  return {
    ...describe(definition),
    need: null,
    handle: (call) => {
      if (call.caller.kind !== "app") throw undecodable();
      return handle(call, call.caller.app, bodyOf(definition, call));
    },
  };
}

/** Reads in a repository; open to anonymous callers when it is public. */
export function readRoute(
  definition: Definition & WithNeed,
  handle: (call: RepositoryCall) => Answer | Promise<Answer>,
): Route {
  return {
    ...describe(definition),
    need: definition.need,
    handle: (call) => {
      const actor = call.caller.kind === "anonymous" ? null : actorOf(call);
      const repository = repositoryFor(call, actor, definition.need);
      return handle({ ...call, repository, actor });
    },
  };
}

/** Changes something in a repository. */
export function writeRoute<Body extends z.ZodType>(
  definition: Definition & WithNeed & WithBody<Body>,
  handle: (call: WriteCall, body: z.output<Body>) => Answer,
): Route {
  return {
    ...describe(definition),
    need: definition.need,
    handle: (call) => {
      const actor = actorOf(call);
      const repository = repositoryFor(call, actor, definition.need);
      return handle({ ...call, repository, actor }, bodyOf(definition, call));
    },
  };
}

/** The person or installation that calls; 401 for anyone else. */
export function actorOf(call: Call): Actor {
  if (call.caller.kind !== "actor") throw requiresAuthentication();
  return call.caller.actor;
}

/** A parameter of the path. */
export function parameter(call: Call, name: string): string {
  const value = call.parameters.get(name);
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** A numeric parameter of the path; 404 for anything that is no number. */
export function numberParameter(call: Call, name: string): number {
  const value = parameter(call, name);
  if (!/^\d+$/.test(value)) throw notFound();
  return Number(value);
}

function repositoryFor(call: Call, actor: Actor | null, need: Need): Repository {
  const repository = findRepository(call.state, parameter(call, "owner"), parameter(call, "repo"));
  if (!repository || (actor ? !canSee(call.state, actor, repository) : repository.private)) throw notFound();
  if (actor) requireAccess(call.state, actor, repository, need);
  return repository;
}

function bodyOf<Body extends z.ZodType>(definition: WithBody<Body>, call: Call): z.output<Body> {
  return parseBody(definition.body, call.body, definition.resource ?? "Request");
}

function describe(definition: Definition): Pick<Route, "operation" | "method" | "path" | "docs"> {
  const [method, path] = split(definition.route);
  return { operation: definition.operation, method, path, docs: definition.docs };
}

function split(route: Definition["route"]): [Route["method"], string] {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
    if (route.startsWith(`${method} `)) return [method, route.slice(method.length + 1)];
  }
  throw new Error(`no route: ${route}`);
}
