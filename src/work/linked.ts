import { lookAtActivity } from "./activity.ts";
import type { ProgramKey } from "./key.ts";
import type { LookContext } from "./look.ts";
import { observeProgram } from "./observed-program.ts";
import { lookAtStanding } from "./standing.ts";

/**
 * Reads what has happened in those repositories of a program of which events have told, and says which notices of partners that
 * are active again are to be looked at. Nothing is asked for when all of it was read meanwhile.
 */
export async function lookAtLinked(
  context: LookContext,
  key: ProgramKey,
  found: (applications: readonly number[]) => void,
): Promise<{ changed: boolean }> {
  if (!context.memory.awaited.has(key)) return { changed: false };
  const observed = await observeProgram(context, key);
  const program = observed?.verdict.program;
  if (observed === null || program == null) return { changed: false };
  const { look } = observed;
  const clients = context.clients(key.installation);
  const collected = await lookAtActivity(context.memory, key, clients, look, program.config);
  if (collected === null) return { changed: false };
  const { changed, resumed } = await lookAtStanding(context, clients, look, program, collected);
  found(resumed);
  return { changed };
}
