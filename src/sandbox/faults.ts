/** A request, as far as a fault can tell it apart from others. */
export interface FaultTarget {
  readonly method: string;
  /** Without `/api/v3`: `/repos/o/r/issues/1`; GraphQL is `/graphql`. */
  readonly path: string;
  /** GitHub's own name, such as `issues/create-comment`; `null` for GraphQL and unknown paths. */
  readonly operation: string | null;
  /** Operation name and root fields (mutation names) of a GraphQL call; empty for REST. */
  readonly graphql: readonly string[];
}

/** What happens to a request instead of, or on top of, its answer. */
export type Effect =
  /** The connection is cut before anything is done. */
  | { readonly kind: "refuse" }
  /** 502, with the request applied or not: a client cannot know which. */
  | { readonly kind: "bad-gateway"; readonly applied: boolean }
  /** The request is applied, and the connection cut before the answer. */
  | { readonly kind: "drop" }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** GitHub's secondary rate limit; `retryAfter` in seconds, `null` for none given. */
  | { readonly kind: "secondary-limit"; readonly status?: 403 | 429; readonly retryAfter: number | null }
  /** GraphQL only: the field at this path of the answer is `null`, with an error beside it, of a timeout unless said. */
  | { readonly kind: "partial"; readonly path: string; readonly type?: "FORBIDDEN" };

/** Which requests: all that is named must fit. In `path`, `*` stands for anything but a slash, `**` for anything. */
interface FaultPattern {
  readonly method?: string;
  readonly path?: string;
  readonly operation?: string;
  readonly graphql?: string;
}

export interface Fault {
  readonly match: FaultPattern | ((target: FaultTarget) => boolean);
  readonly effect: Effect;
  /** How many requests it meets; 1 unless said. */
  readonly times?: number;
  /** How many matching requests go by unharmed before; 0 unless said. */
  readonly after?: number;
}

/** The faults that are waiting to happen, in the order in which they were added. */
export class Faults {
  readonly #waiting: { fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** How many faults have not happened yet. */
  get pending(): number {
    return this.#waiting.reduce((sum, entry) => sum + entry.left, 0);
  }

  /** What happens to this request, and uses it up; `null` when it goes well. */
  take(target: FaultTarget): Effect | null {
    for (const [index, entry] of this.#waiting.entries()) {
      if (!matches(entry.fault.match, target)) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.left -= 1;
      if (entry.left <= 0) this.#waiting.splice(index, 1);
      return entry.fault.effect;
    }
    return null;
  }
}

function matches(match: Fault["match"], target: FaultTarget): boolean {
  if (typeof match === "function") return match(target);
  const { method, path, operation, graphql } = match;
  return (
    (method === undefined || method.toUpperCase() === target.method) &&
    (path === undefined || globOf(path).test(target.path)) &&
    (operation === undefined || operation === target.operation) &&
    (graphql === undefined || target.graphql.includes(graphql))
  );
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`);
}
