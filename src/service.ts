import { run } from "probot";
import { createApp } from "./app.ts";
import { createClients } from "./github/client.ts";
import { missingPermission } from "./github/missing-permission.ts";
import { findDeadLink } from "./links/find-dead-link.ts";
import { createLogoSource } from "./logos/logo-source.ts";
import { createMetrics } from "./metrics.ts";
import type { Settings } from "./settings.ts";
import { createStatusPages } from "./status-pages.ts";
import { loadTemplates } from "./templates.ts";
import { escapeLog, escapeMarkdown } from "./text/escape.ts";
import { createTemplates } from "./text/template.ts";
import { printKey } from "./work/key.ts";
import type { LookContext } from "./work/look.ts";
import { Memory } from "./work/memory.ts";
import { createQueue } from "./work/queue.ts";
import { sweep } from "./work/sweep.ts";
import { createWorker } from "./work/worker.ts";

/** So many looks run side by side; each is a request or two that mostly waits for GitHub. */
const CONCURRENCY = 10;

export interface Service {
  /** Takes no more events, finishes what runs, and lets go of the port. */
  stop(): Promise<void>;
}

/** Starts everything and serves: webhooks in, looks out, a sweep at the start and then every so often. */
export async function startService(settings: Settings): Promise<Service> {
  const metrics = createMetrics();
  const memory = new Memory();
  const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });
  const state = { stopping: false, swept: false };
  // Probot makes the log, when it starts.
  let warn = (message: string): void => {
    process.stderr.write(`${message}\n`);
  };

  const clients = createClients({
    appId: settings.appId,
    privateKey: settings.privateKey,
    baseUrl: settings.baseUrl,
    paced: settings.paced,
    log: { warn: (message) => warn(message) },
    onRequest: metrics.requested,
  });
  const context: LookContext = {
    clients: (installation) => clients.installation(installation),
    memory,
    render: ({ name, view }) => templates.render(name, view),
    logos: createLogoSource(),
    links: (address, web) => findDeadLink(address, { web }),
    pages: loadTemplates("pages"),
  };
  const worker = createWorker(context, () => queue, {
    looked: metrics.looked,
    failed: (key, error, retry) => {
      metrics.failed(retry);
      const permission = missingPermission(error);
      const mend =
        permission === null
          ? ""
          : `this app lacks the permission ${permission}: grant it in the app's settings, and accept it where the app is installed. `;
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      warn(`${printKey(key)}: a look failed (again: ${retry}): ${mend}${escapeLog(reason)}`);
    },
  });
  const queue = createQueue(worker, CONCURRENCY);
  metrics.watch(queue);

  const server = await run((probot, { addHandler }) => {
    warn = (message) => {
      probot.log.warn(message);
    };
    createApp({
      add: (key) => queue.add(key),
      isOwn: (sender) => memory.isOwn(sender),
      mayBeProgram: (repository) => memory.mayBeProgram(repository),
    })(probot);
    addHandler(
      createStatusPages({ ready: () => state.swept && !state.stopping, metrics: () => metrics.print() }),
    );
  });

  async function sweepNow(): Promise<void> {
    try {
      await sweep(clients, queue, (installation, error) => {
        warn(`installation ${installation} cannot be swept: ${escapeLog(String(error))}`);
      });
      state.swept = true;
    } catch (error) {
      warn(`the sweep failed and is tried again: ${escapeLog(String(error))}`);
    }
  }
  void sweepNow();
  const timer = setInterval(() => void sweepNow(), settings.sweepEvery);

  return {
    async stop() {
      state.stopping = true;
      clearInterval(timer);
      await server.stop();
      await queue.stop();
    },
  };
}
