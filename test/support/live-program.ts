import { Probot } from "probot";
import { createApp } from "../../src/app.ts";
import { subscribe } from "../../src/sandbox/events.ts";
import type { WebhookEvent } from "../../src/sandbox/state.ts";
import { type Key, printKey } from "../../src/work/key.ts";
import type { Queue, Worker } from "../../src/work/queue.ts";
import { createWorker } from "../../src/work/worker.ts";
import type { LinkedWorld } from "./linked-world.ts";

/** Hands a program the webhooks of its GitHub, and makes the looks that follow, with time as the test lets it pass. */
export class LiveProgram {
  readonly #world: LinkedWorld;
  readonly #probot: Probot;
  readonly #worker: Worker;
  readonly #due = new Map<string, { key: Key; at: number }>();
  readonly #told: WebhookEvent[] = [];
  readonly #stop: () => void;
  /** Errors of looks. */
  readonly failures: unknown[] = [];

  private constructor(world: LinkedWorld, probot: Probot) {
    this.#world = world;
    this.#probot = probot;
    const { clock } = world.program;
    const add = (key: Key, delay = 0) => {
      const id = printKey(key);
      const at = clock.now() + delay;
      if ((this.#due.get(id)?.at ?? Number.POSITIVE_INFINITY) > at) this.#due.set(id, { key, at });
    };
    const queue: Queue = {
      add,
      idle: async () => {},
      stop: async () => {},
      counts: () => ({ running: 0, waiting: 0, later: this.#due.size }),
    };
    this.#worker = createWorker(world.program.context, () => queue, {
      looked: () => {},
      failed: (_key, error) => this.failures.push(error),
    });
    this.#stop = subscribe(world.program.world.state, (event) => this.#told.push(event));
  }

  static async start(world: LinkedWorld): Promise<LiveProgram> {
    const { app, privateKey } = world.program.world;
    const probot = new Probot({
      appId: app?.id ?? 0,
      privateKey: privateKey ?? "",
      secret: "secret",
      logLevel: "fatal",
    });
    const live = new LiveProgram(world, probot);
    await probot.load(
      createApp({
        add: (key) => live.add(key),
        isOwn: (sender) => world.program.context.memory.isOwn(sender),
        mayBeProgram: (repository) => world.program.context.memory.mayBeProgram(repository),
      }),
    );
    return live;
  }

  add(key: Key): void {
    this.#due.set(printKey(key), { key, at: this.#world.program.clock.now() });
  }

  /** Keys that wait, with the milliseconds until they are due. */
  get waiting(): Record<string, number> {
    const now = this.#world.program.clock.now();
    return Object.fromEntries([...this.#due].map(([id, { at }]) => [id, at - now]));
  }

  /** Events that were not delivered are lost. */
  lose(): void {
    this.#told.length = 0;
  }

  /** Delivers all events so often, makes all looks that are due within so many milliseconds, and says what was asked of GitHub. */
  async pass(milliseconds: number, times = 1): Promise<string[]> {
    const { clock } = this.#world.program;
    const end = clock.now() + milliseconds;
    this.#world.program.requests();
    for (;;) {
      await this.#deliver(times);
      const next = [...this.#due].sort(([, one], [, other]) => one.at - other.at)[0];
      if (next === undefined || next[1].at > end) break;
      const [id, { key, at }] = next;
      this.#due.delete(id);
      clock.advance(Math.max(at - clock.now(), 0));
      await this.#worker(key);
    }
    clock.advance(Math.max(end - clock.now(), 0));
    return this.#world.program.requests().map((name) => name.split(",")[0] ?? name);
  }

  stop(): void {
    this.#stop();
  }

  async #deliver(times: number): Promise<void> {
    const [installation] = this.#world.program.world.installations;
    const told = this.#told.splice(0).filter(({ event }) => installation?.events.includes(event));
    for (const { event, payload } of told) {
      const id = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
      const text = JSON.stringify(payload);
      const signature = await this.#probot.webhooks.sign(text);
      for (let time = 0; time < times; time += 1)
        await this.#probot.webhooks.verifyAndReceive({ id, name: event, payload: text, signature });
    }
  }
}
