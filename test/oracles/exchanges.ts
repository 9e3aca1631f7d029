import type { Exchange } from "../../src/sandbox/request-log.ts";
import type { SandboxServer } from "../../src/sandbox/server.ts";
import { checkGraphQL } from "./graphql.ts";
import { isJsonObject } from "./json-schema.ts";
import { createOpenApiOracle } from "./openapi.ts";

/**
 * Checks every request to a sandbox, and every answer, against GitHub's own descriptions. Returns the list of deviations,
 * which grows as requests come in: a test ends by expecting it to be empty. What a fault disturbed is not checked.
 */
export function collectDeviations(server: SandboxServer): string[] {
  const oracle = createOpenApiOracle();
  const deviations: string[] = [];
  server.onExchange((exchange) => {
    if (exchange.disturbed) return;
    const { request, response, logged } = exchange;
    if (logged.kind === "graphql") deviations.push(...checkCall(exchange));
    else if (response.status === 500 || response.status === 501) deviations.push(sandboxSays(exchange));
    else if (logged.operation !== null) deviations.push(...oracle.check(request, response));
  });
  return deviations;
}

/** Every call is checked against GitHub's schema; what the sandbox itself does not have or breaks on is a deviation too. */
function checkCall({ request, response, logged }: Exchange): string[] {
  if (!isJsonObject(request.body)) return ["graphql: the request body is no object"];
  const { query, variables } = request.body;
  const problems = checkGraphQL(String(query), isJsonObject(variables) ? variables : {});
  const errors = isJsonObject(response.body) ? response.body["errors"] : undefined;
  const own = (Array.isArray(errors) ? errors : []).flatMap((error: unknown) =>
    isJsonObject(error) && String(error["type"]).startsWith("SANDBOX_") ? [String(error["message"])] : [],
  );
  return [...problems, ...own].map((line) => `graphql ${logged.graphqlOperation}: ${line}`);
}

function sandboxSays({ request, response }: Exchange): string {
  const message = isJsonObject(response.body) ? response.body["message"] : undefined;
  return `${request.method} ${request.url}: ${response.status} ${message}`;
}
