import { readFileSync } from "node:fs";
import {
  createSchemaChecker,
  isJsonObject,
  type JsonObject,
  mendSchema,
  type SchemaChecker,
} from "./json-schema.ts";

/** A request as it went over the wire. `url` may be absolute or a path with its query; a body that is JSON comes parsed. */
interface ObservedRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

interface ObservedResponse {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: unknown;
}

export interface OpenApiOracle {
  /** Every operation id that the oracle knows, such as `issues/create`. */
  readonly operations: readonly string[];
  /** The operation that GitHub documents for this method and path, or `null`. */
  operationOf(method: string, url: string): string | null;
  /** Where the exchange deviates from GitHub's own description, one line each; empty when it does not. */
  check(request: ObservedRequest, response: ObservedResponse): string[];
}

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly rank: string;
  readonly names: readonly string[];
  readonly definition: JsonObject;
  readonly parameters: readonly JsonObject[];
}

/** These span slashes at GitHub, though OpenAPI has no way to say so. */
const CATCH_ALL = new Set(["path", "ref", "branch", "basehead", "dir"]);

/** What any operation may answer, from GitHub's general pages: validation, authentication, rate limits, hidden things, outages. */
const GENERAL_STATUSES = new Set([400, 401, 403, 404, 422, 429, 500, 502, 503]);

/** Loads GitHub's description, cut down to the operations in use by `make-openapi.mjs`. */
export function createOpenApiOracle(): OpenApiOracle {
  const text = readFileSync(new URL("./generated/github-openapi.json", import.meta.url), "utf8");
  const mended: unknown = mendSchema(JSON.parse(text));
  if (!isJsonObject(mended)) throw new TypeError("the OpenAPI description is not an object");
  const document = mended;
  const checker = createSchemaChecker({ components: document["components"] });
  const operations = listOperations(document);

  const find = (method: string, path: string): { operation: Operation; values: RegExpExecArray } | null => {
    for (const operation of operations) {
      const values = operation.method === method.toLowerCase() ? operation.pattern.exec(path) : null;
      if (values) return { operation, values };
    }
    return null;
  };

  return {
    operations: operations.map((operation) => operation.id).sort(),
    operationOf: (method, url) => find(method, locate(url).pathname)?.operation.id ?? null,
    check(request, response) {
      const url = locate(request.url);
      const found = find(request.method, url.pathname);
      if (!found)
        return [
          `${request.method} ${url.pathname}: GitHub documents no such operation, or the oracle was not given it`,
        ];
      const { operation } = found;
      const values = operation.names.map((name, index): [string, string] => [
        name,
        decodeURIComponent(found.values[index + 1] ?? ""),
      ]);
      // A request that GitHub refuses as invalid is an honest exchange: only the answer has to be GitHub's.
      const refused = response.status === 422 || response.status === 400;
      const asked = refused
        ? []
        : [
            ...checkParameters(checker, operation, "path", values),
            ...checkParameters(checker, operation, "query", [...url.searchParams]),
            ...checkRequestBody(checker, document, operation, request.body),
          ];
      const answered = checkResponse(checker, document, operation, response);
      return [...asked, ...answered].map((line) => `${operation.id}: ${line}`);
    },
  };
}

function locate(url: string): URL {
  const located = new URL(url, "http://github.invalid");
  located.pathname = located.pathname.replace(/^\/api\/v3(?=\/|$)/, "") || "/";
  return located;
}

function listOperations(document: JsonObject): Operation[] {
  const operations: Operation[] = [];
  for (const [template, item] of entries(document["paths"])) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const source = template
      .replace(/\./g, "\\.")
      // The path of a file may be empty: the root folder.
      .replace("/{path}", "(?:/(.*))?")
      .replace(/\{(\w+)\}/g, (_, name) => (CATCH_ALL.has(name) ? "(.+)" : "([^/]+)"));
    for (const [method, definition] of entries(item)) {
      if (method === "parameters" || !isJsonObject(definition)) continue;
      const shared = isJsonObject(item) && Array.isArray(item["parameters"]) ? item["parameters"] : [];
      const own = Array.isArray(definition["parameters"]) ? definition["parameters"] : [];
      operations.push({
        id: String(definition["operationId"]),
        method,
        pattern: new RegExp(`^${source}$`),
        rank: rankOf(template),
        names,
        definition,
        parameters: [...shared, ...own].map((parameter) => follow(document, parameter)),
      });
    }
  }
  return operations.sort((one, other) => (one.rank < other.rank ? -1 : 1));
}

/** Sorts fixed words before parameters (`issues/comments`, `issues/{issue_number}`), and longer paths before shorter ones. */
function rankOf(template: string): string {
  const segments = template.split("/").map((segment) => {
    if (!segment.startsWith("{")) return `0${segment}`;
    return CATCH_ALL.has(segment.slice(1, -1)) ? "2" : "1";
  });
  return [...segments, "9"].join("/");
}

function checkParameters(
  checker: SchemaChecker,
  operation: Operation,
  place: string,
  given: readonly [string, string][],
): string[] {
  const known = operation.parameters.filter((parameter) => parameter["in"] === place);
  const missing = known
    .filter(
      (parameter) => parameter["required"] === true && !given.some(([name]) => name === parameter["name"]),
    )
    .map((parameter) => `${place} parameter ${String(parameter["name"])} is missing`);
  const wrong = given.flatMap(([name, value]) => {
    const parameter = known.find((candidate) => candidate["name"] === name);
    if (!parameter) return [`${place} parameter ${name} is not documented`];
    const readings = [
      value,
      ...(/^-?\d+$/.test(value) ? [Number(value)] : []),
      ...(/^(true|false)$/.test(value) ? [value === "true"] : []),
    ];
    const results = readings.map((reading) =>
      checker.check(parameter["schema"] ?? {}, reading, { strict: false }),
    );
    return results.some((lines) => lines.length === 0)
      ? []
      : [`${place} parameter ${name}=${value}: ${results[0]?.join("; ")}`];
  });
  return [...missing, ...wrong];
}

function checkRequestBody(
  checker: SchemaChecker,
  document: JsonObject,
  operation: Operation,
  body: unknown,
): string[] {
  const definition = follow(document, operation.definition["requestBody"]);
  const schema = schemaFor(definition["content"], "application/json");
  const empty = body === undefined || body === "" || (isJsonObject(body) && Object.keys(body).length === 0);
  if (schema === undefined) return empty ? [] : ["a request body is not documented"];
  if (body === undefined || body === "")
    return definition["required"] === true ? ["the request body is missing"] : [];
  return checker.check(schema, body, { strict: true }).map((line) => `request body ${line}`);
}

function checkResponse(
  checker: SchemaChecker,
  document: JsonObject,
  operation: Operation,
  response: ObservedResponse,
): string[] {
  const responses = operation.definition["responses"];
  const documented = isJsonObject(responses) ? responses[String(response.status)] : undefined;
  if (documented === undefined) {
    if (!GENERAL_STATUSES.has(response.status)) return [`status ${response.status} is not documented`];
    return response.status >= 500 ||
      (isJsonObject(response.body) && typeof response.body["message"] === "string")
      ? []
      : [`the body of status ${response.status} has no message`];
  }
  const content = follow(document, documented)["content"];
  const type = (response.contentType ?? "application/json").split(";")[0] ?? "";
  // Other media types (raw files, for one) are texts of their own.
  if (type !== "application/json") return [];
  const schemas = entries(content).flatMap(([, media]) => (isJsonObject(media) ? [media["schema"]] : []));
  const empty = response.body === undefined || response.body === "" || response.body === null;
  if (schemas.length === 0)
    return empty || response.status >= 400
      ? []
      : [`status ${response.status} has a body, but none is documented`];
  if (empty) return [`status ${response.status} has no body, but one is documented`];
  const results = schemas.map((schema) => checker.check(schema, response.body, { strict: true }));
  const best = results.find((lines) => lines.length === 0) ?? results.at(-1) ?? [];
  // GitHub repeats the status in every error, though not all of its schemas say so.
  return best
    .filter((line) => response.status < 400 || line !== "/status is not a documented field")
    .map((line) => `${response.status} body ${line}`);
}

function schemaFor(content: unknown, type: string): unknown {
  const media = isJsonObject(content) ? content[type] : undefined;
  return isJsonObject(media) ? media["schema"] : undefined;
}

function follow(document: JsonObject, node: unknown): JsonObject {
  const reference = isJsonObject(node) ? node["$ref"] : undefined;
  if (typeof reference !== "string") return isJsonObject(node) ? node : {};
  let target: unknown = document;
  for (const part of reference.slice(2).split("/")) target = isJsonObject(target) ? target[part] : undefined;
  return follow(document, target);
}

function entries(node: unknown): [string, unknown][] {
  return isJsonObject(node) ? Object.entries(node) : [];
}
