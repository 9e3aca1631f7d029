import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  type DocumentNode,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  getVariableValues,
  isScalarType,
  Kind,
  parse,
  TypeInfo,
  validate,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from "graphql";

const SHAPES: Readonly<Record<string, RegExp>> = {
  DateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  GitTimestamp: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  GitObjectID: /^[0-9a-f]{40}$/,
  Base64String: /^[A-Za-z0-9+/]*={0,2}$/,
  GitRefname: /^refs\/[^\s~^:?*[\\]+$/,
  URI: /^\S+$/,
};

let github: GraphQLSchema | undefined;

/**
 * What GitHub would refuse in a GraphQL call, judged by its published schema alone: the document, the values of its
 * variables, variables that nothing declares, and connections without a `first` or `last` from 1 to 100. Empty when fine.
 */
export function checkGraphQL(document: string, variables: Readonly<Record<string, unknown>> = {}): string[] {
  github ??= build();
  let parsed: DocumentNode;
  try {
    parsed = parse(document);
  } catch (error) {
    return [String(error)];
  }
  const invalid = validate(github, parsed).map((error) => error.message);
  if (invalid.length > 0) return invalid;
  return [...checkVariables(github, parsed, variables), ...checkPages(github, parsed, variables)];
}

function checkVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const declared = new Set<string>();
  const problems = operations.flatMap(({ variableDefinitions = [] }) => {
    for (const { variable } of variableDefinitions) declared.add(variable.name.value);
    return (
      getVariableValues(schema, variableDefinitions, { ...variables }).errors?.map(
        ({ message }) => message,
      ) ?? []
    );
  });
  const strays = Object.keys(variables).filter((name) => !declared.has(name));
  return [...problems, ...strays.map((name) => `Variable "$${name}" is given but not declared.`)];
}

function checkPages(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const problems: string[] = [];
  const types = new TypeInfo(schema);
  const defaults = new Map<string, unknown>();
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: ({ variable, defaultValue }) => {
        if (defaultValue) defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
      },
      Field: (field) => {
        const arguments_ = types.getFieldDef()?.args.map(({ name }) => name) ?? [];
        if (!arguments_.includes("first") || !arguments_.includes("last")) return;
        const sizes = (field.arguments ?? [])
          .filter(({ name }) => name.value === "first" || name.value === "last")
          .map(({ value }) =>
            value.kind === Kind.VARIABLE
              ? (variables[value.name.value] ?? defaults.get(value.name.value) ?? null)
              : valueFromASTUntyped(value),
          )
          .filter((value) => value !== null);
        const names = (field.selectionSet?.selections ?? []).map((one) =>
          one.kind === Kind.FIELD ? one.name.value : "…",
        );
        if (sizes.length === 0 && names.every((name) => name === "totalCount")) return;
        const [size, ...more] = sizes;
        if (more.length > 0) problems.push(`"${field.name.value}" has both "first" and "last".`);
        if (typeof size !== "number" || size < 1 || size > 100) {
          problems.push(
            `"${field.name.value}" needs a "first" or "last" from 1 to 100, not ${String(size)}.`,
          );
        }
      },
    }),
  );
  return problems;
}

/** GitHub's scalars are opaque in its schema; the commonest are given the shapes that its documentation names. */
function build(): GraphQLSchema {
  const sdl = readFileSync(new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema")), "utf8");
  const schema = buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && SHAPES[type.name] !== undefined) giveShape(type);
  }
  return schema;
}

function giveShape(type: GraphQLScalarType): void {
  const shape = SHAPES[type.name];
  type.parseValue = (value) => {
    if (typeof value === "string" && shape?.test(value)) return value;
    throw new GraphQLError(`${type.name} cannot represent ${JSON.stringify(value)}.`);
  };
  type.parseLiteral = (node) => type.parseValue(valueFromASTUntyped(node));
}
