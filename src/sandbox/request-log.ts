/** One request that the sandbox answered, for counting and printing. */
export interface LoggedRequest {
  readonly method: string;
  /** As the client sent it, without its query. */
  readonly path: string;
  /** GitHub's own name, such as `issues/create-comment`; `graphql`; `null` for a path that GitHub does not have. */
  readonly operation: string | null;
  /** 0 when the connection was cut. */
  readonly status: number;
  /** A login, `app:slug` for an app as itself, `anonymous`. */
  readonly actor: string;
  readonly kind: "rest" | "graphql" | "token";
  /** The `operationName` when one was sent; else the names and root fields of the document, joined by commas. */
  readonly graphqlOperation?: string;
}

/** A request and its answer as they went over the wire, for checking them against GitHub's own description. */
export interface Exchange {
  readonly request: { readonly method: string; readonly url: string; readonly body: unknown };
  readonly response: { readonly status: number; readonly contentType: string; readonly body: unknown };
  readonly logged: LoggedRequest;
  /** A fault was put in its way. */
  readonly disturbed: boolean;
}

/** Keeps what was asked, and tells those who listen. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  readonly #listeners = new Set<(exchange: Exchange) => void>();

  add(exchange: Exchange): void {
    this.#requests.push(exchange.logged);
    for (const listener of this.#listeners) listener(exchange);
  }

  /** Oldest first. */
  list(): readonly LoggedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests.length = 0;
  }

  /** Returns how to stop listening. */
  listen(listener: (exchange: Exchange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
