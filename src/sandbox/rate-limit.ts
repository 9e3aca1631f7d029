/** GitHub counts these apart: REST, and GraphQL in points. */
export type RateResource = "core" | "graphql";

/** What a caller may still do, as in the `X-RateLimit-*` headers and `GET /rate_limit`. */
export interface Allowance {
  readonly resource: RateResource;
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since 1970, when it is full again. */
  readonly reset: number;
}

interface Window {
  limit: number;
  used: number;
  reset: number;
}

/** Whom the count is kept for, such as `installation ID 7`, and how much it has an hour. */
export interface RateSubject {
  readonly name: string;
  readonly limit: number;
}

const HOUR = 3600;

/**
 * The primary rate limit, one window of an hour for each caller and resource.
 *
 * Windows are measured in real time: clients compare `reset` with their own clock, and the sandbox's may be years ahead.
 */
export class RateLimits {
  readonly #windows = new Map<string, Window>();
  readonly #realTime: () => number;
  /** GitHub answers a breach with 403 or with 429; clients must know both. */
  breachStatus: 403 | 429 = 403;

  constructor(realTime: () => number = Date.now) {
    this.#realTime = realTime;
  }

  /** What the caller has left, without using any. */
  look(subject: RateSubject, resource: RateResource): Allowance {
    const { limit, used, reset } = this.#window(subject, resource);
    return { resource, limit, used, remaining: Math.max(limit - used, 0), reset };
  }

  /** Takes `cost` from what is left. Returns whether there was enough; when not, nothing is taken. */
  take(subject: RateSubject, resource: RateResource, cost = 1): boolean {
    const window = this.#window(subject, resource);
    if (window.used + cost > window.limit) return false;
    window.used += cost;
    return true;
  }

  /** Makes `remaining` what a caller has left, for `resetIn` seconds (an hour unless said). */
  set(subject: RateSubject, resource: RateResource, remaining: number, resetIn = HOUR): void {
    const limit = Math.max(subject.limit, remaining);
    this.#windows.set(keyOf(subject, resource), {
      limit,
      used: limit - remaining,
      reset: this.#now() + resetIn,
    });
  }

  #window(subject: RateSubject, resource: RateResource): Window {
    const key = keyOf(subject, resource);
    const current = this.#windows.get(key);
    if (current && current.reset > this.#now()) return current;
    const fresh = { limit: subject.limit, used: 0, reset: this.#now() + HOUR };
    this.#windows.set(key, fresh);
    return fresh;
  }

  #now(): number {
    return Math.floor(this.#realTime() / 1000);
  }
}

function keyOf(subject: RateSubject, resource: RateResource): string {
  return `${resource} ${subject.name}`;
}

/** The headers that every answer has. */
export function rateHeaders(allowance: Allowance): Record<string, string> {
  return {
    "X-RateLimit-Limit": String(allowance.limit),
    "X-RateLimit-Remaining": String(allowance.remaining),
    "X-RateLimit-Reset": String(allowance.reset),
    "X-RateLimit-Used": String(allowance.used),
    "X-RateLimit-Resource": allowance.resource,
  };
}
