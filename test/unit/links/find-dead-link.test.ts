import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDeadLink, type LinkSurroundings } from "../../../src/links/find-dead-link.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const LOOPBACK = [{ address: "127.0.0.1", family: 4 }];

let server: Server;
let port: number;
let answers: Record<string, Answer>;
let asked: string[];

beforeEach(async () => {
  asked = [];
  answers = {};
  server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    asked.push(`${method} ${url} ${headers.host?.split(":")[0]}`);
    const answer = answers[url];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  port = address.port;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };

function tried(path: string, more: Partial<LinkSurroundings> = {}, host = "localhost") {
  return findDeadLink(`http://${host}:${port}${path}`, {
    web: "https://github.example/stackwright/community",
    ports: [port],
    isPublic: () => true,
    lookup: async () => LOOPBACK,
    ...more,
  });
}

/** A name that no name server knows. */
function unknown(): Promise<never> {
  return Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }));
}

describe("an address", () => {
  it("is dead when the server says that there is no such page, or no more, also to GET", async () => {
    answers["/gone"] = status(410);
    expect(await tried("/missing")).toBe("404 Not Found");
    expect(await tried("/gone")).toBe("410 Gone");
    expect(asked).toEqual([
      "HEAD /missing localhost",
      "GET /missing localhost",
      "HEAD /gone localhost",
      "GET /gone localhost",
    ]);
  });

  it("is not dead where only HEAD is refused", async () => {
    for (const code of [404, 405, 501]) {
      answers["/page"] = (request, response) =>
        response.writeHead(request.method === "HEAD" ? code : 200).end();
      expect(await tried("/page")).toBeNull();
    }
    expect(asked.filter((line) => line.startsWith("GET"))).toHaveLength(3);
  });

  it.each([200, 204, 401, 403, 429, 500, 503])("is not called dead for the status %d", async (code) => {
    answers["/page"] = status(code);
    expect(await tried("/page")).toBeNull();
    expect(asked).toEqual(["HEAD /page localhost"]);
  });

  it("is followed where it leads, three times at the most", async () => {
    answers["/a"] = status(302, { location: "/b" });
    answers["/b"] = status(301, { location: "/missing" });
    expect(await tried("/a")).toBe("404 Not Found");
    asked = [];
    answers["/loop"] = status(302, { location: "/loop" });
    expect(await tried("/loop")).toBeNull();
    expect(asked).toHaveLength(4);
  });

  it("is not certain where it leads into a network that is not public, and nothing there is asked", async () => {
    answers["/a"] = status(302, { location: `http://127.0.0.2:${port}/missing` });
    const isPublic = (address: string) => address !== "127.0.0.2";
    expect(await tried("/a", { isPublic })).toBeNull();
    expect(asked).toEqual(["HEAD /a localhost"]);
  });

  it.each<[string, (at: number) => string]>([
    ["a private address in hexadecimal", (at) => `http://0x7f000002:${at}/missing`],
    ["a private IPv6 address", (at) => `http://[::1]:${at}/missing`],
    ["another port", () => "http://localhost/missing"],
    ["another scheme", () => "ftp://localhost/missing"],
    ["a name and password", (at) => `http://me:secret@localhost:${at}/missing`],
    ["no address", () => "http://["],
    ["a host that is not found from here", (at) => `http://sign-in.example:${at}/missing`],
  ])("is not certain where it leads to %s", async (_, location) => {
    answers["/a"] = status(302, { location: location(port) });
    const isPublic = (address: string) => address === "127.0.0.1";
    const lookup = async (host: string) => (host === "sign-in.example" ? unknown() : LOOPBACK);
    expect(await tried("/a", { isPublic, lookup })).toBeNull();
    expect(asked).toEqual(["HEAD /a localhost"]);
  });

  it("is connected to where it was checked, also when the name leads elsewhere a moment later", async () => {
    const found = [LOOPBACK, [{ address: "127.0.0.2", family: 4 }]];
    const isPublic = (address: string) => address === "127.0.0.1";
    const lookup = async () => found.shift() ?? [];
    expect(await tried("/missing", { isPublic, lookup })).toBe("404 Not Found");
    expect(await tried("/missing", { isPublic, lookup })).toBeNull();
    expect(asked).toHaveLength(2);
    // The system would find the server; nobody is where the lookup says.
    const elsewhere = async () => [{ address: "127.0.0.2", family: 4 }];
    expect(await tried("/missing", { lookup: elsewhere })).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it("is told nothing of the program, and is not read", async () => {
    const sent: IncomingMessage["headers"][] = [];
    answers["/page"] = (request, response) => {
      sent.push(request.headers);
      if (request.method === "HEAD") response.writeHead(405).end();
      // A body that never ends.
      else response.writeHead(404).write("a");
    };
    expect(await tried("/page", { timeout: 60_000 })).toBe("404 Not Found");
    const headers = {
      accept: "*/*",
      "user-agent": "partnerbot",
      host: `localhost:${port}`,
      connection: "close",
    };
    expect(sent).toEqual([headers, headers]);
  });

  it("is never asked for at an address that is not public, whatever its name", async () => {
    expect(
      await findDeadLink(`http://127.0.0.1:${port}/missing`, { web: "https://g.example", ports: [port] }),
    ).toBeNull();
    const mixed = async () => [{ address: "140.82.121.4", family: 4 }, ...LOOPBACK];
    const common = { web: "https://g.example", ports: [port], lookup: mixed };
    expect(await findDeadLink(`http://talks.example:${port}/missing`, common)).toBeNull();
    expect(asked).toEqual([]);
  });

  it.each([
    "ftp://talks.example/x",
    "http://user:secret@talks.example/x",
    "http://talks.example:8080/x",
    "no address",
  ])("is never asked for when it is %s", async (address) => {
    const common = { web: "https://g.example", isPublic: () => true, lookup: async () => LOOPBACK };
    expect(await findDeadLink(address, common)).toBeNull();
    expect(asked).toEqual([]);
  });

  it("is dead when there is no such host, where others are found", async () => {
    const lookup = (host: string) =>
      host === "github.example" ? Promise.resolve([{ address: "140.82.121.4", family: 4 }]) : unknown();
    expect(await tried("/x", { lookup }, "talks.example")).toBe("there is no such host");
    expect(await tried("/x", { lookup: unknown }, "talks.example")).toBeNull();
    const inClosedNetwork = (host: string) =>
      host === "github.example" ? Promise.resolve(LOOPBACK) : unknown();
    expect(await tried("/x", { lookup: inClosedNetwork, isPublic: () => false }, "talks.example")).toBeNull();
  });

  it("is not certain when GitHub does not show it, which it says of private pages too", async () => {
    const web = "https://localhost/stackwright/community";
    expect(await tried("/missing", { web })).toBeNull();
    answers["/gone"] = status(410);
    expect(await tried("/gone", { web })).toBe("410 Gone");
  });

  it("is not certain when nobody answers, or the connection breaks", async () => {
    answers["/slow"] = () => {};
    expect(await tried("/slow", { timeout: 50 })).toBeNull();
    answers["/broken"] = (request) => request.socket.destroy();
    expect(await tried("/broken")).toBeNull();
    expect(await tried("/x", { lookup: () => Promise.reject(new Error("EAI_AGAIN")) })).toBeNull();
    expect(await tried("/x", { lookup: () => new Promise(() => {}), timeout: 50 })).toBeNull();
  });
});
