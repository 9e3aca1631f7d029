import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoFailed, waitFor } from "./failure.ts";

const MAIN = fileURLToPath(new URL("../../main.js", import.meta.url));
/** What a program needs of its surroundings to run at all. */
const INHERITED = ["PATH", "NODE_OPTIONS", "SystemRoot", "TEMP", "TMPDIR", "TMP"];

/** A machine that is busy needs long to load it. */
const START_DEADLINE = 45_000;

export interface ServiceSettings {
  readonly appId: number;
  /** PEM (PKCS #8). */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** `127.0.0.1:4100`: the local GitHub. */
  readonly github: string;
  readonly port: number;
  /** A duration, such as `2s`. */
  readonly sweepEvery: string;
}

/** The real service as a process of its own, which knows nothing of the sandbox but its address. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #url: string;
  readonly #exited: Promise<number | null>;
  #log = "";
  #ended = false;

  private constructor(settings: ServiceSettings) {
    // A folder of its own, so that no `.env` of whoever runs the demo is read.
    this.#folder = mkdtempSync(join(tmpdir(), "partnerbot-demo-"));
    this.#url = `http://127.0.0.1:${settings.port}`;
    this.#child = spawn(process.execPath, [MAIN], {
      cwd: this.#folder,
      env: environmentOf(settings),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#log += chunk.toString("utf8");
      });
    }
    this.#exited = new Promise((resolve) => {
      const end = (status: number | null) => {
        this.#ended = true;
        this.#clean();
        resolve(status);
      };
      this.#child.once("error", (error) => {
        this.#log += `${error}\n`;
        end(null);
      });
      this.#child.once("exit", end);
    });
    process.once("exit", this.#abandon);
  }

  /** Starts it. `ready` says when it can work. */
  static start(settings: ServiceSettings): ServiceProcess {
    return new ServiceProcess(settings);
  }

  /** Everything that it has printed. */
  get log(): string {
    return this.#log;
  }

  /** Resolves when it can work. */
  async ready(): Promise<void> {
    const ready = async () => {
      if (this.#ended) throw demoFailed("the service ended by itself.");
      return (await this.#get("/readyz"))?.status === 200;
    };
    await waitFor("the service starts", ready, START_DEADLINE);
  }

  /** Whether it has nothing to do now. */
  async isIdle(): Promise<boolean> {
    if (this.#ended) throw demoFailed("the service ended by itself.");
    const metrics = await (await this.#get("/metrics"))?.text();
    const busy = [...(metrics ?? "").matchAll(/^partnerbot_queue\{state="(running|waiting)"\} (\d+)$/gm)];
    return busy.length === 2 && busy.every(([, , count]) => count === "0");
  }

  /** Asks it to stop, as an operator does, and gives its exit status; `null` when it had to be killed. */
  async stop(): Promise<number | null> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(this.#kill, 10_000);
    const status = await this.#exited;
    clearTimeout(timer);
    process.removeListener("exit", this.#abandon);
    return status;
  }

  readonly #kill = (): void => {
    this.#child.kill("SIGKILL");
  };

  /** The demo itself ends, and nothing may be left behind. */
  readonly #abandon = (): void => {
    this.#kill();
    this.#clean();
  };

  #clean(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #get(path: string): Promise<Response | null> {
    try {
      return await fetch(`${this.#url}${path}`, { signal: AbortSignal.timeout(5_000) });
    } catch {
      return null;
    }
  }
}

function environmentOf(settings: ServiceSettings): NodeJS.ProcessEnv {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    APP_ID: String(settings.appId),
    PRIVATE_KEY: settings.privateKey,
    WEBHOOK_SECRET: settings.webhookSecret,
    GHE_HOST: settings.github,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: String(settings.port),
    SWEEP_EVERY: settings.sweepEvery,
    WRITE_PACE: "none",
    LOG_LEVEL: "warn",
  };
}
