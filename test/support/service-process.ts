import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installationRepositories } from "../../src/sandbox/apps.ts";
import { Deliveries } from "../../src/sandbox/deliveries.ts";
import { findFreePort } from "../../src/sandbox/demo/free-port.ts";
import type { LoggedRequest } from "../../src/sandbox/request-log.ts";
import type { App } from "../../src/sandbox/state.ts";
import type { LocalProgram } from "./local-program.ts";

const MAIN = new URL("../../dist/main.js", import.meta.url).pathname;
const LOOPBACK_ONLY = new URL("./loopback-only.mjs", import.meta.url).href;
const SECRET = "a secret of the tests";

/** Far above what anything takes: when it is reached, something hangs. */
const PATIENCE = 20_000;

/** Waits until something is so, and fails with `what` when it never is. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(25)) if (await holds()) return;
  throw new Error(`it never came to pass: ${what}`);
}

/** The real service, as a process of its own that knows nothing of the sandbox but its address. */
export class ServiceProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #exited: Promise<number | null>;
  #log = "";

  private constructor(program: LocalProgram, port: number, sweepEvery: string) {
    this.url = `http://127.0.0.1:${port}`;
    // A folder of its own, so that no `.env` of whoever runs the tests is read.
    this.#folder = mkdtempSync(join(tmpdir(), "partnerbot-test-"));
    this.#child = spawn(process.execPath, [MAIN], {
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        NODE_OPTIONS: `--import=${LOOPBACK_ONLY}`,
        APP_ID: `${program.world.app?.id}`,
        PRIVATE_KEY: program.world.privateKey ?? "",
        WEBHOOK_SECRET: SECRET,
        GHE_HOST: new URL(program.server.url).host,
        GHE_PROTOCOL: "http",
        HOST: "127.0.0.1",
        PORT: `${port}`,
        SWEEP_EVERY: sweepEvery,
        WRITE_PACE: "none",
        LOG_LEVEL: "info",
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#log += chunk.toString("utf8");
      });
    }
    // A test that fails before it stops the service must not leave it to look at what takes its port.
    const abandon = () => this.#child.kill("SIGKILL");
    process.once("exit", abandon);
    this.#exited = new Promise((resolve) => {
      this.#child.once("exit", (status) => {
        process.removeListener("exit", abandon);
        resolve(status);
      });
    });
  }

  /** Starts it on a port, and resolves when it can work. */
  static async start(program: LocalProgram, port: number, sweepEvery = "1h"): Promise<ServiceProcess> {
    const service = new ServiceProcess(program, port, sweepEvery);
    await until("the service is ready", async () => {
      if (service.#child.exitCode !== null) throw new Error(`the service has ended: ${service.log}`);
      return (await service.get("/readyz"))?.status === 200;
    });
    return service;
  }

  /** Everything that it has printed. */
  get log(): string {
    return this.#log;
  }

  async get(path: string): Promise<{ status: number; text: string } | null> {
    try {
      const response = await fetch(`${this.url}${path}`);
      return { status: response.status, text: await response.text() };
    } catch {
      return null;
    }
  }

  /** One number of the metrics. */
  async metric(name: string): Promise<number> {
    const text = (await this.get("/metrics"))?.text ?? "";
    const line = text.split("\n").find((candidate) => candidate.startsWith(`${name} `));
    return Number(line?.split(" ").at(-1) ?? Number.NaN);
  }

  async isIdle(): Promise<boolean> {
    const running = await this.metric('partnerbot_queue{state="running"}');
    const waiting = await this.metric('partnerbot_queue{state="waiting"}');
    return running === 0 && waiting === 0;
  }

  /** As a machine that loses its power: whatever it does is cut off. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** As an operator stops it. Resolves with the exit status; `null` when it had to be killed. */
  async terminate(): Promise<number | null> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE);
    const status = await this.#exited;
    clearTimeout(timer);
    rmSync(this.#folder, { recursive: true, force: true });
    return status;
  }
}

/** A local program whose webhooks go to the real service. */
export class ServedProgram {
  readonly program: LocalProgram;
  readonly deliveries: Deliveries;
  readonly #port: number;
  #service: ServiceProcess | null = null;
  /** What the processes have printed that are gone. */
  #logs = "";

  private constructor(program: LocalProgram, port: number) {
    this.program = program;
    this.#port = port;
    const { app } = program.world;
    if (app) app.webhook = webhookAt(port);
    this.deliveries = new Deliveries(program.world.state);
  }

  static async start(program: LocalProgram, sweepEvery?: string): Promise<ServedProgram> {
    const served = new ServedProgram(program, await findFreePort());
    await served.startService(sweepEvery);
    return served;
  }

  get service(): ServiceProcess {
    if (this.#service === null) throw new Error("the service does not run");
    return this.#service;
  }

  /** Everything that the service has printed, across all restarts. */
  get log(): string {
    return this.#logs + (this.#service?.log ?? "");
  }

  /** GitHub tells the service of nothing while `on` is false. What was told already is delivered before. */
  async setWebhooks(on: boolean): Promise<void> {
    await this.deliveries.idle();
    const { app } = this.program.world;
    if (app) app.webhook = on ? webhookAt(this.#port) : null;
  }

  async startService(sweepEvery?: string): Promise<void> {
    this.#service = await ServiceProcess.start(this.program, this.#port, sweepEvery);
    await this.settled();
  }

  async stopService(): Promise<number | null> {
    const status = await this.service.terminate();
    this.#forget();
    return status;
  }

  /** The service is gone in the middle of what it does. */
  async killService(): Promise<void> {
    await this.service.kill();
    this.#forget();
  }

  /** Resolves when every event was delivered and everything that followed from it is done. */
  async settled(): Promise<void> {
    await this.deliveries.idle();
    await until("the service is idle", () => this.service.isIdle());
    // What it did last may have caused events of its own.
    await this.deliveries.idle();
    await until("the service is idle", () => this.service.isIdle());
  }

  /** Resolves when a sweep that begins after this call has looked at everything, and what followed from it is done. */
  async swept(): Promise<void> {
    const { server, world } = this.program;
    const known = server.requests().length;
    const installed = world.installations.flatMap((one) => installationRepositories(world.state, one)).length;
    await until("the next sweep has looked at every repository", () => {
      const fresh = server.requests().slice(known);
      const begun = fresh.findIndex(({ operation }) => operation === "apps/list-installations");
      const looks = begun === -1 ? [] : fresh.slice(begun).filter(isProgramLook);
      return looks.length >= installed;
    });
    await this.settled();
  }

  async stop(): Promise<void> {
    this.deliveries.stop();
    if (this.#service !== null) await this.#service.terminate();
    await this.program.stop();
  }

  #forget(): void {
    this.#logs += this.service.log;
    this.#service = null;
  }
}

function webhookAt(port: number): NonNullable<App["webhook"]> {
  return { id: 1, url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: SECRET };
}

function isProgramLook({ graphqlOperation }: LoggedRequest): boolean {
  return graphqlOperation?.startsWith("ProgramLook") ?? false;
}
