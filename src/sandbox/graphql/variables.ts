import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  valueFromAST,
} from "graphql";
import { couldNotCoerce } from "./schema.ts";

interface Problem {
  path: readonly (string | number)[];
  explanation: string;
}

export interface VariableProblem {
  /** As GitHub words it: `Variable $n of type Int! was provided invalid value`. */
  message: string;
  locations: readonly { line: number; column: number }[];
  extensions: {
    value: unknown;
    problems: Problem[];
  };
}

/** Variables as the operation declares them, or what is wrong with each that does not fit. Others are ignored, as by GitHub. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown> } | { problems: VariableProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: VariableProblem[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const provided = Object.hasOwn(given, name) && given[name] !== undefined;
    if (!provided && definition.defaultValue !== undefined) {
      values[name] = valueFromAST(definition.defaultValue, type);
      continue;
    }
    if (!provided && definition.type.kind !== "NonNullType") continue;
    const value = given[name] ?? null;
    const found: Problem[] = [];
    values[name] = coerceInputValue(value, type, (path, invalid, error) => {
      found.push(problemOf(invalid, error, type, schema, path));
    });
    if (found.length === 0) continue;
    const location = definition.loc?.startToken;
    problems.push({
      message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${details(found)}`,
      locations: location === undefined ? [] : [{ line: location.line, column: location.column }],
      extensions: { value, problems: found },
    });
  }
  return problems.length === 0 ? { values } : { problems };
}

function details(problems: readonly Problem[]): string {
  const inner = problems.filter(({ path }) => path.length > 0);
  if (inner.length === 0) return "";
  return ` for ${inner.map(({ path, explanation }) => `${path.join(".")} (${explanation})`).join(", ")}`;
}

function problemOf(
  invalid: unknown,
  error: GraphQLError,
  root: GraphQLInputType,
  schema: GraphQLSchema,
  path: readonly (string | number)[],
): Problem {
  const missing = /^Field "(\w+)" of required type/.exec(error.message)?.[1];
  if (missing !== undefined)
    return { path: [...path, missing], explanation: "Expected value to not be null" };
  const [, unknown, owner] = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(error.message) ?? [];
  if (unknown !== undefined)
    return { path: [...path, unknown], explanation: `Field is not defined on ${owner}` };
  return { path, explanation: explain(invalid, error, root, schema, path) };
}

function explain(
  invalid: unknown,
  error: GraphQLError,
  root: GraphQLInputType,
  schema: GraphQLSchema,
  path: readonly (string | number)[],
): string {
  if (error.message.includes("not to be null")) return "Expected value to not be null";
  const type = typeAt(root, path);
  if (type === undefined) return error.message;
  if (isEnumType(type)) {
    const names = type.getValues().map((value) => value.name);
    return `Expected ${JSON.stringify(invalid)} to be one of: ${names.join(", ")}`;
  }
  if (isInputObjectType(type)) return `Expected ${JSON.stringify(invalid)} to be a key-value object.`;
  return schema.getType(type.name) === undefined ? error.message : couldNotCoerce(invalid, type.name);
}

function typeAt(root: GraphQLInputType, path: readonly (string | number)[]) {
  let type = getNamedType(root);
  for (const step of path) {
    if (typeof step === "number" || !isInputObjectType(type)) continue;
    const field = type.getFields()[step];
    if (field === undefined) return undefined;
    type = getNamedType(field.type);
  }
  return type;
}
