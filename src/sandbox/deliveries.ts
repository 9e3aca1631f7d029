import { createHmac, randomUUID } from "node:crypto";
import type { Instant } from "../program/instant.ts";
import { DeliveryFaults } from "./delivery-faults.ts";
import { notFound } from "./errors.ts";
import { subscribe } from "./events.ts";
import { nextId } from "./nodes.ts";
import type { App, Installation, State, WebhookEvent } from "./state.ts";

/** One attempt to deliver one event, as the app's delivery log shows it. */
export interface Delivery {
  readonly id: number;
  /** The same for all attempts of one event. */
  readonly guid: string;
  readonly appId: number;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  readonly deliveredAt: Instant;
  /** Seconds until it was answered or given up. */
  readonly duration: number;
  /** `OK` for 2xx, `lost` for one that a fault swallowed, else what went wrong. */
  readonly status: string;
  /** 0 when there was no answer. */
  readonly statusCode: number;
  readonly request: { readonly headers: Record<string, string>; readonly payload: Record<string, unknown> };
  readonly response: { readonly headers: Record<string, string>; readonly payload: string } | null;
}

interface Parcel {
  readonly app: App;
  readonly guid: string;
  readonly event: WebhookEvent;
  readonly redelivery: boolean;
}

/** GitHub tells every app about its own installations, asked or not. */
const ALWAYS = [
  "installation",
  "installation_repositories",
  "installation_target",
  "github_app_authorization",
];

/**
 * Brings webhook events to the app, as GitHub does: signed, only those it subscribes to, where it is installed, given up
 * after `timeout` milliseconds, never repeated by itself. They start in the order of the events; with `concurrency` 1
 * each waits for the answer to the one before.
 */
export class Deliveries {
  readonly faults = new DeliveryFaults<Parcel>();
  readonly #state: State;
  readonly #timeout: number;
  readonly #concurrency: number;
  readonly #log: Delivery[] = [];
  readonly #queue: Parcel[] = [];
  readonly #stop: () => void;
  #inFlight = 0;
  #delayed = 0;
  #stopped = false;
  readonly #waiting: (() => void)[] = [];

  constructor(state: State, options: { timeout?: number; concurrency?: number } = {}) {
    this.#state = state;
    this.#timeout = options.timeout ?? 10_000;
    this.#concurrency = options.concurrency ?? 1;
    this.#stop = subscribe(state, (event) => this.#accept(event));
  }

  /** All attempts so far, oldest first. */
  get log(): readonly Delivery[] {
    return this.#log;
  }

  /** Sends what delivery `id` held once more, and resolves with the new delivery. 404 for an unknown one. */
  async redeliver(id: number): Promise<Delivery> {
    const { guid, appId, installationId, event, action, request } = this.#find(id);
    const app = this.#state.apps.get(appId);
    if (app === undefined) throw notFound();
    const again = { event, action, installationId, payload: request.payload };
    return this.#send({ app, guid, event: again, redelivery: true });
  }

  /** Resolves when everything emitted so far was answered or given up. Events held back for reordering go out now. */
  async idle(): Promise<void> {
    for (const parcel of this.faults.releaseHeld()) this.#enqueue(parcel);
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** No further events are accepted; what is queued or delayed is dropped. */
  stop(): void {
    this.#stop();
    this.#stopped = true;
    this.#queue.length = 0;
    this.#work();
  }

  #find(id: number): Delivery {
    const delivery = this.#log.find((other) => other.id === id);
    if (delivery === undefined) throw notFound();
    return delivery;
  }

  #accept(event: WebhookEvent): void {
    const installation = this.#state.installations.get(event.installationId);
    const app = installation === undefined ? undefined : this.#state.apps.get(installation.appId);
    if (installation === undefined || app === undefined || app.webhook === null) return;
    if (!wants(installation, event)) return;
    const parcel = { app, guid: randomUUID(), event, redelivery: false };
    const { send, lost, delayed } = this.faults.apply(parcel);
    for (const one of lost) this.#record(one, { status: "lost", statusCode: 0, duration: 0, response: null });
    for (const { parcel: one, milliseconds } of delayed) this.#sendLater(one, milliseconds);
    for (const one of send) this.#enqueue(one);
  }

  #sendLater(parcel: Parcel, milliseconds: number): void {
    this.#delayed += 1;
    setTimeout(() => {
      this.#delayed -= 1;
      if (this.#stopped) this.#work();
      else this.#enqueue(parcel);
    }, milliseconds);
  }

  #enqueue(parcel: Parcel): void {
    this.#queue.push(parcel);
    this.#work();
  }

  #work(): void {
    while (this.#inFlight < this.#concurrency) {
      const parcel = this.#queue.shift();
      if (parcel === undefined) break;
      void this.#send(parcel);
    }
    if (!this.#isIdle()) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #isIdle(): boolean {
    return this.#inFlight === 0 && this.#delayed === 0 && this.#queue.length === 0;
  }

  async #send(parcel: Parcel): Promise<Delivery> {
    this.#inFlight += 1;
    const started = performance.now();
    const outcome = await this.#post(parcel);
    const duration = Math.round(performance.now() - started) / 1000;
    this.#inFlight -= 1;
    const delivery = this.#record(parcel, { ...outcome, duration });
    this.#work();
    return delivery;
  }

  async #post(parcel: Parcel): Promise<Pick<Delivery, "status" | "statusCode" | "response">> {
    const { webhook } = parcel.app;
    if (webhook === null) return { status: "no webhook", statusCode: 0, response: null };
    const body = JSON.stringify(parcel.event.payload);
    const signal = AbortSignal.timeout(this.#timeout);
    try {
      const answer = await fetch(webhook.url, {
        method: "POST",
        body,
        headers: headersOf(parcel, body),
        signal,
      });
      const payload = await answer.text();
      const status = answer.ok ? "OK" : `Invalid HTTP Response: ${answer.status}`;
      return {
        status,
        statusCode: answer.status,
        response: { headers: Object.fromEntries(answer.headers), payload },
      };
    } catch {
      return {
        status: signal.aborted ? "timed out" : "failed to connect to host",
        statusCode: 0,
        response: null,
      };
    }
  }

  #record(
    parcel: Parcel,
    outcome: Pick<Delivery, "status" | "statusCode" | "duration" | "response">,
  ): Delivery {
    const { event, app, guid, redelivery } = parcel;
    const delivery: Delivery = {
      id: nextId(this.#state),
      guid,
      appId: app.id,
      installationId: event.installationId,
      repositoryId: repositoryIdOf(event),
      event: event.event,
      action: event.action,
      redelivery,
      deliveredAt: this.#state.clock.now(),
      request: { headers: headersOf(parcel, JSON.stringify(event.payload)), payload: event.payload },
      ...outcome,
    };
    this.#log.push(delivery);
    return delivery;
  }
}

function wants(installation: Installation, { event }: WebhookEvent): boolean {
  if (ALWAYS.includes(event)) return true;
  return installation.suspendedAt === null && installation.events.includes(event);
}

function headersOf({ app, guid, event }: Parcel, body: string): Record<string, string> {
  const secret = app.webhook?.secret ?? "";
  const sign = (algorithm: string) =>
    `${algorithm}=${createHmac(algorithm, secret).update(body).digest("hex")}`;
  return {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/5a4d3c2",
    "X-GitHub-Delivery": guid,
    "X-GitHub-Event": event.event,
    "X-GitHub-Hook-ID": `${app.webhook?.id ?? 0}`,
    "X-GitHub-Hook-Installation-Target-ID": `${app.id}`,
    "X-GitHub-Hook-Installation-Target-Type": "integration",
    "X-Hub-Signature": sign("sha1"),
    "X-Hub-Signature-256": sign("sha256"),
  };
}

function repositoryIdOf(event: WebhookEvent): number | null {
  const { repository } = event.payload;
  const isEntity = typeof repository === "object" && repository !== null && "id" in repository;
  return isEntity && typeof repository.id === "number" ? repository.id : null;
}
