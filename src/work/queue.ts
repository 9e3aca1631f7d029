import { type Key, printKey, printLane } from "./key.ts";

/**
 * When to look again. For each key at most one look runs and at most one waits: whatever was asked while one runs is
 * answered by one more look afterwards. So duplicate and reordered events cost nothing. Keys of one lane never run side by side.
 */
export interface Queue {
  /** Asks for a look, at once or after a delay in milliseconds. The earliest time asked for counts. */
  add(key: Key, delay?: number): void;
  /** Resolves when nothing runs or waits (what is only due later does not count). */
  idle(): Promise<void>;
  /** Takes nothing more, lets what runs finish, and forgets the rest: the first sweep after a start finds it. */
  stop(): Promise<void>;
  /** How many keys run, wait, and are due later. */
  counts(): { running: number; waiting: number; later: number };
}

export type Worker = (key: Key) => Promise<void>;

/** Node's timers cannot wait longer; what is due later is found by the sweep. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** A queue inside this process: as lasting as the process, which is enough, since the sweep finds everything again. */
export function createQueue(worker: Worker, concurrency: number): Queue {
  const waiting = new Map<string, Key>();
  const running = new Set<string>();
  const later = new Map<string, { at: number; timer: NodeJS.Timeout }>();
  const idle: (() => void)[] = [];
  let stopped = false;

  const isIdle = () => running.size === 0 && (waiting.size === 0 || stopped);

  function start(): void {
    if (isIdle()) for (const resolve of idle.splice(0)) resolve();
    if (stopped) return;
    for (const [id, key] of waiting) {
      if (running.size >= concurrency) return;
      const lane = printLane(key);
      if (running.has(lane)) continue;
      waiting.delete(id);
      running.add(lane);
      void run(lane, key);
    }
  }

  async function run(lane: string, key: Key): Promise<void> {
    try {
      await worker(key);
    } finally {
      running.delete(lane);
      start();
    }
  }

  function forget(id: string): void {
    clearTimeout(later.get(id)?.timer);
    later.delete(id);
  }

  return {
    add(key, delay = 0) {
      if (stopped || delay > LONGEST_DELAY) return;
      const id = printKey(key);
      if (delay <= 0) {
        forget(id);
        waiting.set(id, key);
        start();
        return;
      }
      const at = performance.now() + delay;
      const planned = later.get(id);
      if (waiting.has(id) || (planned !== undefined && planned.at <= at)) return;
      forget(id);
      const due = () => {
        later.delete(id);
        this.add(key);
      };
      later.set(id, { at, timer: setTimeout(due, delay).unref() });
    },
    idle: () => new Promise((resolve) => (isIdle() ? resolve() : idle.push(resolve))),
    async stop() {
      stopped = true;
      for (const id of [...later.keys()]) forget(id);
      await this.idle();
    },
    counts: () => ({ running: running.size, waiting: waiting.size, later: later.size }),
  };
}
