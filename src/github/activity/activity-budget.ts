import type { z } from "zod";
import { compare, type Fraction, fraction } from "../../program/ballot/fraction.ts";
import { type Instant, instantOf } from "../../program/instant.ts";
import type { rateLimitSchema } from "./connection-page.ts";

/** Votes need some of the hourly budget too: of the last tenth nothing is used, whoever has used the rest. */
const RESERVE = fraction(1, 10);
const HOUR = 3_600_000;
/** GitHub does not always say the same second for the same hour. */
const SAME_HOUR = 60_000;

/** What collecting has used of the budget that GitHub gives an installation for an hour, in however many looks. */
export class ActivityBudget {
  #used = 0;
  #left: { limit: number; remaining: number } | null = null;
  /** When it starts anew; `null` while nothing of it was used. */
  reset: Instant | null = null;
  /** When the look began that uses it now, and the one that was the first to use it in this hour. */
  #at: Instant = instantOf(0);
  #begun: Instant = instantOf(0);

  /** A look begins: when the hour is over, nothing is used yet. */
  begin(at: Instant): void {
    this.#at = at;
    if (this.reset !== null && (at >= this.reset || at - this.#begun >= HOUR)) this.#startAnew(null);
  }

  count({ cost, limit, remaining, resetAt }: z.output<typeof rateLimitSchema>): void {
    if (this.reset === null || resetAt > this.reset + SAME_HOUR) this.#startAnew(resetAt);
    this.#used += cost;
    this.#left = { limit, remaining };
  }

  /** Whether that share of it is used up. */
  isSpent(share: Fraction): boolean {
    if (this.#left === null) return false;
    const { limit, remaining } = this.#left;
    return (
      compare(fraction(this.#used, limit), share) >= 0 || compare(fraction(remaining, limit), RESERVE) < 0
    );
  }

  #startAnew(reset: Instant | null): void {
    this.#used = 0;
    this.#left = null;
    this.#begun = this.#at;
    this.reset = reset;
  }
}
