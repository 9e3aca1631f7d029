import { getPrivateKey } from "@probot/get-private-key";
import { z } from "zod";
import { UserError } from "./errors.ts";
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

const environmentSchema = z.object({
  APP_ID: z.coerce.number().int().positive().optional(),
  GHE_HOST: z.string().optional(),
  GHE_PROTOCOL: z.enum(["http", "https"]).default("https"),
  SWEEP_EVERY: durationSchema.prefault("5m"),
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
  const privateKey = getPrivateKey({ env: environment });
  if (APP_ID === undefined || privateKey === null) return null;
  return {
    appId: APP_ID,
    privateKey,
    baseUrl: GHE_HOST ? `${GHE_PROTOCOL}://${GHE_HOST}/api/v3` : "https://api.github.com",
    sweepEvery: addDuration(instantOf(0), SWEEP_EVERY),
    paced: WRITE_PACE === "github",
  };
}
