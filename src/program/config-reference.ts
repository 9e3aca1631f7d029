import { z } from "zod";
import { configSchema } from "./config.ts";

/** The parts of JSON Schema that zod writes and that the reference shows. */
interface Schema {
  description?: string;
  default?: unknown;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  additionalProperties?: Schema | boolean;
}

/** The JSON Schema of `.github/partnerbot.yml`, by which editors complete and check it. */
export function configJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }),
    title: "Partnerbot configuration",
  };
}

/** The reference of all keys in Markdown, made from the schema itself so that it cannot say anything else. */
export function renderConfigReference(): string {
  const { properties = {}, required = [] }: Schema = configJsonSchema();
  return Object.entries(properties)
    .map(([key, schema]) => {
      const rows = rowsOf(key, schema, required.includes(key));
      return `## \`${key}\`\n\n${schema.description ?? ""}\n\n${rows.join("\n")}`.trim();
    })
    .join("\n\n");
}

/** One list item for each key below `path`, the deeper ones too. */
function rowsOf(path: string, schema: Schema, required: boolean): string[] {
  const nested = childrenOf(schema);
  const own = nested.length === 0 ? [item(path, schema, required)] : [];
  // Keys that are alike, such as the rules of the four kinds of ballot, are explained once.
  const explained = new Map<string, string>();
  return [
    ...own,
    ...nested.flatMap(({ key, child, needed }) => {
      const below = `${path}${key}`;
      if (childrenOf(child).length === 0) return [item(below, child, needed)];
      const shape = JSON.stringify({ ...child, description: "" });
      const alike = explained.get(shape);
      if (alike === undefined) explained.set(shape, below);
      return alike === undefined
        ? [item(below, child, needed), ...rowsOf(below, child, needed)]
        : [`${item(below, child, needed)} With the same keys as \`${alike}\`.`];
    }),
  ];
}

function childrenOf(schema: Schema): { key: string; child: Schema; needed: boolean }[] {
  const object = objectsOf(schema)[0];
  if (object?.properties) {
    const inList = schema.properties === undefined && !schema.anyOf?.includes(object);
    return Object.entries(object.properties).map(([key, child]) => ({
      key: `${inList ? "[]" : ""}.${key}`,
      child,
      needed: object.required?.includes(key) ?? false,
    }));
  }
  return [];
}

/** The mappings that a value can be: itself, the items of a list, or one of several alternatives. */
function objectsOf(schema: Schema): Schema[] {
  if (schema.properties) return [schema];
  if (schema.items) return objectsOf(schema.items);
  return (schema.anyOf ?? []).flatMap(objectsOf);
}

function item(path: string, schema: Schema, required: boolean): string {
  const notes = [
    valuesOf(schema),
    schema.default === undefined || isEmptyDefault(schema.default)
      ? ""
      : `default \`${JSON.stringify(schema.default)}\``,
    required && schema.default === undefined ? "required" : "",
  ].filter((note) => note !== "");
  const text = schema.description ?? "";
  return `- \`${path}\`${notes.length === 0 ? "" : ` (${notes.join("; ")})`}${text === "" ? "" : `: ${text}`}`;
}

function isEmptyDefault(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function valuesOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
  if (schema.anyOf)
    return [...new Set(schema.anyOf.map(valuesOf))].filter((text) => text !== "").join(" or ");
  if (schema.type === "array") return `list${schema.items ? ` of ${valuesOf(schema.items) || "text"}` : ""}`;
  if (schema.type === "object") return schema.properties ? "mapping" : "mapping of text to text";
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.map((type) => TYPES[type] ?? type).join(" or ");
}

const TYPES: Record<string, string> = { string: "text", integer: "number" };
