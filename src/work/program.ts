import { act } from "../github/act.ts";
import type { InstallationClients } from "../github/client.ts";
import type { Config } from "../program/config.ts";
import { linkProblems } from "../program/lifecycle/link-problems.ts";
import { decideProgram } from "../program/lifecycle/program-verdict.ts";
import type { ProgramLook } from "../program/observation.ts";
import type { Registry } from "../program/registry.ts";
import { knownCollection, lookAtActivity } from "./activity.ts";
import { lookAtArchive } from "./archive.ts";
import type { ProgramKey } from "./key.ts";
import type { LookContext } from "./look.ts";
import type { Memory } from "./memory.ts";
import { type ObservedProgram, observeProgram } from "./observed-program.ts";
import { lookAtSite } from "./site.ts";
import { lookAtStanding } from "./standing.ts";

/** What is to be looked at besides the program itself, by number. */
interface Found {
  applications: readonly number[];
  pullRequests: readonly number[];
}

/**
 * Looks at a program as a whole: finds the applications and pull requests to look at, collects what partners did, publishes the
 * site, reports in one issue what is broken, has the past year frozen, and sees in the end to what follows from what was collected.
 * Everything is done over again from what GitHub says, so events that were lost are made good here. `found` is told of
 * applications at once, and of notices to quiet partners when it is known what partners did.
 */
export async function lookAtProgram(
  context: LookContext,
  key: ProgramKey,
  found: (found: Found) => void,
): Promise<{ changed: boolean }> {
  const { memory } = context;
  const clients = context.clients(key.installation);
  const observed = await observeProgram(context, key);
  if (observed === null) return { changed: false };
  const { look, verdict: first } = observed;
  // Votes go on, also where the site cannot be published.
  const pullRequests = look.config === null ? [] : unseenPullRequests(memory, key, look);
  found({ applications: first.applications, pullRequests });
  if (first.program === null) {
    await act(clients.write, look.repository, first.actions);
    return { changed: first.actions.length > 0 };
  }
  try {
    return { changed: await seeTo(context, key, clients, observed, first.program) };
  } finally {
    // When what partners did is known as of now; after an error as far as it is known.
    found({ applications: first.notices, pullRequests: [] });
  }
}

/** Everything but the applications and pull requests. @returns whether anything was written. */
async function seeTo(
  context: LookContext,
  key: ProgramKey,
  clients: InstallationClients,
  { look, verdict: first, paths }: ObservedProgram,
  program: { config: Config; registry: Registry },
): Promise<boolean> {
  const { memory, render } = context;
  const activity = await lookAtActivity(memory, key, clients, look, program.config).then(
    (collected) => ({ collected }),
    (error: unknown) => ({ collected: null, error }),
  );
  const { collected } = activity;
  // After the collection, so that what was counted is on the pages at once and they are published once a day.
  const site = await lookAtSite(context, key, clients, look, program, collected);
  const known = knownCollection(memory, key, program.config);
  const links =
    known === null || look.config === null ? [] : linkProblems(look.config, program.config.activity, known);
  const problems = [...site, ...links];
  const isFine = problems.length === 0 && known !== null;
  const verdict = isFine ? first : decideProgram(look, paths, render, { problems, complete: known !== null });
  if (verdict.kind === "look-elsewhere") throw new Error("the same look is at other places");
  await act(clients.write, look.repository, verdict.actions);
  const froze = await lookAtArchive(context, key, clients, look, program);
  // What is broken is said all the same.
  if ("error" in activity) throw activity.error;
  const told =
    collected !== null && (await lookAtStanding(context, clients, look, program, collected)).changed;
  return froze || told || verdict.actions.length > 0;
}

/** Open pull requests of which no look has seen the head: after a start all of them, and then those of lost events. */
function unseenPullRequests(memory: Memory, key: ProgramKey, { pullRequests }: ProgramLook): number[] {
  return pullRequests
    .filter(({ number, head }) => !memory.knowsHead({ ...key, kind: "pull-request", number }, head))
    .map(({ number }) => number);
}
