import { act } from "../github/act.ts";
import { findProgram } from "../github/find-program.ts";
import { instantOf } from "../program/instant.ts";
import { decideProgram } from "../program/lifecycle/program-verdict.ts";
import type { ProgramLook } from "../program/observation.ts";
import { lookAtArchive } from "./archive.ts";
import type { Key } from "./key.ts";
import type { LookContext } from "./look.ts";
import type { Memory } from "./memory.ts";
import { lookAtSite } from "./site.ts";
import { lookAtStanding } from "./standing.ts";

/** A config that names other files is read again once with those. */
const MOST_ROUNDS = 3;

/** Closed applications that changed within this time are looked at too: an edit may open them again. */
const LOOK_BACK = 30 * 86_400_000;

/** What is to be looked at besides the program itself, by number. */
interface Found {
  applications: readonly number[];
  pullRequests: readonly number[];
}

/**
 * Looks at a program as a whole: finds the applications and pull requests to look at, publishes the site, reports in one
 * issue what is broken, has the past year frozen, and sees in the end to what partners did.
 * Everything is done over again from what GitHub says, so events that were lost are made good here.
 */
export async function lookAtProgram(
  context: LookContext,
  key: Extract<Key, { kind: "program" }>,
  found: (found: Found) => void,
): Promise<{ changed: boolean }> {
  const { memory, render } = context;
  const clients = context.clients(key.installation);
  const { read, write } = clients;
  let paths = memory.paths(key);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const look = await findProgram(read, key, paths, instantOf(memory.now() - LOOK_BACK));
    if (look === null) return { changed: false };
    memory.rememberLook(look);
    const first = decideProgram(look, paths, render);
    if (first.kind === "look-elsewhere") {
      paths = first.paths;
      continue;
    }
    memory.rememberPaths(key, paths);
    // Votes go on, also where the site cannot be published.
    const pullRequests = look.config === null ? [] : unseenPullRequests(memory, key, look);
    found({ applications: first.applications, pullRequests });
    const problems =
      first.program === null ? [] : await lookAtSite(context, key, clients, look, first.program);
    const verdict = problems.length === 0 ? first : decideProgram(look, paths, render, problems);
    if (verdict.kind === "look-elsewhere") throw new Error("the same look is at other places");
    await act(write, look.repository, verdict.actions);
    const froze = first.program !== null && (await lookAtArchive(context, key, clients, look, first.program));
    const told = first.program !== null && (await lookAtStanding(context, key, clients, look, first.program));
    return { changed: froze || told || verdict.actions.length > 0 };
  }
  throw new Error(`${key.owner}/${key.name} does not settle`);
}

/** Open pull requests of which no look has seen the head: after a start all of them, and then those of lost events. */
function unseenPullRequests(
  memory: Memory,
  key: Extract<Key, { kind: "program" }>,
  { pullRequests }: ProgramLook,
): number[] {
  return pullRequests
    .filter(({ number, head }) => !memory.knowsHead({ ...key, kind: "pull-request", number }, head))
    .map(({ number }) => number);
}
