import { createAppAuth } from "@octokit/auth-app";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import Bottleneck from "bottleneck";
import { z } from "zod";

const ThrottledOctokit = Octokit.plugin(throttling);

/** The REST address of github.com, written nowhere else: everything goes to the GitHub that is configured. */
export const GITHUB_COM = "https://api.github.com";

/** An authenticated client of GitHub's API. Only this room calls it. */
export type GitHubClient = InstanceType<typeof Octokit>;

/**
 * The two clients of one installation.
 *
 * Reads (GraphQL queries, GET) are limited as GitHub limits them: 2,000 GraphQL points a minute and few at once.
 * Writes are paced one a second, one at a time, as GitHub asks of integrations that create content.
 * Neither repeats a request after a server error: a write may have been applied, so the answer to a failure is
 * always to look again (docs.github.com, "Best practices for using the REST API").
 */
export interface InstallationClients {
  read: GitHubClient;
  write: GitHubClient;
  /** The installation's token, for what is no part of the API. It is good for an hour, and kept until then. */
  token(): Promise<string>;
}

export interface ClientSettings {
  appId: number;
  privateKey: string;
  /** `https://api.github.com` unless GitHub Enterprise Server or a local GitHub is used. */
  baseUrl: string;
  /** Off only against a local GitHub that has no limits. */
  paced: boolean;
  log: { warn(message: string): void };
  /** Told of every answered request, token requests among them. */
  onRequest?: (request: { method: string; url: string; status: number }) => void;
}

export interface Clients {
  /** Authenticated as the app itself (JSON web token). */
  app: GitHubClient;
  installation(installationId: number): InstallationClients;
}

const tokenSchema = z.object({ token: z.string() });

/** A longer wait than this is not sat out in memory: the work is put back with a time to try again. */
const LONGEST_WAIT_IN_SECONDS = 30;

export function createClients(settings: ClientSettings): Clients {
  const installations = new Map<number, InstallationClients>();
  const { appId, privateKey, baseUrl, log } = settings;
  const common = {
    baseUrl,
    userAgent: "partnerbot",
    log: { debug() {}, info() {}, warn: log.warn, error: log.warn },
  };
  const throttle = (limits: object) => ({
    ...limits,
    enabled: settings.paced,
    onRateLimit: waitShortly,
    onSecondaryRateLimit: waitShortly,
  });

  const counted = (client: GitHubClient) => {
    client.hook.after("request", (response, { method, url }) => {
      settings.onRequest?.({ method, url, status: response.status });
    });
    return client;
  };

  return {
    app: counted(
      new ThrottledOctokit({
        ...common,
        authStrategy: createAppAuth,
        auth: { appId, privateKey },
        throttle: throttle({ id: "app", ...readLimits("app") }),
      }),
    ),
    installation(installationId) {
      const known = installations.get(installationId);
      if (known) return known;
      const read = new ThrottledOctokit({
        ...common,
        authStrategy: createAppAuth,
        auth: { appId, privateKey, installationId },
        throttle: throttle({ id: `read-${installationId}`, ...readLimits(installationId) }),
      });
      const write = new ThrottledOctokit({
        ...common,
        // The same authentication, so that both clients share one installation token.
        authStrategy: () => read.auth,
        throttle: throttle({ id: `write-${installationId}` }),
      });
      const clients = {
        read: counted(read),
        write: counted(write),
        token: async () => tokenSchema.parse(await read.auth({ type: "installation" })).token,
      };
      installations.set(installationId, clients);
      return clients;
    },
  };
}

/** What a read client may do: 20 at once, and 33 a second, which is GitHub's 2,000 GraphQL points a minute. */
function readLimits(id: number | string) {
  const group = (name: string) =>
    new Bottleneck.Group({
      id: `partnerbot-${name}-${id}`,
      maxConcurrent: 20,
      minTime: 30,
      timeout: 120_000,
    });
  return { write: group("reads"), global: group("requests") };
}

function waitShortly(retryAfter: number, _options: object, _octokit: object, retryCount: number): boolean {
  return retryCount < 1 && retryAfter <= LONGEST_WAIT_IN_SECONDS;
}

/** Whether a client speaks to github.com, and not to an Enterprise Server or a local GitHub. */
export function isGitHubCom(client: GitHubClient): boolean {
  return client.request.endpoint.DEFAULTS.baseUrl === GITHUB_COM;
}
