import { act } from "../github/act.ts";
import { findProgram } from "../github/find-program.ts";
import { instantOf } from "../program/instant.ts";
import { decideProgram } from "../program/lifecycle/program-verdict.ts";
import type { Key } from "./key.ts";
import type { LookContext } from "./look.ts";

/** A config that names other files is read again once with those. */
const MOST_ROUNDS = 3;

/** Closed applications that changed within this time are looked at too: an edit may open them again. */
const LOOK_BACK = 30 * 86_400_000;

/**
 * Looks at a program as a whole: reports a broken config in one issue, or finds the applications to look at.
 * Everything is done over again from what GitHub says, so events that were lost are made good here.
 */
export async function lookAtProgram(
  context: LookContext,
  key: Extract<Key, { kind: "program" }>,
): Promise<{ applications: readonly number[]; changed: boolean }> {
  const { memory, render } = context;
  const { read, write } = context.clients(key.installation);
  let paths = memory.paths(key);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const look = await findProgram(read, key, paths, instantOf(memory.now() - LOOK_BACK));
    if (look === null) return { applications: [], changed: false };
    memory.rememberLook(look);
    const verdict = decideProgram(look, paths, render);
    if (verdict.kind === "look-elsewhere") {
      paths = verdict.paths;
      continue;
    }
    memory.rememberPaths(key, paths);
    await act(write, look.repository, verdict.actions);
    return { applications: verdict.applications, changed: verdict.actions.length > 0 };
  }
  throw new Error(`${key.owner}/${key.name} does not settle`);
}
