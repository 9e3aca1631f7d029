import type { IncomingMessage, ServerResponse } from "node:http";
import type { Html } from "./html.ts";

/** What comes in from a browser, and what may go back. */
export interface Visit {
  readonly method: "GET" | "POST";
  /** Decoded parts of the path. */
  readonly path: readonly string[];
  readonly url: URL;
  /** What was posted; empty for GET. Line ends are `\n`. */
  readonly form: URLSearchParams;
  readonly cookies: string | undefined;
}

export type Reply =
  | { readonly kind: "page"; readonly page: Html; readonly status?: number }
  | { readonly kind: "asset"; readonly type: string; readonly text: string }
  /** After a post: the browser fetches the page anew. */
  | { readonly kind: "redirect"; readonly to: string; readonly cookie?: string };

/** More than any text that GitHub takes. */
const LONGEST_POST = 1_000_000;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Reads a request; `null` when it is not one that a page of this site makes: another method, a host name that is not
 * this machine's (a name that was made to point here), a post from another site's page, or one that is too long.
 */
export async function readVisit(request: IncomingMessage): Promise<Visit | null> {
  const { method, headers } = request;
  if (method !== "GET" && method !== "POST") return null;
  const host = headers.host ?? "";
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host)) return null;
  if (!URL.canParse(`http://${host}${request.url ?? "/"}`)) return null;
  const url = new URL(`http://${host}${request.url ?? "/"}`);
  const path = decodePath(url.pathname);
  if (path === null) return null;
  const common = { path, url, cookies: headers.cookie };
  if (method === "GET") return { ...common, method, form: new URLSearchParams() };
  if (headers.origin !== undefined && headers.origin !== url.origin) return null;
  if (headers["sec-fetch-site"] !== undefined && headers["sec-fetch-site"] !== "same-origin") return null;
  const text = await readText(request);
  if (text === null) return null;
  const form = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value.replace(/\r\n?/g, "\n"));
  return { ...common, method, form };
}

function decodePath(pathname: string): string[] | null {
  try {
    return pathname
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LONGEST_POST) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cache-Control", "no-store");
  switch (reply.kind) {
    case "page":
      response.writeHead(reply.status ?? 200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html>\n${reply.page.text}`);
      return;
    case "asset":
      response.writeHead(200, { "content-type": `${reply.type}; charset=utf-8` }).end(reply.text);
      return;
    case "redirect":
      if (reply.cookie !== undefined) response.setHeader("Set-Cookie", reply.cookie);
      response.writeHead(303, { location: reply.to }).end();
  }
}
