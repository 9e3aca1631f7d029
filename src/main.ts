import { existsSync } from "node:fs";
import { run } from "probot";
import { UserError } from "./errors.ts";
import { startService } from "./service.ts";
import { readSettings } from "./settings.ts";

/**
 * The process: `npm start`. Without an app's id and key it shows Probot's own set-up page, which makes an app from
 * `app.yml`; with them it serves.
 */
async function start(): Promise<{ stop(): Promise<void> }> {
  // Probot's set-up page writes the new app's id and key there.
  if (existsSync(".env")) process.loadEnvFile(".env");
  const settings = readSettings(process.env);
  if (settings === null) return run(() => {});
  if (!process.env["WEBHOOK_SECRET"]) {
    process.stderr.write(
      "WEBHOOK_SECRET is not set: webhooks from GitHub are refused, and only the sweep finds what is new.\n",
    );
  }
  return startService(settings);
}

/** What a person can mend, in words; `null` for what is a bug. */
function explain(error: unknown): string | null {
  if (error instanceof UserError) return `${error.message}\n${error.mend}\n`;
  // Probot has logged it already, with words of its own.
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL"
    ? "It cannot listen there: set PORT and HOST to an address that is free.\n"
    : null;
}

try {
  const service = await start();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // `run` has a handler of its own that would leave work unfinished.
    process.removeAllListeners(signal);
    process.once(signal, () => {
      service.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  const words = explain(error);
  if (words === null) throw error;
  process.stderr.write(words);
  process.exit(1);
}
