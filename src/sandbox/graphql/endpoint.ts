import { type DocumentNode, execute, GraphQLError, type OperationDefinitionNode, parse } from "graphql";
import { formatInstant, instantOf } from "../../program/instant.ts";
import { installationSubject } from "../caller.ts";
import { RateLimits, type RateSubject } from "../rate-limit.ts";
import type { Actor, State } from "../state.ts";
import { chooseOperation, contentsOf, operationNamesOf } from "./document.ts";
import { type Fields, resolveField, resolveType } from "./fields.ts";
import { type Weight, weigh } from "./limits.ts";
import { mutationFields } from "./mutations/mutation.ts";
import { queryFields } from "./query.ts";
import { describeRefusal, Refusal } from "./refusal.ts";
import { loadSchema } from "./schema.ts";
import { findDocumentProblems } from "./validation.ts";
import { coerceVariables } from "./variables.ts";

interface GraphQLCall {
  document: string;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
  operationName?: string | null | undefined;
  viewer: Actor;
}

/** One entry of `errors`, with GitHub's `type` where it has one. */
interface GraphQLFault {
  type?: string;
  path?: readonly (string | number)[];
  extensions?: Readonly<Record<string, unknown>>;
  locations?: readonly { line: number; column: number }[];
  message: string;
}

/** The body of an answer; GitHub sends it with status 200 whatever is in it. */
export interface GraphQLAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFault[];
}

export interface GraphQLEndpoint {
  /** Answers one call. Never throws for what a client did wrong; a bug in the sandbox is an error of type `SANDBOX_BUG`. */
  execute(call: GraphQLCall): Promise<GraphQLAnswer>;
  /** The names of a document's operations and its root fields, for matching faults and for logs. */
  operationNamesOf(document: string): string[];
}

/** GitHub's GraphQL over a sandbox. Calls take their points from `limits`, under `graphql`. */
export function createGraphQL(state: State, limits: RateLimits = new RateLimits()): GraphQLEndpoint {
  return { execute: (call) => answer(state, limits, call), operationNamesOf };
}

interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  weight: Weight;
}

async function answer(state: State, limits: RateLimits, call: GraphQLCall): Promise<GraphQLAnswer> {
  const prepared = prepare(call);
  if ("errors" in prepared) return prepared;
  const { document, operation, variables, weight } = prepared;
  const subject = subjectOf(call.viewer);
  if (!limits.take(subject, "graphql", weight.cost)) {
    return {
      errors: [{ type: "RATE_LIMITED", message: `API rate limit already exceeded for ${subject.name}.` }],
    };
  }
  const scene = { state, viewer: call.viewer };
  const { data, errors } = await execute({
    schema: loadSchema(),
    document,
    rootValue:
      operation.operation === "mutation"
        ? mutationFields(scene)
        : queryFields(scene, () => rateLimitFields(limits, subject, weight)),
    variableValues: variables,
    operationName: operation.name?.value,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(faultOf) }),
  };
}

/** Everything that GitHub checks before it runs a call. */
function prepare(call: GraphQLCall): Prepared | { errors: GraphQLFault[] } {
  const schema = loadSchema();
  if (call.document.trim() === "") {
    return { errors: [{ message: "A query attribute must be specified and must be a string." }] };
  }
  let document: DocumentNode;
  try {
    document = parse(call.document);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [{ message: error.message, locations: error.locations ?? [] }] };
  }
  const problems = findDocumentProblems(schema, document);
  if (problems.length > 0) return { errors: problems };
  const { operations, fragments } = contentsOf(document);
  const chosen = chooseOperation(operations, call.operationName ?? null);
  if ("problem" in chosen) return { errors: [{ message: chosen.problem }] };
  const coerced = coerceVariables(schema, chosen.operation, call.variables ?? {});
  if ("problems" in coerced) return { errors: coerced.problems };
  try {
    const weight = weigh(schema, chosen.operation, fragments, coerced.values);
    return { document, operation: chosen.operation, variables: coerced.values, weight };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { errors: [{ type: error.type, message: error.message }] };
  }
}

function faultOf(error: GraphQLError): GraphQLFault {
  const path = error.path === undefined ? {} : { path: error.path };
  const locations = error.locations === undefined ? {} : { locations: error.locations };
  if (error.originalError === undefined) return { ...path, ...locations, message: error.message };
  const refusal = describeRefusal(error.originalError);
  if (refusal === null) {
    return {
      type: "SANDBOX_BUG",
      ...path,
      ...locations,
      message: error.originalError.stack ?? error.message,
    };
  }
  const extensions = refusal.type === "FORBIDDEN" ? { extensions: { saml_failure: false } } : {};
  return { type: refusal.type, ...path, ...extensions, ...locations, message: refusal.message };
}

function rateLimitFields(limits: RateLimits, subject: RateSubject, weight: Weight): Fields {
  const { limit, remaining, used, reset } = limits.look(subject, "graphql");
  return {
    __typename: "RateLimit",
    ...weight,
    limit,
    remaining,
    used,
    resetAt: formatInstant(instantOf(reset * 1000)),
  };
}

function subjectOf(viewer: Actor): RateSubject {
  return viewer.kind === "installation"
    ? installationSubject(viewer.installationId)
    : { name: `user ID ${viewer.accountId}`, limit: 5000 };
}
