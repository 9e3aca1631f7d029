import type { Instant } from "../program/instant.ts";
import type { Key } from "./key.ts";
import { printKey } from "./key.ts";
import { lookAtLinked } from "./linked.ts";
import { linkingPrograms } from "./live-reading.ts";
import { type LookContext, lookAtApplication } from "./look.ts";
import { lookAtProgram } from "./program.ts";
import { lookAtPullRequest } from "./pull-request.ts";
import type { Queue, Worker } from "./queue.ts";
import { type Retry, retryAfter } from "./retry.ts";

/** What operators see of the work. */
export interface Observer {
  looked(key: Key, result: "nothing" | "broken" | "unchanged" | "changed"): void;
  failed(key: Key, error: unknown, retry: Retry["kind"]): void;
}

/** Does the looks that a queue hands out, and says when to look at the same thing again. */
export function createWorker(context: LookContext, queue: () => Queue, observer: Observer): Worker {
  const failures = new Map<string, number>();
  /** Until when GitHub wants nothing of an installation, whatever else happens there meanwhile. */
  const pauses = new Map<number, number>();

  async function look(key: Key): Promise<void> {
    if (key.kind === "program") {
      const { changed } = await lookAtProgram(context, key, ({ applications, pullRequests }) => {
        for (const number of applications) queue().add({ ...key, kind: "application", number });
        for (const number of pullRequests) queue().add({ ...key, kind: "pull-request", number });
      });
      observer.looked(key, changed ? "changed" : "unchanged");
      return;
    }
    if (key.kind === "repository") {
      const { memory } = context;
      for (const { program, repository } of linkingPrograms(
        memory.collections(),
        `${key.owner}/${key.name}`,
      )) {
        const delay = memory.awaited.add(program, repository, Date.now());
        queue().add({ ...program, kind: "activity" }, delay);
      }
      return;
    }
    if (key.kind === "activity") {
      const { changed } = await lookAtLinked(context, { ...key, kind: "program" }, (applications) => {
        for (const number of applications) queue().add({ ...key, kind: "application", number });
      });
      observer.looked(key, changed ? "changed" : "unchanged");
      return;
    }
    if (key.kind === "pull-request") {
      observer.looked(key, await lookAtPullRequest(context, key));
      return;
    }
    const result = await lookAtApplication(context, key);
    if (result.kind === "done") {
      observer.looked(key, result.actions > 0 ? "changed" : "unchanged");
      if (result.next !== null) queue().add(key, delayUntil(result.at, result.next));
      return;
    }
    observer.looked(key, result.kind);
    if (result.kind === "broken") {
      queue().add({ kind: "program", installation: key.installation, owner: key.owner, name: key.name });
    }
  }

  return async (key) => {
    const id = printKey(key);
    const pause = (pauses.get(key.installation) ?? 0) - Date.now();
    if (pause > 0) {
      queue().add(key, pause);
      return;
    }
    try {
      await look(key);
      failures.delete(id);
    } catch (error) {
      const attempt = failures.get(id) ?? 0;
      const retry = retryAfter(error, attempt, Date.now());
      observer.failed(key, error, retry.kind);
      if (retry.kind === "never") {
        failures.delete(id);
        return;
      }
      failures.set(id, attempt + 1);
      if (retry.kind === "limited") pauses.set(key.installation, Date.now() + retry.delay);
      queue().add(key, retry.delay);
    }
  };
}

/** Milliseconds from GitHub's `now` to just after an instant: GitHub's clock has whole seconds. */
function delayUntil(now: Instant, instant: Instant): number {
  return Math.max(instant - now, 0) + 1000;
}
