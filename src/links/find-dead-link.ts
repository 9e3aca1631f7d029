import type { LookupAddress } from "node:dns";
import { lookup as lookUp } from "node:dns/promises";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { z } from "zod";
import type { DeadLinkReason } from "../program/evidence-link.ts";
import { isPublicAddress } from "./public-address.ts";

/**
 * Tries an address that somebody wrote.
 * @param web the address of the program's repository, which says on which GitHub it is.
 * @returns why it is certainly dead; `null` when it opens, and when that is not certain. Never throws for what the network does.
 */
export type LinkFinder = (address: string, web: string) => Promise<DeadLinkReason | null>;

export interface LinkSurroundings {
  /** The address of the program's repository. */
  web: string;
  /** Whether an IP address may be connected to. */
  isPublic?: (address: string) => boolean;
  ports?: readonly number[];
  /** All IP addresses of a host. */
  lookup?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Milliseconds for everything. */
  timeout?: number;
}

const TIMEOUT = 5000;
const MOST_REDIRECTS = 3;
const PORTS = [80, 443];

/** GitHub says "not found" of what is there and is private, so its word is not certain. */
const SECRETIVE = ["github.com", "githubusercontent.com"];

/** Servers that do not know HEAD, and those that only say so of HEAD, are asked with GET. */
const ASKED_AGAIN = [404, 405, 410, 501];

interface LinkAnswer {
  status: number;
  location: string | null;
}

/** As {@link LinkFinder}, with what a test may replace. Connects to public addresses alone, and reads no body. */
export async function findDeadLink(
  address: string,
  surroundings: LinkSurroundings,
): Promise<DeadLinkReason | null> {
  const signal = AbortSignal.timeout(surroundings.timeout ?? TIMEOUT);
  // The system's lookup of a name cannot be called off.
  const late = new Promise<null>((resolve) => {
    signal.addEventListener("abort", () => resolve(null));
  });
  return await Promise.race([follow(address, surroundings, signal), late]);
}

/** What is said of the answer at the end of all redirects, each of which is checked as the first address was. */
async function follow(
  address: string,
  surroundings: LinkSurroundings,
  signal: AbortSignal,
): Promise<DeadLinkReason | null> {
  let at = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const url = allowedUrl(at, surroundings.ports ?? PORTS);
    if (url === null) return null;
    const found = await resolve(hostOf(url), surroundings);
    if (found === "no such host") {
      // Where a redirect leads may be a name of another network, such as a company's own login.
      return redirects === 0 && (await isOnline(surroundings)) ? "there is no such host" : null;
    }
    if (!areOpen(found, surroundings)) return null;
    const answer = await ask(url, found, signal);
    if (answer === null) return null;
    if (answer.status === 410) return "410 Gone";
    if (answer.status === 404) return isSecretive(url, surroundings) ? null : "404 Not Found";
    if (answer.status < 300 || answer.status > 399 || answer.location === null) return null;
    if (!URL.canParse(answer.location, at)) return null;
    at = new URL(answer.location, at).href;
  }
  return null;
}

/** `null` for what is never asked: other schemes and ports, and addresses with a name or password in them. */
function allowedUrl(address: string, ports: readonly number[]): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  if (url.username !== "" || url.password !== "") return null;
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  return ports.includes(port) ? url : null;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** All IP addresses of a host; none where that cannot be found out now. */
async function resolve(
  host: string,
  { lookup = (name) => lookUp(name, { all: true }) }: LinkSurroundings,
): Promise<readonly LookupAddress[] | "no such host"> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    return await lookup(host);
  } catch (error) {
    return codeSchema.safeParse(error).data?.code === "ENOTFOUND" ? "no such host" : [];
  }
}

const codeSchema = z.object({ code: z.string() });

/** One address that is not public spoils all: which of them is connected to is not known before. */
function areOpen(found: readonly LookupAddress[], { isPublic = isPublicAddress }: LinkSurroundings): boolean {
  return found.length > 0 && found.every(({ address }) => isPublic(address));
}

/**
 * Whether names of the Internet are resolved here. Without any DNS, behind a proxy, and in a closed network that knows its own
 * names alone, no host is found, so nothing follows from it. Where the GitHub in use is found, and is public, something does.
 */
async function isOnline(surroundings: LinkSurroundings): Promise<boolean> {
  const found = await resolve(hostOf(new URL(surroundings.web)), surroundings);
  return found !== "no such host" && areOpen(found, surroundings);
}

function isSecretive(url: URL, { web }: LinkSurroundings): boolean {
  const host = hostOf(url);
  return [...SECRETIVE, hostOf(new URL(web))].some((known) => host === known || host.endsWith(`.${known}`));
}

/** Asks with HEAD, and with GET where that may be why nothing is found; `null` when there is no answer. */
async function ask(
  url: URL,
  found: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<LinkAnswer | null> {
  const answer = await send("HEAD", url, found, signal);
  return answer !== null && ASKED_AGAIN.includes(answer.status)
    ? await send("GET", url, found, signal)
    : answer;
}

/** One request to one of the addresses that were found, and to no other: the name is not looked up again. */
function send(
  method: "HEAD" | "GET",
  url: URL,
  found: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<LinkAnswer | null> {
  const lookup: LookupFunction = (_host, options, callback) => {
    const [first] = found;
    if (options.all) callback(null, [...found]);
    else callback(null, first?.address ?? "", first?.family);
  };
  return new Promise((settle) => {
    const request = url.protocol === "https:" ? requestSecure : requestPlain;
    const headers = { accept: "*/*", "user-agent": "partnerbot" };
    request(url, { method, headers, agent: false, lookup, signal })
      .on("response", (response) => {
        settle({ status: response.statusCode ?? 0, location: response.headers.location ?? null });
        response.destroy();
      })
      .on("error", () => settle(null))
      .on("close", () => settle(null))
      .end();
  });
}
