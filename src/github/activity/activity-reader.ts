import type { z } from "zod";
import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { Instant } from "../../program/instant.ts";
import type { GitHubClient } from "../client.ts";
import type { ActivityBudget } from "./activity-budget.ts";
import type { rateLimitSchema } from "./connection-page.ts";
import { isTooMuch } from "./too-much.ts";

const LARGEST_PAGE = 100;
const SMALLEST_PAGE = 10;

/** Asks GitHub, and counts what that costs. */
export class ActivityReader {
  readonly client: GitHubClient;
  readonly #share: ActivityConfig["rate-share"];
  readonly #budget: ActivityBudget;
  /** How many things a page has at the most: less after an answer that GitHub did not give. */
  pageSize = LARGEST_PAGE;

  /** `at`: when the look began. */
  constructor(
    client: GitHubClient,
    config: Pick<ActivityConfig, "rate-share">,
    budget: ActivityBudget,
    at: Instant,
  ) {
    this.client = client;
    this.#share = config["rate-share"];
    this.#budget = budget;
    budget.begin(at);
  }

  count(rateLimit: z.output<typeof rateLimitSchema>): void {
    this.#budget.count(rateLimit);
  }

  /** Whether the share of the hourly budget is used up. */
  get isSpent(): boolean {
    return this.#budget.isSpent(this.#share);
  }

  /** When GitHub's budget starts anew; `null` where it has not said. */
  get reset(): Instant | null {
    return this.#budget.reset;
  }

  /** Makes pages smaller after a failure that may come of their size. @returns whether there is a point in asking again. */
  shrink(error: unknown): boolean {
    if (!isTooMuch(error) || this.pageSize <= SMALLEST_PAGE) return false;
    this.pageSize = Math.max(SMALLEST_PAGE, Math.floor(this.pageSize / 2));
    return true;
  }
}
