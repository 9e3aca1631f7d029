import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors.ts";

/** An effect that has not come by then does not come any more. */
const DEADLINE = 15_000;
const POLL = 15;

/** What makes the demo end without its story: it never tells what did not happen. */
export function demoFailed(what: string): UserError {
  return new UserError(
    "demo-failed",
    `The demo failed: ${what}`,
    "This is a bug, in Partnerbot or in the demo. Please report it with what is printed above.",
  );
}

/** Waits for something, and fails by name when it does not come. `what` is a clause: `the vote opens`. */
export async function waitFor(
  what: string,
  holds: () => boolean | Promise<boolean>,
  deadline = DEADLINE,
): Promise<void> {
  const started = performance.now();
  while (!(await holds())) {
    if (performance.now() - started > deadline) {
      throw demoFailed(`${what}: that did not happen within ${deadline / 1000} seconds.`);
    }
    await sleep(POLL);
  }
}
