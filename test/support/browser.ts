import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import type { SiteFile } from "../../src/pages/site/site-input.ts";

const PLACES = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The Chromium of this machine; `null` where there is none. Where it must be there, that is an error. */
export function chromiumPath(): string | null {
  const found = PLACES.find((path) => path !== "" && existsSync(path)) ?? null;
  if (found === null && process.env["REQUIRE_CHROMIUM"] === "1") {
    throw new Error("Chromium is not installed, and these checks must not be left out");
  }
  return found;
}

export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  json: "application/json",
  xml: "application/xml",
};

/** Where GitHub Pages shows the site of a repository: below the repository's name. */
const BELOW = "/community/";

/** The files of a site over HTTP, as GitHub Pages gives them: a folder is its `index.html`. */
export async function serveSite(
  files: readonly SiteFile[],
): Promise<{ address: string; stop: () => Promise<void> }> {
  const byPath = new Map(files.map(({ path, content }) => [path, content]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const below = pathname.startsWith(BELOW) ? pathname.slice(BELOW.length) : pathname;
    const path = decodeURIComponent(below).replace(/(^|\/)$/, "$1index.html");
    const content = byPath.get(path);
    if (content === undefined) response.writeHead(404, { "content-type": TYPES["html"] });
    else response.writeHead(200, { "content-type": TYPES[path.split(".").at(-1) ?? ""] ?? "text/plain" });
    response.end(content ?? byPath.get("404.html"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${BELOW}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
