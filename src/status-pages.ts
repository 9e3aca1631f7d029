import type { IncomingMessage, ServerResponse } from "node:http";

/** What the process says about itself. */
export interface Condition {
  /** Whether it can work: it has reached GitHub once, and is not stopping. */
  ready(): boolean;
  metrics(): Promise<{ type: string; text: string }>;
}

/** `/healthz` (it lives), `/readyz` (it can work) and `/metrics`, for whoever runs it. */
export function createStatusPages(condition: Condition) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== "GET") return false;
    switch (request.url?.split("?")[0]) {
      case "/healthz":
        return answer(response, 200, "text/plain", "ok\n");
      case "/readyz":
        return condition.ready()
          ? answer(response, 200, "text/plain", "ready\n")
          : answer(response, 503, "text/plain", "not ready\n");
      case "/metrics": {
        const { type, text } = await condition.metrics();
        return answer(response, 200, type, text);
      }
      default:
        return false;
    }
  };
}

function answer(response: ServerResponse, status: number, type: string, text: string): true {
  response.writeHead(status, { "content-type": type }).end(text);
  return true;
}
