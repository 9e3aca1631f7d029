import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  isScalarType,
  parse,
  valueFromASTUntyped,
} from "graphql";

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const WHOLE_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const BASE64 = /^(?:[A-Za-z0-9+/\s]*={0,2}\s*)$/;

/** What GitHub's scalars accept from a client; a scalar that is not listed accepts any string. */
const ACCEPTED = new Map<string, (value: unknown) => boolean>([
  ["DateTime", isTime],
  ["PreciseDateTime", isTime],
  ["GitTimestamp", isTime],
  ["Date", (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)],
  ["GitObjectID", (value) => typeof value === "string" && /^[0-9a-f]{40}$/.test(value)],
  ["Base64String", (value) => typeof value === "string" && BASE64.test(value)],
  ["BigInt", (value) => typeof value === "string" || Number.isInteger(value)],
]);

const SPECIFIED = new Set(["Int", "Float", "String", "Boolean", "ID"]);

let built: GraphQLSchema | undefined;

/** GitHub's own schema, built on first use (about 0.3 s), with scalars that check what they are given. */
export function loadSchema(): GraphQLSchema {
  // GitHub publishes its SDL with a few fields defined twice, which graphql-js would refuse as a schema.
  // The package's own entry point would also load and build a second copy of the schema, so only its SDL is read.
  built ??= withCheckedScalars(
    buildASTSchema(parse(publishedSdl(), { noLocation: true }), { assumeValidSDL: true, assumeValid: true }),
  );
  return built;
}

function publishedSdl(): string {
  return readFileSync(new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema")), "utf8");
}

function withCheckedScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && !SPECIFIED.has(type.name)) checkScalar(type);
  }
  return schema;
}

function checkScalar(type: GraphQLScalarType): void {
  const accepts = ACCEPTED.get(type.name) ?? ((value: unknown) => typeof value === "string");
  type.parseValue = (value) => {
    if (!accepts(value)) throw new GraphQLError(couldNotCoerce(value, type.name));
    return value;
  };
  type.parseLiteral = (node, variables) => type.parseValue(valueFromASTUntyped(node, variables));
  type.serialize = (value) => {
    const written = type.name === "DateTime" ? typeof value === "string" && WHOLE_SECONDS.test(value) : true;
    if (!written || !accepts(value)) {
      throw new GraphQLError(`The sandbox made no ${type.name}: ${JSON.stringify(value)}`);
    }
    return value;
  };
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value));
}

/** GitHub's words for a value that does not fit its scalar. */
export function couldNotCoerce(value: unknown, type: string): string {
  return `Could not coerce value ${JSON.stringify(value) ?? "null"} to ${type}`;
}
