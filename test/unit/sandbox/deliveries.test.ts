import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Deliveries } from "../../../src/sandbox/deliveries.ts";
import { buildSmallWorld, SMALL_APP } from "./small-world.ts";

interface Received {
  headers: IncomingMessage["headers"];
  body: string;
  title: string;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** An app that hears webhooks and answers with `status` when `answer` has resolved. */
async function buildHook(
  options: { answer?: () => Promise<void>; timeout?: number; concurrency?: number } = {},
) {
  const received: Received[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    received.push({ headers: request.headers, body, title: JSON.parse(body).issue?.title ?? "" });
    await options.answer?.();
    response.writeHead(status).end("seen");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/hook`;
  const world = buildSmallWorld({ app: { ...SMALL_APP, webhook: { url, secret: "s3cret" } } });
  const deliveries = new Deliveries(world.state, options);
  const open = (title: string) => world.as("rob").openIssue({ repository: "octo/program", title });
  const answerWith = (next: number) => {
    status = next;
  };
  return {
    ...world,
    deliveries,
    received,
    server,
    open,
    answerWith,
    titles: () => received.map(({ title }) => title),
  };
}

describe("deliveries", () => {
  it("are signed requests as GitHub makes them, in order", async () => {
    const { deliveries, received, open, titles, app } = await buildHook();
    for (const title of ["a", "b", "c"]) open(title);
    await deliveries.idle();
    expect(titles()).toEqual(["a", "b", "c"]);
    const [first] = received;
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": expect.stringMatching(/^[\da-f-]{36}$/),
      "x-github-hook-id": `${app?.webhook?.id}`,
      "user-agent": expect.stringMatching(/^GitHub-Hookshot\//),
      "x-hub-signature-256": `sha256=${createHmac("sha256", "s3cret")
        .update(first?.body ?? "")
        .digest("hex")}`,
    });
    expect(deliveries.log).toMatchObject([
      { event: "issues", action: "opened", status: "OK", statusCode: 200, redelivery: false },
      { response: { payload: "seen" } },
      {},
    ]);
  });

  it("hold back what the app does not subscribe to, and everything while it is suspended", async () => {
    const { deliveries, open, state, as, received } = await buildHook();
    const [installation] = state.installations.values();
    if (installation === undefined) throw new Error("not built");
    installation.events = ["issue_comment"];
    const issue = open("a");
    as("rob").comment(issue, "x");
    installation.suspendedAt = state.clock.now();
    as("rob").comment(issue, "y");
    await deliveries.idle();
    expect(received.map(({ headers }) => headers["x-github-event"])).toEqual(["issue_comment"]);
  });

  it("are not repeated by themselves, but again on request, under the same delivery id", async () => {
    const { deliveries, open, received, answerWith } = await buildHook();
    answerWith(500);
    open("a");
    await deliveries.idle();
    expect(deliveries.log).toMatchObject([{ status: "Invalid HTTP Response: 500", statusCode: 500 }]);
    answerWith(200);
    const [first] = deliveries.log;
    const again = await deliveries.redeliver(first?.id ?? 0);
    expect(again).toMatchObject({ guid: first?.guid, redelivery: true, status: "OK" });
    expect(again.id).not.toBe(first?.id);
    expect(received.map(({ headers }) => headers["x-github-delivery"])).toEqual([first?.guid, first?.guid]);
    await expect(deliveries.redeliver(1)).rejects.toMatchObject({ status: 404 });
  });

  it("are given up after the time limit, and when nobody answers", async () => {
    const { deliveries, open, server } = await buildHook({
      answer: () => new Promise(() => {}),
      timeout: 50,
    });
    open("a");
    await deliveries.idle();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    open("b");
    await deliveries.idle();
    expect(deliveries.log.map(({ status }) => status)).toEqual(["timed out", "failed to connect to host"]);
  });

  it("are lost, doubled, delayed and put out of order on demand", async () => {
    const { deliveries, open, titles } = await buildHook();
    deliveries.faults.lose();
    deliveries.faults.duplicate();
    deliveries.faults.delay(30);
    deliveries.faults.reorder(2);
    for (const title of ["lost", "twice", "late", "second", "first", "plain"]) open(title);
    await deliveries.idle();
    expect(titles()).toHaveLength(6);
    expect(titles().filter((title) => title !== "late")).toEqual([
      "twice",
      "twice",
      "first",
      "second",
      "plain",
    ]);
    expect(titles().indexOf("late")).toBeGreaterThan(0);
    expect(deliveries.log.map(({ status }) => status).filter((status) => status === "lost")).toHaveLength(1);
  });

  it("held back for an order that never comes go out when idle is asked for", async () => {
    const { deliveries, open, titles } = await buildHook();
    deliveries.faults.reorder(5);
    for (const title of ["a", "b"]) open(title);
    await deliveries.idle();
    expect(titles()).toEqual(["b", "a"]);
  });

  it("stop when told to", async () => {
    const { deliveries, open, titles } = await buildHook();
    deliveries.stop();
    open("a");
    await deliveries.idle();
    expect(titles()).toEqual([]);
  });
});
