import type { Exchange } from "../request-log.ts";

/** How many requests the service made to GitHub. */
export interface RequestCount {
  /** For what people did, or for what time brought. */
  readonly reads: number;
  readonly writes: number;
  /** Looks that are made every few seconds whether or not anything happened. */
  readonly sweeps: number;
  /** Exchanging the app's key for an installation token, once an hour. */
  readonly tokens: number;
}

export const NO_REQUESTS: RequestCount = { reads: 0, writes: 0, sweeps: 0, tokens: 0 };

export function addCounts(one: RequestCount, other: RequestCount): RequestCount {
  return {
    reads: one.reads + other.reads,
    writes: one.writes + other.writes,
    sweeps: one.sweeps + other.sweeps,
    tokens: one.tokens + other.tokens,
  };
}

const SWEEPS = ["apps/list-installations", "apps/list-repos-accessible-to-installation"];

/**
 * Sorts the requests that the sandbox answers. A sweep lists installations and repositories, looks at each of these, and
 * then once at each open application; all that follows from such a look is work, as after an event.
 */
export class RequestCounter {
  readonly #openApplications: () => readonly number[];
  #count = NO_REQUESTS;
  #sweeping = false;
  #applications = new Set<number>();
  #lastSweep: number | null = null;

  /** `openApplications` gives the numbers of the issues that a sweep looks at. */
  constructor(openApplications: () => readonly number[]) {
    this.#openApplications = openApplications;
  }

  /** To be told of every exchange. */
  readonly hear = ({ request, logged }: Exchange): void => {
    this.#count = addCounts(this.#count, { ...NO_REQUESTS, [this.#kindOf(request, logged)]: 1 });
  };

  /** When the last sweep began, in milliseconds of `performance.now`; `null` before the first. */
  get lastSweep(): number | null {
    return this.#lastSweep;
  }

  /** What was counted since this was last asked, which is not to be while a sweep runs. */
  take(): RequestCount {
    this.#sweeping = false;
    this.#applications.clear();
    const count = this.#count;
    this.#count = NO_REQUESTS;
    return count;
  }

  #beginSweep(): void {
    this.#sweeping = true;
    this.#applications = new Set(this.#openApplications());
    this.#lastSweep = performance.now();
  }

  #kindOf({ method, body }: Exchange["request"], logged: Exchange["logged"]): keyof RequestCount {
    if (logged.kind === "token") return "tokens";
    if (logged.kind === "rest") {
      if (!SWEEPS.includes(logged.operation ?? "")) return method === "GET" ? "reads" : "writes";
      if (logged.operation === SWEEPS[0]) this.#beginSweep();
      return "sweeps";
    }
    const [, type, name = ""] = /^\s*(query|mutation)\s+(\w+)/.exec(field(body, "query")) ?? [];
    if (type === "mutation") return "writes";
    return this.#isOfSweep(name, body) ? "sweeps" : "reads";
  }

  #isOfSweep(operation: string, body: unknown): boolean {
    if (operation === "ProgramLook") return this.#sweeping;
    const variables = typeof body === "object" && body !== null ? Reflect.get(body, "variables") : null;
    return operation === "ApplicationLook" && this.#applications.delete(Number(field(variables, "number")));
  }
}

function field(value: unknown, name: string): string {
  return typeof value === "object" && value !== null ? String(Reflect.get(value, name)) : "";
}
