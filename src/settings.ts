import { getPrivateKey } from "@probot/get-private-key";
import { z } from "zod";
import { UserError } from "./errors.ts";
import { GITHUB_COM } from "./github/client.ts";
import { addDuration, durationSchema } from "./program/duration.ts";
import { instantOf } from "./program/instant.ts";

/** What the process is told by its environment: Probot's own variables, and one of ours. */
export interface Settings {
  appId: number;
  privateKey: string;
  /** REST address: `https://api.github.com`, or that of the GitHub in `GHE_HOST`. */
  baseUrl: string;
  /** Milliseconds between sweeps (`SWEEP_EVERY`, a duration, default `5m`). */
  sweepEvery: number;
  /** `WRITE_PACE=none` turns off all pacing; only for a local GitHub without limits. */
  paced: boolean;
}

/** Node's timers cannot wait longer. */
const LONGEST_TIMER = 2 ** 31 - 1;
const HIGHEST_PORT = 65_535;

const environmentSchema = z.object({
  APP_ID: z.coerce.number("the app's number is expected").int().positive().optional(),
  // Probot reads it; what is no number would silently become its default.
  PORT: z.coerce.number("a number is expected").int().min(0).max(HIGHEST_PORT).optional(),
  GHE_HOST: z
    .string()
    .regex(/^[^/\s]+$/, "a host is expected, such as github.example.com, without https:// and without a path")
    .optional(),
  GHE_PROTOCOL: z.enum(["http", "https"]).default("https"),
  SWEEP_EVERY: durationSchema
    .prefault("5m")
    .transform((duration) => addDuration(instantOf(0), duration))
    .refine((milliseconds) => milliseconds <= LONGEST_TIMER, "it is longer than 24 days"),
  WRITE_PACE: z.enum(["github", "none"]).default("github"),
});

/**
 * @returns `null` when there is no app yet (neither id nor key), which is when Probot's set-up page is shown.
 * @throws {UserError} `bad-settings` when a variable is there but cannot be used.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings | null {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(
      "bad-settings",
      `The environment variable ${issue?.path.join(".")} cannot be used: ${issue?.message}.`,
      "See docs/deployment.md for what each variable means.",
    );
  }
  const { APP_ID, GHE_HOST, GHE_PROTOCOL, SWEEP_EVERY, WRITE_PACE } = parsed.data;
  const hasKey = given["PRIVATE_KEY"] !== undefined || given["PRIVATE_KEY_PATH"] !== undefined;
  if (APP_ID === undefined) {
    if (!hasKey) return null;
    throw new UserError(
      "bad-settings",
      "There is a private key, but no APP_ID.",
      "Set APP_ID to the app's id.",
    );
  }
  const privateKey = findPrivateKey(environment);
  if (privateKey === null) {
    throw new UserError(
      "bad-settings",
      "There is an APP_ID, but no private key.",
      "Set PRIVATE_KEY to the app's key (PEM), or PRIVATE_KEY_PATH to the file that holds it.",
    );
  }
  return {
    appId: APP_ID,
    privateKey,
    baseUrl: GHE_HOST ? `${GHE_PROTOCOL}://${GHE_HOST}/api/v3` : GITHUB_COM,
    sweepEvery: SWEEP_EVERY,
    paced: WRITE_PACE === "github",
  };
}

function findPrivateKey(environment: NodeJS.ProcessEnv): string | null {
  try {
    return getPrivateKey({ env: environment });
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace("[@probot/get-private-key] ", "") : String(error);
    throw new UserError(
      "bad-settings",
      `The private key cannot be used: ${why}`,
      "Set PRIVATE_KEY to the app's key (PEM), or PRIVATE_KEY_PATH to the file that holds it.",
      { cause: error },
    );
  }
}
