import { describe, expect, it } from "vitest";
import { CommitWalk } from "../../../src/github/activity/commit-walk.ts";
import type { ConnectionPage } from "../../../src/github/activity/connection-page.ts";
import { TimedList } from "../../../src/github/activity/timed-list.ts";
import { type Instant, instantOf } from "../../../src/program/instant.ts";

const FROM = instantOf(Date.UTC(2026, 0, 1));
const HEAD = "1".repeat(40);
const second = (number: number): Instant => instantOf(FROM + number * 1000);

/** A page of the history of the head with the commits of these seconds. */
function pageOf(seconds: readonly number[], total: number, endCursor: string | null): ConnectionPage {
  const nodes = seconds.map((number) => ({
    id: `C_${number}`,
    oid: `${number}`,
    url: `https://github.example/octo/engine/commit/${number}`,
    committedDate: second(number),
    message: "work",
    parents: { totalCount: 1 },
    author: null,
  }));
  const history = { totalCount: total, pageInfo: { hasNextPage: endCursor !== null, endCursor }, nodes };
  return {
    id: "R_1",
    nameWithOwner: "octo/engine",
    url: "https://github.example/octo/engine",
    pinned: { history },
  };
}

const descending = (from: number, count: number) => Array.from({ length: count }, (_, index) => from - index);

describe("a list of which the file knows one cursor", () => {
  it("is read on behind it", () => {
    const list = new TimedList("issues", FROM, true);
    list.resume({ issues: "cursor of before", pullRequests: "*" });
    expect(list.parts().map(({ request }) => request)).toMatchObject([
      { connection: "issues", direction: "DESC", cursor: "cursor of before", since: FROM },
    ]);
    expect(list.interruption()).toEqual({ issues: "cursor of before" });
  });

  it("is over where the file says so", () => {
    const list = new TimedList("pullRequests", FROM, true);
    list.resume({ issues: "cursor of before", pullRequests: "*" });
    expect(list.parts()).toEqual([]);
    expect(list.interruption()).toEqual({ pullRequests: "*" });
  });

  it("is read on where it is one of commits, in the history of the head that was counted", () => {
    const walk = new CommitWalk(null, FROM, FROM);
    const counts = {
      "commits:head": HEAD,
      "commits:total": "150",
      "commits:read": "100",
      "commits:recent": "3",
    };
    walk.resume({ commits: `${HEAD} 99`, ...counts }, true);
    const [part] = walk.parts();
    expect(part?.request).toMatchObject({ cursor: `${HEAD} 99`, at: HEAD, since: FROM });
    if (part !== undefined) walk.take(part, pageOf(descending(50, 50), 150, null), second(10_000_000));
    expect(walk.result()).toEqual({ head: HEAD, commits: 150, recent: 3 });
    expect(walk.replacesFrom).toBeNull();
  });
});

describe("parts", () => {
  it("of commits go on from what they have written down", () => {
    const walk = new CommitWalk(null, FROM, FROM);
    const counts = {
      "commits:head": HEAD,
      "commits:total": "300",
      "commits:read": "0",
      "commits:recent": "0",
    };
    walk.resume({ commits: `${HEAD} 0`, ...counts }, true);
    const until = second(10_000_000);
    const [front] = walk.parts();
    if (front !== undefined) walk.take(front, pageOf(descending(300, 100), 300, `${HEAD} 99`), until);
    const [gap] = walk.gaps();
    expect(gap).toMatchObject({ left: 200, readers: 1 });
    gap?.split(1);
    const requests = walk.parts().map(({ request }) => request);
    expect(requests).toMatchObject([
      { cursor: `${HEAD} 99`, since: FROM, until: null },
      { cursor: null, since: FROM, until: second(101) },
    ]);
    const again = new CommitWalk(null, FROM, FROM);
    again.resume(walk.interruption(), true);
    expect(again.parts().map(({ request }) => request)).toEqual(requests);
    const [first, other] = again.parts();
    if (other !== undefined) again.take(other, pageOf(descending(101, 101), 101, null), until);
    expect(again.isOver).toBe(false);
    if (first !== undefined) again.take(first, pageOf(descending(200, 100), 300, `${HEAD} 199`), until);
    expect(again.result()).toEqual({ head: HEAD, commits: 300, recent: 0 });
  });
});
