import { UserError } from "../errors.ts";
import { MOST_BYTES, tooLarge } from "./logo-image.ts";

export interface LogoRequest {
  /** Whether the picture may be asked for there at all. */
  allowed(address: string): boolean;
  /** Where else an answer may lead. */
  storage(address: string): boolean;
  /**
   * For attachments of private repositories. It goes to an allowed address of the host of `tokenFor`, when that says that
   * there is nothing, and never to where an answer leads.
   */
  token: (() => Promise<string>) | null;
  /** The origin that the token is for, such as `https://github.com`. */
  tokenFor: string;
  /** Milliseconds for everything. */
  timeout?: number;
  /** What makes the requests. */
  fetch?: typeof fetch;
}

const TIMEOUT = 20_000;
const MOST_REDIRECTS = 3;

/**
 * Gets the picture that a company attached to its proposal: from GitHub's own hosts only, and never more of it than a logo
 * may have.
 *
 * @throws {UserError} `logo-address` for an address that is no attachment's, or leads away from GitHub, `logo-missing`,
 * `logo-unreachable` when GitHub does not give it now, `logo-no-picture`, `logo-too-large`.
 */
export async function fetchLogo(address: string, request: LogoRequest): Promise<Uint8Array> {
  if (!request.allowed(address)) throw elsewhere("is not a file attached on GitHub");
  const signal = AbortSignal.timeout(request.timeout ?? TIMEOUT);
  try {
    let answer = await follow(address, request, null, signal);
    const { token, tokenFor } = request;
    if (answer.status === 404 && token !== null && new URL(address).origin === tokenFor) {
      await answer.body?.cancel();
      answer = await follow(address, request, await token(), signal);
    }
    return await readPicture(answer);
  } catch (error) {
    if (error instanceof UserError || !isOfTheNetwork(error)) throw error;
    throw unreachable(signal.aborted ? "it took too long" : "there was no connection", error);
  }
}

/** The answer at the end of all redirects. A token goes to the first address alone. */
async function follow(
  address: string,
  request: LogoRequest,
  token: string | null,
  signal: AbortSignal,
): Promise<Response> {
  let at = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await (request.fetch ?? fetch)(at, {
      headers: {
        accept: "image/*",
        "user-agent": "partnerbot",
        ...(token === null || redirects > 0 ? {} : { authorization: `Bearer ${token}` }),
      },
      redirect: "manual",
      signal,
    });
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status > 399 || location === null) return answer;
    await answer.body?.cancel();
    if (!URL.canParse(location, at)) throw elsewhere("leads to no address");
    at = new URL(location, at).href;
    if (!request.allowed(at) && !request.storage(at)) throw elsewhere("leads away from GitHub");
  }
  throw elsewhere("leads from one address to the next without an end");
}

async function readPicture(answer: Response): Promise<Uint8Array> {
  if (answer.status === 404 || answer.status === 410) {
    await answer.body?.cancel();
    throw new UserError("logo-missing", "GitHub has no such file any more.", "Attach the logo again.");
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    throw unreachable(`it answered ${answer.status}`);
  }
  const type = answer.headers.get("content-type") ?? "nothing";
  if (!/^image\//i.test(type)) {
    await answer.body?.cancel();
    throw new UserError(
      "logo-no-picture",
      `GitHub says that the logo is ${type.replace(/;.*/s, "").slice(0, 60)}, which is no picture.`,
      "Attach a PNG, JPEG, WebP, GIF or SVG.",
    );
  }
  const announced = Number(answer.headers.get("content-length") ?? 0);
  if (announced > MOST_BYTES) {
    await answer.body?.cancel();
    throw tooLarge(announced);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels what is still to come.
    if (length > MOST_BYTES) throw tooLarge(null);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What `fetch` throws for a connection that fails or breaks off, and for the time limit. */
function isOfTheNetwork(error: unknown): boolean {
  if (error instanceof TypeError) return /^(?:fetch failed|terminated)$/.test(error.message);
  return error instanceof Error && error.name === "TimeoutError";
}

function elsewhere(what: string): UserError {
  return new UserError(
    "logo-address",
    `The address of the logo ${what}.`,
    "Attach the logo to the issue, by dragging the file into the text.",
  );
}

function unreachable(why: string, cause?: unknown): UserError {
  return new UserError(
    "logo-unreachable",
    `GitHub did not give the logo: ${why}.`,
    "A later change of the pull request tries again.",
    { cause },
  );
}
