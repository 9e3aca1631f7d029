import { describe, expect, it } from "vitest";
import { RequestCounter } from "../../../../src/sandbox/demo/request-count.ts";
import type { Exchange } from "../../../../src/sandbox/request-log.ts";

function exchange(
  operation: string,
  request: { method?: string; body?: unknown; kind?: "rest" | "graphql" | "token" } = {},
): Exchange {
  const { method = "POST", body, kind = "rest" } = request;
  return {
    request: { method, url: "/", body },
    response: { status: 200, contentType: "application/json", body: {} },
    logged: { method, path: "/", operation, status: 200, actor: "x", kind },
    disturbed: false,
  };
}

const query = (name: string, variables: Record<string, unknown> = {}) =>
  exchange("graphql", {
    kind: "graphql",
    body: { query: `query ${name}($a: Int) { viewer { login } }`, variables },
  });
const mutation = exchange("graphql", { kind: "graphql", body: { query: "mutation Partnerbot { m0: x }" } });
const SWEEP = [
  exchange("apps/list-installations", { method: "GET" }),
  exchange("apps/list-repos-accessible-to-installation", { method: "GET" }),
  query("ProgramLook"),
];

function count(open: readonly number[], exchanges: readonly Exchange[]) {
  const counter = new RequestCounter(() => open);
  for (const one of exchanges) counter.hear(one);
  return counter.take();
}

describe("the requests of the demo", () => {
  it("are reads and writes, and the exchange of a token", () => {
    const token = exchange("apps/create-installation-access-token", { kind: "token" });
    const exchanges = [
      token,
      query("ApplicationLook", { number: 1 }),
      mutation,
      exchange("git/create-ref"),
      exchange("x", { method: "GET" }),
    ];
    expect(count([1], exchanges)).toEqual({ reads: 2, writes: 2, sweeps: 0, tokens: 1 });
  });

  it("are those of a sweep with one look at each open application; what follows is work", () => {
    const look = (number: number) => query("ApplicationLook", { number });
    expect(count([1, 2], [...SWEEP, look(1), mutation, look(1), look(2), look(3)])).toEqual({
      reads: 2,
      writes: 1,
      sweeps: 5,
      tokens: 0,
    });
  });

  it("are a sweep's in each repository, and what it has not looked at is not taken for its own later", () => {
    const counter = new RequestCounter(() => [1, 2]);
    const look = (number: number) => query("ApplicationLook", { number });
    for (const one of [...SWEEP, look(1), query("ProgramLook"), look(1)]) counter.hear(one);
    expect(counter.take()).toEqual({ reads: 1, writes: 0, sweeps: 5, tokens: 0 });
    counter.hear(look(2));
    expect(counter.take()).toEqual({ reads: 1, writes: 0, sweeps: 0, tokens: 0 });
  });

  it("of an event about the whole program are no sweep's", () => {
    const counter = new RequestCounter(() => []);
    for (const one of SWEEP) counter.hear(one);
    expect(counter.take().sweeps).toBe(3);
    counter.hear(query("ProgramLook"));
    expect(counter.take()).toEqual({ reads: 1, writes: 0, sweeps: 0, tokens: 0 });
  });
});
