import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Key } from "../../../src/work/key.ts";
import { createQueue } from "../../../src/work/queue.ts";

const key = (number: number, name = "community"): Key => ({
  kind: "application",
  installation: 1,
  owner: "stackwright",
  name,
  number,
});

/** A worker whose work ends when the test says so. */
function slowWorker() {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const worker = (done: Key) => {
    started.push(done.kind === "application" ? done.number : 0);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const finish = async () => {
    ends.shift()?.();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { started, worker, finish };
}

describe("queue", () => {
  it("runs a key once at a time, and once more for all that came meanwhile", async () => {
    const { started, worker, finish } = slowWorker();
    const queue = createQueue(worker, 4);
    for (let times = 0; times < 5; times += 1) queue.add(key(1));
    queue.add(key(1, "COMMUNITY"));
    expect(started).toEqual([1]);
    expect(queue.counts()).toEqual({ running: 1, waiting: 1, later: 0 });
    await finish();
    expect(started).toEqual([1, 1]);
    await finish();
    await queue.idle();
    expect(started).toEqual([1, 1]);
  });

  it("runs no more at once than it may, in the order of asking", async () => {
    const { started, worker, finish } = slowWorker();
    const queue = createQueue(worker, 2);
    for (const number of [1, 2, 3]) queue.add(key(number));
    expect(started).toEqual([1, 2]);
    await finish();
    expect(started).toEqual([1, 2, 3]);
  });

  it("makes both kinds of looks at a program one after the other", async () => {
    const { started, worker, finish } = slowWorker();
    const queue = createQueue(worker, 4);
    const program = { installation: 1, owner: "stackwright", name: "community" };
    queue.add({ ...program, kind: "program" });
    queue.add({ ...program, kind: "activity" });
    queue.add({ ...program, kind: "repository" });
    expect(started).toHaveLength(2);
    expect(queue.counts()).toEqual({ running: 2, waiting: 1, later: 0 });
    await finish();
    expect(started).toHaveLength(3);
  });

  it("finishes what runs when it stops, and takes nothing more", async () => {
    const { started, worker, finish } = slowWorker();
    const queue = createQueue(worker, 1);
    queue.add(key(1));
    queue.add(key(2));
    queue.add(key(3), 60_000);
    let stopped = false;
    const stopping = queue.stop().then(() => {
      stopped = true;
    });
    queue.add(key(4));
    await Promise.resolve();
    expect(stopped).toBe(false);
    await finish();
    await stopping;
    expect(started).toEqual([1]);
    expect(queue.counts().later).toBe(0);
  });
});

describe("what is due later", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("runs at the earliest time that was asked for, and at once when something happens before", async () => {
    const { started, worker, finish } = slowWorker();
    const queue = createQueue(worker, 4);
    queue.add(key(1), 10_000);
    queue.add(key(1), 5_000);
    queue.add(key(1), 20_000);
    expect(queue.counts().later).toBe(1);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(started).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual([1]);
    await finish();
    queue.add(key(1), 5_000);
    queue.add(key(1));
    expect(started).toEqual([1, 1]);
    await finish();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(started).toEqual([1, 1]);
  });

  it("leaves what is further away than a timer can wait to the sweep", () => {
    const queue = createQueue(slowWorker().worker, 1);
    queue.add(key(1), 2 ** 31);
    expect(queue.counts().later).toBe(0);
  });
});
