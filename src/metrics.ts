import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Queue } from "./work/queue.ts";
import type { Observer } from "./work/worker.ts";

/** What Prometheus is told at `/metrics`. */
export interface Metrics {
  requested(request: { method: string; url: string; status: number }): void;
  looked: Observer["looked"];
  failed(retry: string): void;
  /** Shows how much work waits. */
  watch(queue: Queue): void;
  print(): Promise<{ type: string; text: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "partnerbot_github_requests_total",
    help: "Requests to GitHub that were answered",
    labelNames: ["method", "kind", "status"],
    registers,
  });
  const looks = new Counter({
    name: "partnerbot_looks_total",
    help: "Looks at applications, pull requests and programs",
    labelNames: ["kind", "result"],
    registers,
  });
  const failures = new Counter({
    name: "partnerbot_look_failures_total",
    help: "Looks that failed, by when they are made again",
    labelNames: ["again"],
    registers,
  });

  return {
    requested({ method, url, status }) {
      const kind = /\/graphql$/.test(url) ? "graphql" : /\/access_tokens$/.test(url) ? "token" : "rest";
      requests.inc({ method, kind, status });
    },
    looked: (key, result) => looks.inc({ kind: key.kind, result }),
    failed: (again) => failures.inc({ again }),
    watch(queue) {
      new Gauge({
        name: "partnerbot_queue",
        help: "Looks that run, wait, or are due later",
        labelNames: ["state"],
        registers,
        collect() {
          for (const [state, count] of Object.entries(queue.counts())) this.set({ state }, count);
        },
      });
    },
    print: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
