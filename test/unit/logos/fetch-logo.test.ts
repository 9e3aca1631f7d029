import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchLogo } from "../../../src/logos/fetch-logo.ts";
import { isAttachment, isAttachmentStorage } from "../../../src/program/attachment.ts";

const HOME = "https://github.com/example/community";
const ADDRESS = "https://github.com/user-attachments/assets/0d35ce43";
const STORAGE = "https://github-production-user-asset-6210df.s3.amazonaws.com/1/2.png";
const PICTURE = Buffer.from("a picture");

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What is answered at an address, whatever host it is on. */
let answers: Map<string, Answer>;
let asked: { url: string; authorization: string | undefined }[];
let stop: () => Promise<void>;
/** Sends what is for GitHub's hosts to a server of this machine. */
let request: typeof fetch;

beforeEach(async () => {
  answers = new Map([[ADDRESS, picture()]]);
  asked = [];
  const server = createServer((incoming, response) => {
    const url = `https://${incoming.headers["x-host"]}${incoming.url}`;
    asked.push({ url, authorization: incoming.headers.authorization });
    const answer = answers.get(url);
    if (answer === undefined) response.writeHead(404).end();
    else answer(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  request = (input, init) => {
    const url = new URL(String(input));
    const headers = new Headers(init?.headers);
    headers.set("x-host", url.host);
    return fetch(`http://127.0.0.1:${address.port}${url.pathname}${url.search}`, { ...init, headers });
  };
  stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
});

afterEach(() => stop());

function picture(headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(200, { "content-type": "image/png", ...headers }).end(PICTURE);
  };
}

function redirect(location: string): Answer {
  return (_, response) => {
    response.writeHead(302, { location }).end();
  };
}

function get(address = ADDRESS, options: { timeout?: number; token?: () => Promise<string> } = {}) {
  return fetchLogo(address, {
    allowed: (at) => isAttachment(at, HOME),
    storage: (at) => isAttachmentStorage(at, HOME),
    tokenFor: "https://github.com",
    fetch: request,
    token: null,
    ...options,
  });
}

function refused(code: string) {
  return expect.objectContaining({ name: "UserError", code });
}

describe("fetching a logo", () => {
  it("gets the bytes, and sends nothing about itself but a name", async () => {
    expect(await get()).toEqual(PICTURE);
    expect(asked).toEqual([{ url: ADDRESS, authorization: undefined }]);
  });

  it("follows GitHub into its storage", async () => {
    answers.set(ADDRESS, redirect(STORAGE));
    answers.set(STORAGE, picture());
    expect(await get()).toEqual(PICTURE);
  });

  it("goes nowhere else, however it is led there", async () => {
    for (const address of [
      "https://evil.example/x.png",
      "http://127.0.0.1/x.png",
      "https://github.com/login",
    ]) {
      await expect(get(address)).rejects.toEqual(refused("logo-address"));
      answers.set(ADDRESS, redirect(address));
      await expect(get()).rejects.toEqual(refused("logo-address"));
      answers.set(ADDRESS, redirect(STORAGE));
      answers.set(STORAGE, redirect(address));
      await expect(get()).rejects.toEqual(refused("logo-address"));
    }
    expect(asked.map(({ url }) => new URL(url).host)).not.toContain("evil.example");
    answers.set(ADDRESS, redirect("http://["));
    await expect(get()).rejects.toEqual(refused("logo-address"));
  });

  it("is not sent round and round", async () => {
    answers.set(ADDRESS, redirect(ADDRESS));
    await expect(get()).rejects.toEqual(refused("logo-address"));
    expect(asked).toHaveLength(4);
  });

  it("shows its token to GitHub alone, and only where nothing is found without it", async () => {
    const token = async () => "secret";
    answers.set(ADDRESS, (incoming, response) => {
      if (incoming.headers.authorization === "Bearer secret") redirect(STORAGE)(incoming, response);
      else response.writeHead(404).end();
    });
    answers.set(STORAGE, picture());
    expect(await get(ADDRESS, { token })).toEqual(PICTURE);
    expect(asked).toEqual([
      { url: ADDRESS, authorization: undefined },
      { url: ADDRESS, authorization: "Bearer secret" },
      { url: STORAGE, authorization: undefined },
    ]);
    asked = [];
    const elsewhere = "https://user-images.githubusercontent.com/1/gone.png";
    await expect(get(elsewhere, { token })).rejects.toEqual(refused("logo-missing"));
    expect(asked).toEqual([{ url: elsewhere, authorization: undefined }]);
  });

  it("takes pictures only", async () => {
    answers.set(ADDRESS, picture({ "content-type": "text/html; charset=utf-8" }));
    await expect(get()).rejects.toMatchObject({
      code: "logo-no-picture",
      message: expect.stringContaining("text/html,"),
    });
    answers.set(ADDRESS, (_, response) => response.writeHead(200).end(PICTURE));
    await expect(get()).rejects.toEqual(refused("logo-no-picture"));
  });

  it("does not begin to read what is too large, and stops reading what turns out to be", async () => {
    answers.set(ADDRESS, (_, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": String(50 * 1024 * 1024) });
      response.write("x");
    });
    await expect(get()).rejects.toMatchObject({ code: "logo-too-large", message: "The logo has 50 MB." });

    let sent = 0;
    answers.set(ADDRESS, (_, response) => {
      response.writeHead(200, { "content-type": "image/png" });
      const more = () => {
        if (response.destroyed || sent > 200) return;
        sent += 1;
        response.write(Buffer.alloc(1024 * 1024), more);
      };
      more();
    });
    await expect(get()).rejects.toMatchObject({
      code: "logo-too-large",
      message: "The logo has more than 5 MB.",
    });
    expect(sent).toBeLessThan(100);
  });

  it("does not wait for ever, nor fall over what breaks off", async () => {
    answers.set(ADDRESS, (_, response) =>
      response.writeHead(200, { "content-type": "image/png" }).write("x"),
    );
    await expect(get(ADDRESS, { timeout: 200 })).rejects.toMatchObject({
      code: "logo-unreachable",
      message: expect.stringContaining("too long"),
    });
    answers.set(ADDRESS, (incoming) => incoming.socket.destroy());
    await expect(get()).rejects.toEqual(refused("logo-unreachable"));
    answers.set(ADDRESS, (incoming, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": "100" });
      response.write("x", () => incoming.socket.destroy());
    });
    await expect(get()).rejects.toEqual(refused("logo-unreachable"));
  });

  it("tells what GitHub answered", async () => {
    answers.delete(ADDRESS);
    await expect(get()).rejects.toEqual(refused("logo-missing"));
    answers.set(ADDRESS, (_, response) => response.writeHead(503).end());
    await expect(get()).rejects.toMatchObject({
      code: "logo-unreachable",
      message: "GitHub did not give the logo: it answered 503.",
    });
  });

  it("does not take a bug for the network's fault", async () => {
    const token = () => Promise.reject(new TypeError("x is not a function"));
    answers.delete(ADDRESS);
    await expect(get(ADDRESS, { token })).rejects.toThrow("x is not a function");
  });
});
