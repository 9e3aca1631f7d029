import { z } from "zod";
import { formatInstant, parseInstant } from "../program/instant.ts";
import { installationSubject } from "./caller.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Faults } from "./faults.ts";
import type { RateLimits } from "./rate-limit.ts";
import type { RequestLog } from "./request-log.ts";
import type { Answer } from "./rest/route.ts";
import type { State } from "./state.ts";

/** What the control paths can reach. */
export interface Controls {
  readonly state: State;
  readonly deliveries: Deliveries | null;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly limits: RateLimits;
}

const EFFECT = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("refuse") }),
  z.strictObject({ kind: z.literal("bad-gateway"), applied: z.boolean() }),
  z.strictObject({ kind: z.literal("drop") }),
  z.strictObject({ kind: z.literal("delay"), milliseconds: z.number().min(0) }),
  z.strictObject({
    kind: z.literal("secondary-limit"),
    status: z.union([z.literal(403), z.literal(429)]).exactOptional(),
    retryAfter: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal("partial"),
    path: z.string(),
    type: z.literal("FORBIDDEN").exactOptional(),
  }),
]);
const FAULT = z.strictObject({
  match: z.strictObject({
    method: z.string().exactOptional(),
    path: z.string().exactOptional(),
    operation: z.string().exactOptional(),
    graphql: z.string().exactOptional(),
  }),
  effect: EFFECT,
  times: z.int().min(1).exactOptional(),
  after: z.int().min(0).exactOptional(),
});
const CLOCK = z.union([
  z.strictObject({ advance: z.number() }),
  z.strictObject({ set: z.string().refine((text) => parseInstant(text) !== null, "not an ISO 8601 date") }),
]);
const LIMIT = z.strictObject({
  installation: z.int(),
  resource: z.enum(["core", "graphql"]),
  remaining: z.int().min(0),
  resetIn: z.int().exactOptional(),
});
const DELIVERY_FAULT = z.strictObject({
  fault: z.enum(["lose", "duplicate", "delay", "reorder"]),
  count: z.int().min(1).default(1),
  milliseconds: z.number().default(0),
});

/**
 * Answers what is under `/_sandbox/`: no part of GitHub, but for people and tests in another process.
 *
 * - `GET clock`; `POST clock` with `{ "advance": milliseconds }` or `{ "set": "2026-03-02T09:00:00Z" }`
 * - `GET requests`, `DELETE requests`
 * - `GET deliveries`; `POST deliveries` with `{ "fault": "lose" | "duplicate" | "delay" | "reorder", "count", "milliseconds" }`
 * - `POST idle`: answers when all webhooks are delivered
 * - `GET faults`, `POST faults` (a `Fault`), `DELETE faults`
 * - `POST limits` with `{ "installation", "resource", "remaining", "resetIn" }`
 */
export async function answerControl(
  controls: Controls,
  method: string,
  path: string,
  text: string,
): Promise<Answer> {
  const route = `${method} ${path.replace("/_sandbox/", "")}`;
  const handle = HANDLERS[route];
  if (!handle) return { status: 404, body: { message: `The sandbox has no control ${route}.` } };
  try {
    return { status: 200, body: (await handle(controls, text === "" ? {} : JSON.parse(text))) ?? {} };
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    return { status: 422, body: { message: error.message } };
  }
}

const HANDLERS: Readonly<Record<string, (controls: Controls, body: unknown) => unknown>> = {
  "GET clock": ({ state }) => ({ now: formatInstant(state.clock.now()) }),
  "POST clock": ({ state }, body) => {
    const change = CLOCK.parse(body);
    const instant = "set" in change ? parseInstant(change.set) : null;
    if (instant !== null) state.clock.set(instant);
    else if ("advance" in change) state.clock.advance(change.advance);
    return { now: formatInstant(state.clock.now()) };
  },
  "GET requests": ({ log }) => log.list(),
  "DELETE requests": ({ log }) => log.clear(),
  "GET deliveries": ({ deliveries }) => deliveries?.log ?? [],
  "POST deliveries": ({ deliveries }, body) => {
    const { fault, count, milliseconds } = DELIVERY_FAULT.parse(body);
    if (fault === "delay") deliveries?.faults.delay(milliseconds, count);
    else deliveries?.faults[fault](count);
  },
  "POST idle": ({ deliveries }) => deliveries?.idle(),
  "GET faults": ({ faults }) => ({ pending: faults.pending }),
  "POST faults": ({ faults }, body) => {
    faults.add(FAULT.parse(body));
    return { pending: faults.pending };
  },
  "DELETE faults": ({ faults }) => faults.clear(),
  "POST limits": ({ limits }, body) => {
    const { installation, resource, remaining, resetIn } = LIMIT.parse(body);
    limits.set(installationSubject(installation), resource, remaining, resetIn);
  },
};
