import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type ApiOutcome, createApi } from "./api.ts";
import { answerAttachment } from "./attachments.ts";
import { answerControl } from "./control.ts";
import type { Deliveries } from "./deliveries.ts";
import { Faults } from "./faults.ts";
import { RateLimits } from "./rate-limit.ts";
import { type Exchange, type LoggedRequest, RequestLog } from "./request-log.ts";
import type { Answer } from "./rest/route.ts";
import type { State } from "./state.ts";

export interface SandboxServerOptions {
  readonly github: { readonly state: State; readonly deliveries?: Deliveries };
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Answers pages for people beside the API. Asked first, for all but `/api/` and `/_sandbox/`; true when it answered. */
  readonly web?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
}

export interface SandboxServer {
  /** `http://127.0.0.1:4100`: the API is there and under `/api/v3`, GraphQL at `/graphql` and `/api/graphql`. */
  readonly url: string;
  readonly faults: Faults;
  readonly limits: RateLimits;
  /** All requests to the API so far, oldest first; those that a fault cut short too. */
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** Hears every request once it is answered. Returns how to stop. */
  onRequest(listener: (request: LoggedRequest) => void): () => void;
  /** The same with what went over the wire, for checking it. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
  /** Stops listening and cuts all connections. */
  close(): Promise<void>;
}

/**
 * Longer than a busy machine pauses, in milliseconds: a connection that is closed just when the next request comes on it looks
 * like a failure that nobody asked for.
 */
const KEEP_ALIVE = 60_000;

/**
 * Serves an in-memory GitHub over HTTP. The addresses in its answers point to this server from then on. Its `Date` is the
 * sandbox's clock.
 */
export async function startSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const { state, deliveries = null } = options.github;
  const log = new RequestLog();
  const faults = new Faults();
  const limits = new RateLimits();
  const services = { state, deliveries, log, faults, limits };
  const api = createApi(services);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const method = request.method ?? "GET";
    response.setHeader("Date", new Date(state.clock.precise()).toUTCString());
    if (url.pathname.startsWith("/_sandbox/")) {
      const text = await readText(request);
      send(response, method, await answerControl(services, method, url.pathname, text));
      return;
    }
    const attachment = method === "GET" ? answerAttachment(state, url.pathname) : null;
    if (attachment !== null) {
      send(response, method, attachment);
      return;
    }
    if (options.web && !url.pathname.startsWith("/api/") && (await options.web(request, response))) return;
    const text = await readText(request);
    const outcome = await api({
      method,
      path: url.pathname,
      query: url.searchParams,
      authorization: request.headers.authorization,
      accept: request.headers.accept ?? "*/*",
      text,
    });
    log.add(exchangeOf(outcome, method, text));
    if (outcome.answer === null) request.socket.destroy();
    else send(response, method, outcome.answer);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const message = `The sandbox has a bug: ${error instanceof Error ? error.stack : String(error)}`;
      if (!response.headersSent) send(response, "GET", { status: 500, body: { message } });
      else response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the sandbox listens on no port");
  const url = `http://${options.host}:${address.port}`;
  state.urls = { web: url, api: `${url}/api/v3` };

  return {
    url,
    faults,
    limits,
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    onRequest: (listener) => log.listen(({ logged }) => listener(logged)),
    onExchange: (listener) => log.listen(listener),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, method: string, answer: Answer): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.setHeader("X-GitHub-Request-Id", requestId());
  response.setHeader("X-GitHub-Media-Type", `github.v3; ${answer.raw ? "param=raw" : "format=json"}`);
  response.statusCode = answer.status;
  if (answer.raw) {
    response.setHeader("Content-Type", answer.raw.type);
    response.end(answer.raw.bytes);
  } else if (answer.body === undefined) {
    response.end();
  } else {
    response.setHeader("Content-Type", "application/json; charset=utf-8");
    response.end(method === "HEAD" ? undefined : JSON.stringify(answer.body));
  }
}

/** In the form of GitHub's own: `8F4C:1A2B3C:4D5E6F:7A8B9C:66F0A1B2`. */
function requestId(): string {
  const hex = randomBytes(17).toString("hex").toUpperCase();
  return [hex.slice(0, 4), hex.slice(4, 10), hex.slice(10, 18), hex.slice(18, 26), hex.slice(26)].join(":");
}

function exchangeOf(outcome: ApiOutcome, method: string, text: string): Exchange {
  const { answer, logged, url, disturbed } = outcome;
  return {
    request: { method, url, body: parsed(text) },
    response: {
      status: logged.status,
      contentType: answer?.raw?.type ?? "application/json; charset=utf-8",
      body: answer?.body === undefined ? undefined : parsed(JSON.stringify(answer.body)),
    },
    logged,
    disturbed,
  };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
