import { describe, expect, it } from "vitest";
import { GraphQLAnswerError } from "../../../src/github/graphql.ts";
import { instantOf } from "../../../src/program/instant.ts";
import { retryAfter } from "../../../src/work/retry.ts";

const NOW = Date.UTC(2026, 2, 2, 9);

function http(status: number, headers: Record<string, string> = {}, message = "refused"): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

function answer(type: string, reset: number | null = null): GraphQLAnswerError {
  return new GraphQLAnswerError(
    [{ type, message: "no", path: [] }],
    reset === null ? null : instantOf(reset),
  );
}

describe("retryAfter", () => {
  it("looks again a little later after a server error or a cut connection, longer each time, then leaves it to the sweep", () => {
    const delays = [0, 1, 2, 3, 4, 5].map((attempt) => retryAfter(http(502), attempt, NOW));
    expect(delays).toEqual([
      { kind: "later", delay: 5_000 },
      { kind: "later", delay: 30_000 },
      { kind: "later", delay: 120_000 },
      { kind: "later", delay: 600_000 },
      { kind: "later", delay: 1_800_000 },
      { kind: "never" },
    ]);
    expect(retryAfter(new TypeError("fetch failed"), 0, NOW)).toEqual({ kind: "later", delay: 5_000 });
    expect(retryAfter(answer("INTERNAL"), 0, NOW)).toEqual({ kind: "later", delay: 5_000 });
  });

  it("looks again at once when somebody was faster", () => {
    for (const error of [http(409), http(422), answer("STALE_DATA"), answer("UNPROCESSABLE")]) {
      expect([0, 1, 2, 3].map((attempt) => retryAfter(error, attempt, NOW))).toEqual([
        { kind: "now", delay: 500 },
        { kind: "now", delay: 1_000 },
        { kind: "now", delay: 1_500 },
        { kind: "later", delay: 5_000 },
      ]);
    }
  });

  it("obeys rate limits as GitHub says them", () => {
    const reset = `${NOW / 1000 + 90}`;
    expect(retryAfter(http(403, { "retry-after": "60" }), 3, NOW)).toEqual({
      kind: "limited",
      delay: 60_000,
    });
    expect(retryAfter(http(429, { "retry-after": "7" }), 0, NOW)).toEqual({ kind: "limited", delay: 7_000 });
    expect(
      retryAfter(http(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }), 0, NOW),
    ).toEqual({ kind: "limited", delay: 91_000 });
    expect(retryAfter(answer("RATE_LIMITED", NOW + 90_000), 0, NOW)).toEqual({
      kind: "limited",
      delay: 91_000,
    });
  });

  it("waits a minute at least, and longer each time, where GitHub does not say how long", () => {
    const limit = http(403, {}, "You have exceeded a secondary rate limit.");
    expect([0, 1, 2, 9].map((attempt) => retryAfter(limit, attempt, NOW))).toEqual([
      { kind: "limited", delay: 60_000 },
      { kind: "limited", delay: 120_000 },
      { kind: "limited", delay: 240_000 },
      { kind: "limited", delay: 1_800_000 },
    ]);
  });

  it("does not try again what cannot help", () => {
    const bugs = [
      http(403, {}, "Resource not accessible by integration"),
      http(401),
      http(404),
      answer("FORBIDDEN"),
      new RangeError("a bug"),
      "a string",
    ];
    for (const error of bugs) expect(retryAfter(error, 0, NOW)).toEqual({ kind: "never" });
  });
});
