import { existsSync } from "node:fs";
import { run } from "probot";
import { startService } from "./service.ts";
import { readSettings } from "./settings.ts";

/**
 * The process: `npm start`. Without an app's id and key it shows Probot's own set-up page, which makes an app from
 * `app.yml`; with them it serves.
 */
// Probot's set-up page writes the new app's id and key there.
if (existsSync(".env")) process.loadEnvFile(".env");
const settings = readSettings(process.env);
if (settings === null) {
  await run(() => {});
} else {
  const service = await startService(settings);
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
}
