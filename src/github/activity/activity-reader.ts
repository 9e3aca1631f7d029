import type { z } from "zod";
import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import { compare, fraction } from "../../program/ballot/fraction.ts";
import type { Instant } from "../../program/instant.ts";
import type { GitHubClient } from "../client.ts";
import type { rateLimitSchema } from "./connection-page.ts";
import { isTooMuch } from "./too-much.ts";

/** Votes need some of the hourly budget too: of the last tenth nothing is used, whoever has used the rest. */
const RESERVE = fraction(1, 10);
const LARGEST_PAGE = 100;
const SMALLEST_PAGE = 10;

/** Asks GitHub, and counts what that costs. */
export class ActivityReader {
  readonly client: GitHubClient;
  readonly #share: ActivityConfig["rate-share"];
  #used = 0;
  #budget: { limit: number; remaining: number } | null = null;
  reset: Instant | null = null;
  /** How many things a page has at the most: less after an answer that GitHub did not give. */
  pageSize = LARGEST_PAGE;

  constructor(client: GitHubClient, config: Pick<ActivityConfig, "rate-share">) {
    this.client = client;
    this.#share = config["rate-share"];
  }

  count({ cost, limit, remaining, resetAt }: z.output<typeof rateLimitSchema>): void {
    this.#used += cost;
    this.#budget = { limit, remaining };
    this.reset = resetAt;
  }

  /** Whether the share of the hourly budget is used up. */
  get isSpent(): boolean {
    if (this.#budget === null) return false;
    const { limit, remaining } = this.#budget;
    return (
      compare(fraction(this.#used, limit), this.#share) >= 0 ||
      compare(fraction(remaining, limit), RESERVE) < 0
    );
  }

  /** Makes pages smaller after a failure that may come of their size. @returns whether there is a point in asking again. */
  shrink(error: unknown): boolean {
    if (!isTooMuch(error) || this.pageSize <= SMALLEST_PAGE) return false;
    this.pageSize = Math.max(SMALLEST_PAGE, Math.floor(this.pageSize / 2));
    return true;
  }
}
