import { type Caller, requiresAuthentication } from "./authentication.ts";
import { SandboxError } from "./errors.ts";
import type { GraphQLAnswer, GraphQLEndpoint } from "./graphql/endpoint.ts";

/** A GraphQL call as it came over HTTP; `document` is `""` when there was none. */
export interface GraphQLPost {
  readonly document: string;
  readonly variables: Record<string, unknown> | null;
  readonly operationName: string | null;
}

/** Reads the body of a GraphQL request; `null` when it is no JSON object. */
export function parseGraphQLPost(text: string): GraphQLPost | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(body)) return null;
  const { query, variables, operationName } = body;
  return {
    document: typeof query === "string" ? query : "",
    variables: isObject(variables) ? variables : null,
    operationName: typeof operationName === "string" ? operationName : null,
  };
}

/** Answers a GraphQL request. Throws 400 and 401 as GitHub does before it looks at the document. */
export async function answerGraphQL(
  endpoint: GraphQLEndpoint,
  caller: Caller,
  post: GraphQLPost | null,
): Promise<GraphQLAnswer> {
  if (caller.kind !== "actor") throw requiresAuthentication();
  if (post === null) throw new SandboxError("UNPROCESSABLE", "Problems parsing JSON", null, 400);
  const { document, variables, operationName } = post;
  return endpoint.execute({ document, variables, operationName, viewer: caller.actor });
}

/**
 * The answer as GitHub gives it when a part of the query timed out, or when an organization does not let the app see it: `null`
 * at `path` (dotted, `repository.issue.comments`), with an error that names it. Data that does not have the path stays as it is.
 */
export function makePartial(
  answer: GraphQLAnswer,
  { path, type }: { readonly path: string; readonly type?: "FORBIDDEN" },
): GraphQLAnswer {
  const keys = path.split(".");
  const last = keys.pop();
  const data: unknown = structuredClone(answer.data);
  const parent = keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), data);
  if (!isObject(parent) || last === undefined || !(last in parent)) return answer;
  parent[last] = null;
  const message =
    type === "FORBIDDEN"
      ? "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization."
      : "Something went wrong while executing your query. This may be the result of a timeout.";
  const error = { type: type ?? "INTERNAL", path: [...keys, last], message };
  return { data: isObject(data) ? data : null, errors: [...(answer.errors ?? []), error] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
