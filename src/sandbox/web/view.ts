import type { IncomingMessage, ServerResponse } from "node:http";
import { UserError } from "../../errors.ts";
import type { Deliveries } from "../deliveries.ts";
import { SandboxError } from "../errors.ts";
import { findRepository } from "../repositories.ts";
import type { Repository, State } from "../state.ts";
import { readVisit, sendReply } from "./exchange.ts";
import { renderRefusal } from "./layout.ts";
import { findRoute, type Route } from "./routes.ts";
import type { Scene } from "./scene.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { visitorOf } from "./visitor.ts";

const ASSETS: Readonly<Record<string, { type: string; text: string }>> = {
  "/assets/style.css": { type: "text/css", text: STYLE },
  "/assets/script.js": { type: "text/javascript", text: SCRIPT },
};

/**
 * The web view of a local GitHub, for the sandbox's server: answers the addresses that it knows, and says whether it
 * did. Its addresses are GitHub's own, so links in comments lead to where they should.
 */
export function createWebView(github: {
  state: State;
  deliveries: Deliveries | null;
  /** What `/` shows. */
  start: Repository;
}): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { state, deliveries, start } = github;
  return async (request, response) => {
    const address = (request.url ?? "/").split(/[?#]/)[0] ?? "/";
    const asset = request.method === "GET" ? ASSETS[address] : undefined;
    if (asset !== undefined) {
      sendReply(response, { kind: "asset", ...asset });
      return true;
    }
    const found = findRoute(request.method ?? "", address);
    if (found === null) return false;
    const { owner, name } = found.parts;
    const repository = owner === undefined ? start : findRepository(state, owner, name ?? "");
    if (repository === null) return false;
    const visit = await readVisit(request);
    if (visit === null) {
      response.writeHead(403, { "content-type": "text/plain" }).end("Only pages of this site may do this.\n");
      return true;
    }
    const scene = { state, deliveries, visit, repository, visitor: visitorOf(state, visit.cookies) };
    sendReply(response, answer(scene, found.route, found.parts));
    return true;
  };
}

function answer(scene: Scene, route: Route, parts: Readonly<Record<string, string>>) {
  try {
    const reply = route.answer(scene, parts);
    return reply ?? refusal(scene, 404, "Nothing here", "There is nothing at this address.");
  } catch (error) {
    if (error instanceof SandboxError) {
      const fields = (error.errors ?? []).map(
        ({ field, message, code }) => message ?? `${field ?? ""} ${code}`,
      );
      return refusal(scene, error.status, "GitHub refuses this", [error.message, ...fields].join(": "));
    }
    if (error instanceof UserError) {
      return refusal(scene, 422, "This cannot be done", `${error.message} ${error.mend}`);
    }
    throw error;
  }
}

function refusal(scene: Scene, status: number, title: string, why: string) {
  return { kind: "page" as const, status, page: renderRefusal(scene, title, why) };
}
