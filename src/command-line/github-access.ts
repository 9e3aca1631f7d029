import { UserError } from "../errors.ts";
import type { GitHubClient } from "../github/client.ts";
import { GITHUB_COM } from "../github/client.ts";
import { createTokenClient } from "../github/token-client.ts";

/** The GitHub that the environment names, and a client with its user's token. */
export interface GitHubAccess {
  readonly client: GitHubClient;
  /** Where its pages are: `github.com`, or a host with a port. */
  readonly host: string;
}

/**
 * Reads `GITHUB_TOKEN` (or `GH_TOKEN`), `GHE_HOST` and `GHE_PROTOCOL`.
 * @throws {UserError} `no-token`; `bad-settings` for a protocol that is none.
 */
export function githubAccess(purpose: string): GitHubAccess {
  const { GITHUB_TOKEN, GH_TOKEN, GHE_HOST, GHE_PROTOCOL } = process.env;
  const token = [GITHUB_TOKEN, GH_TOKEN].find((value) => value !== undefined && value !== "");
  if (token === undefined) {
    throw new UserError(
      "no-token",
      `${purpose} asks GitHub, and there is no token.`,
      "Set GITHUB_TOKEN to a token that may read the repository's contents and issues: GITHUB_TOKEN=$(gh auth token)",
    );
  }
  const host = GHE_HOST ?? "";
  if (host === "") {
    return { client: createTokenClient({ token, baseUrl: GITHUB_COM }), host: "github.com" };
  }
  const protocol = GHE_PROTOCOL === undefined || GHE_PROTOCOL === "" ? "https" : GHE_PROTOCOL;
  if (protocol !== "http" && protocol !== "https") {
    throw new UserError("bad-settings", `GHE_PROTOCOL is ${protocol}.`, "Write https or http.");
  }
  return { client: createTokenClient({ token, baseUrl: `${protocol}://${host}/api/v3` }), host };
}

/** An issue by its address. */
export interface IssueAddress {
  /** In lower case, with its port. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly number: number;
}

const ISSUE =
  /^https?:\/\/([^/]+)\/([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+)\/issues\/([1-9]\d{0,9})\/?(?:[?#].*)?$/;

/** Reads the address of an issue, or of a comment on it, and its host; `null` for anything else. */
export function parseIssueAddress(address: string): IssueAddress | null {
  const [, host, owner, name, number] = ISSUE.exec(address) ?? [];
  if (host === undefined || owner === undefined || name === undefined || number === undefined) return null;
  return { host: host.toLowerCase(), owner, name, number: Number(number) };
}

/** @throws {UserError} `other-host`: a token is sent only to the GitHub that the environment names. */
export function requireSameHost(host: string, access: GitHubAccess): void {
  if (host.toLowerCase() === access.host.toLowerCase()) return;
  const mend =
    host.toLowerCase() === "github.com"
      ? "Unset GHE_HOST, and use a token of github.com."
      : `Set GHE_HOST=${host}, and use a token of that GitHub.`;
  throw new UserError("other-host", `That is on ${host}, and the token is for ${access.host}.`, mend);
}
