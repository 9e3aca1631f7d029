import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";

/** A JSON object as parsed: nothing is known of it yet. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ALTERNATIVES = ["allOf", "anyOf", "oneOf"];

/**
 * Makes a schema of OpenAPI 3.0 one that JSON Schema understands: `nullable` (which GitHub also writes beside `$ref`, `allOf`
 * and nothing at all) becomes a real null, and `oneOf` becomes `anyOf`, because GitHub's alternatives overlap.
 */
export function mendSchema(node: unknown, namesAreData = false): unknown {
  if (Array.isArray(node)) return node.map((item) => mendSchema(item));
  if (!isJsonObject(node)) return node;
  const mended: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (namesAreData) mended[key] = mendSchema(value);
    else if (key === "nullable") continue;
    else if (key === "enum" || key === "default" || key === "required") mended[key] = value;
    else mended[key === "oneOf" ? "anyOf" : key] = mendSchema(value, key === "properties");
  }
  if (namesAreData || node["nullable"] !== true) return mended;
  return { anyOf: [mended, { type: "null" }] };
}

/** Checks values against the schemas of one document, whose `components` are mended already. */
export interface SchemaChecker {
  /** Where the value differs from the schema, one line each. `strict` also names fields that the schema does not know. */
  check(schema: unknown, value: unknown, options: { strict: boolean }): string[];
}

export function createSchemaChecker(document: JsonObject): SchemaChecker {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "document", ...document });
  const compiled = new Map<unknown, ValidateFunction>();

  const resolve = (schema: unknown): JsonObject => {
    let current = schema;
    while (isJsonObject(current) && typeof current["$ref"] === "string") {
      let target: unknown = document;
      for (const part of current["$ref"].slice(2).split("/"))
        target = isJsonObject(target) ? target[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
      current = target;
    }
    return isJsonObject(current) ? current : {};
  };

  /** All schemas that may describe the same value: the schema and its alternatives, references followed. */
  const candidates = (schema: unknown): JsonObject[] => {
    const resolved = resolve(schema);
    const nested = ALTERNATIVES.flatMap((key) => {
      const list = resolved[key];
      return Array.isArray(list) ? list.flatMap(candidates) : [];
    });
    return [resolved, ...nested];
  };

  const unknownFields = (schemas: readonly unknown[], value: unknown, path: string): string[] => {
    const known = schemas.flatMap(candidates);
    if (Array.isArray(value)) {
      const items = known.flatMap((schema) => (schema["items"] === undefined ? [] : [schema["items"]]));
      return value.flatMap((item, index) => unknownFields(items, item, `${path}/${index}`));
    }
    if (!isJsonObject(value)) return [];
    const shapes = known.filter((schema) => isJsonObject(schema["properties"]));
    const open = known.some((schema) => {
      const additional = schema["additionalProperties"];
      return additional === true || isJsonObject(additional);
    });
    if (shapes.length === 0 || open) return [];
    return Object.entries(value).flatMap(([key, member]) => {
      const next = shapes.flatMap((schema) => {
        const properties = schema["properties"];
        return isJsonObject(properties) && key in properties ? [properties[key]] : [];
      });
      return next.length === 0
        ? [`${path}/${key} is not a documented field`]
        : unknownFields(next, member, `${path}/${key}`);
    });
  };

  return {
    check(schema, value, { strict }) {
      let validate = compiled.get(schema);
      if (!validate) {
        validate = ajv.compile(rebase(schema));
        compiled.set(schema, validate);
      }
      validate(value);
      const invalid = (validate.errors ?? [])
        // The alternatives that did not match are noise: the failed branches say what is wrong.
        .filter((error) => error.keyword !== "anyOf")
        .map(
          (error) => `${error.instancePath || "/"} ${error.message ?? error.keyword}${detail(error.params)}`,
        );
      const failed = validate.errors && invalid.length === 0 ? ["/ matches no alternative"] : invalid;
      return [...new Set([...failed, ...(strict ? unknownFields([schema], value, "") : [])])];
    },
  };
}

function detail(params: Record<string, unknown>): string {
  const allowed = params["allowedValues"] ?? params["additionalProperty"];
  return allowed === undefined ? "" : ` (${JSON.stringify(allowed)})`;
}

/** References inside the document, made absolute, so that a part of it can be compiled on its own. */
function rebase(schema: unknown): JsonObject {
  const absolute = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(absolute);
    if (!isJsonObject(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        key === "$ref" && typeof value === "string" ? `document${value}` : absolute(value),
      ]),
    );
  };
  const result = absolute(schema);
  return isJsonObject(result) ? result : {};
}
