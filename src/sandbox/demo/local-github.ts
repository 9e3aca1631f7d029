import { randomBytes } from "node:crypto";
import { UserError } from "../../errors.ts";
import type { Instant } from "../../program/instant.ts";
import { STAGES, stageLabel } from "../../program/lifecycle/stage.ts";
import { Deliveries } from "../deliveries.ts";
import { labelsOf } from "../labels.ts";
import { type SandboxServer, startSandboxServer } from "../server.ts";
import type { Repository, State } from "../state.ts";
import { createWebView } from "../web/view.ts";
import { buildDemoWorld, type DemoProgram, type DemoWorld } from "./demo-world.ts";
import { demoFailed } from "./failure.ts";
import { findFreePort } from "./free-port.ts";
import { RequestCounter } from "./request-count.ts";
import { ServiceProcess } from "./service-process.ts";

const HOST = "127.0.0.1";
const SWEEP_SECONDS = 2;

/** A GitHub on this machine with the service working on it. */
export interface LocalGitHub {
  readonly program: DemoProgram;
  readonly world: DemoWorld;
  readonly server: SandboxServer;
  readonly deliveries: Deliveries;
  readonly service: ServiceProcess;
  readonly counter: RequestCounter;
  /** Milliseconds between sweeps. */
  readonly sweepEvery: number;
}

/** Builds the world, serves it, and starts the real service against it. The service may not be ready yet. */
export async function startLocalGitHub(input: {
  program: DemoProgram;
  start: Instant;
  /** `null` for any free port. */
  port: number | null;
}): Promise<LocalGitHub> {
  const port = input.port ?? (await findFreePort());
  const servicePort = await findFreePort();
  const secret = randomBytes(20).toString("hex");
  const world = buildDemoWorld({
    program: input.program,
    start: input.start,
    url: `http://${HOST}:${port}`,
    webhook: { url: `http://${HOST}:${servicePort}/api/github/webhooks`, secret },
  });
  const { state } = world;
  const repository = world.repository(world.fullName);
  const deliveries = new Deliveries(state);
  const server = await startSandboxServer({
    github: { state, deliveries },
    host: HOST,
    port,
    web: createWebView({ state, deliveries, start: repository }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    throw new UserError(
      "port-unusable",
      `Port ${port} cannot be used: somebody else has it.`,
      "Choose another one, or none.",
    );
  });
  const counter = new RequestCounter(() => openApplications(state, repository));
  server.onExchange(counter.hear);
  const service = ServiceProcess.start({
    appId: world.appId,
    privateKey: world.privateKey,
    webhookSecret: secret,
    github: `${HOST}:${port}`,
    port: servicePort,
    sweepEvery: `${SWEEP_SECONDS}s`,
  });
  return {
    program: input.program,
    world,
    server,
    deliveries,
    service,
    counter,
    sweepEvery: SWEEP_SECONDS * 1000,
  };
}

/** Stops the service as an operator does, then everything else. Throws when the service did not end well. */
export async function stopLocalGitHub({ server, deliveries, service }: LocalGitHub): Promise<void> {
  deliveries.stop();
  const status = await service.stop();
  await server.close();
  if (status !== 0)
    throw demoFailed(`the service was asked to stop and ended with ${status ?? "a signal"}, not 0.`);
}

/** What a sweep looks at: open issues that carry a stage. */
function openApplications(state: State, repository: Repository): number[] {
  const stages = STAGES.map((stage) => stageLabel(stage).name);
  return [...repository.issues.values()]
    .filter((issue) => issue.type === "Issue" && issue.state === "open")
    .filter((issue) => labelsOf(state, issue).some(({ name }) => stages.includes(name)))
    .map(({ number }) => number);
}
