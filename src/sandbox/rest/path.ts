interface Pattern {
  readonly method: string;
  readonly path: string;
}

interface Match<Route extends Pattern> {
  readonly route: Route;
  readonly parameters: ReadonlyMap<string, string>;
}

/** GitHub lets these span slashes. */
const CATCH_ALL = new Set(["path", "ref", "branch", "basehead"]);

/** Finds the route of a method and path: fixed words win over parameters, longer paths over shorter ones. */
export function createMatcher<Route extends Pattern>(
  routes: readonly Route[],
): (method: string, path: string) => Match<Route> | null {
  const compiled = routes
    .map((route) => ({
      route,
      rank: rankOf(route.path),
      names: namesOf(route.path),
      pattern: patternOf(route.path),
    }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      const values = route.method === method ? pattern.exec(path) : null;
      if (!values) continue;
      const parameters = new Map(names.map((name, index) => [name, decode(values[index + 1] ?? "")]));
      return { route, parameters };
    }
    return null;
  };
}

function namesOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

function patternOf(path: string): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => (CATCH_ALL.has(name) ? "(.+)" : "([^/]+)"));
  return new RegExp(`^${source}$`);
}

function rankOf(path: string): string {
  const segments = path.split("/").map((segment) => {
    if (!segment.startsWith("{")) return `0${segment}`;
    return CATCH_ALL.has(segment.slice(1, -1)) ? "2" : "1";
  });
  return [...segments, "9"].join("/");
}

/** A broken percent sign stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
