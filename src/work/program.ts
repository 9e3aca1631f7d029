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

/** A config that names other files is read again once with those. */
const MOST_ROUNDS = 3;

/** Closed applications that changed within this time are looked at too: an edit may open them again. */
const LOOK_BACK = 30 * 86_400_000;

/**
 * Looks at a program as a whole: reports a broken config in one issue, publishes the site, has the past year frozen, and finds the applications and pull requests to look at.
 * Everything is done over again from what GitHub says, so events that were lost are made good here.
 */
export async function lookAtProgram(
  context: LookContext,
  key: Extract<Key, { kind: "program" }>,
): Promise<{ applications: readonly number[]; pullRequests: readonly number[]; changed: boolean }> {
  const { memory, render } = context;
  const clients = context.clients(key.installation);
  const { read, write } = clients;
  let paths = memory.paths(key);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const look = await findProgram(read, key, paths, instantOf(memory.now() - LOOK_BACK));
    if (look === null) return { applications: [], pullRequests: [], changed: false };
    memory.rememberLook(look);
    const first = decideProgram(look, paths, render);
    if (first.kind === "look-elsewhere") {
      paths = first.paths;
      continue;
    }
    memory.rememberPaths(key, paths);
    const problems =
      first.program === null ? [] : await lookAtSite(context, key, clients, look, first.program);
    const verdict = problems.length === 0 ? first : decideProgram(look, paths, render, problems);
    if (verdict.kind === "look-elsewhere") throw new Error("the same look is at other places");
    await act(write, look.repository, verdict.actions);
    const froze = first.program !== null && (await lookAtArchive(context, key, clients, look, first.program));
    return {
      applications: verdict.applications,
      pullRequests: look.config === null ? [] : unseenPullRequests(memory, key, look),
      changed: froze || verdict.actions.length > 0,
    };
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
