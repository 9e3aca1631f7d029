import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createSchemaChecker, isJsonObject } from "./json-schema.ts";

export interface WebhookOracle {
  /** Where a payload deviates from GitHub's own description of the event and its action, one line each; empty when it does not. */
  check(event: string, payload: unknown): string[];
}

/** Loads GitHub's description of its webhooks. Schemas are compiled when an event first comes by. */
export function createWebhookOracle(): WebhookOracle {
  const file = createRequire(import.meta.url).resolve(
    "@octokit/openapi-webhooks/generated/api.github.com.json",
  );
  const document: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isJsonObject(document) || !isJsonObject(document["webhooks"]))
    throw new TypeError("no webhooks are described");
  const webhooks = document["webhooks"];
  const checker = createSchemaChecker({ components: document["components"] });

  return {
    check(event, payload) {
      const action =
        isJsonObject(payload) && typeof payload["action"] === "string" ? payload["action"] : null;
      const name = [event, ...(action === null ? [] : [action])].join("-").replaceAll("_", "-");
      const schema = at(webhooks, [name, "post", "requestBody", "content", "application/json", "schema"]);
      if (schema === undefined) return [`${name}: GitHub describes no such webhook`];
      return checker.check(schema, payload, { strict: true }).map((line) => `${name}: ${line}`);
    },
  };
}

function at(node: unknown, path: readonly string[]): unknown {
  return path.reduce((inner: unknown, key) => (isJsonObject(inner) ? inner[key] : undefined), node);
}
