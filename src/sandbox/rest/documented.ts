import { createMatcher } from "./path.ts";

interface Documented {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

let find: ReturnType<typeof createMatcher<Documented>> | undefined;

/**
 * GitHub's name for an operation that it documents, `null` for a path that it does not have. The names come from
 * Octokit's table of endpoints, which is loaded only when someone asks for what the sandbox does not have.
 */
export async function findDocumented(method: string, path: string): Promise<string | null> {
  find ??= createMatcher(await listEndpoints());
  return find(method, path)?.route.operation ?? null;
}

async function listEndpoints(): Promise<Documented[]> {
  const { Octokit } = await import("@octokit/rest");
  const { rest } = new Octokit();
  return Object.entries(rest).flatMap(([scope, methods]) =>
    Object.entries(methods).map(([name, method]) => {
      const { method: verb, url } = method.endpoint.DEFAULTS;
      return { operation: `${scope}/${kebab(name)}`, method: verb, path: url };
    }),
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
