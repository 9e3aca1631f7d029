import { findProgram } from "../github/find-program.ts";
import { instantOf } from "../program/instant.ts";
import { decideProgram, type ProgramVerdict } from "../program/lifecycle/program-verdict.ts";
import type { ProgramLook } from "../program/observation.ts";
import type { ProgramPaths } from "../program/places.ts";
import type { ProgramKey } from "./key.ts";
import type { LookContext } from "./look.ts";

/** A config that names other files is read again once with those. */
const MOST_ROUNDS = 3;

/** Closed applications that changed within this time are looked at too: an edit may open them again. */
const LOOK_BACK = 30 * 86_400_000;

export interface ObservedProgram {
  look: ProgramLook;
  verdict: Extract<ProgramVerdict, { kind: "done" }>;
  paths: ProgramPaths;
}

/** Reads a program, and once more where its config says that files are elsewhere. `null` when there is no such repository. */
export async function observeProgram(
  { clients, memory, render }: LookContext,
  key: ProgramKey,
): Promise<ObservedProgram | null> {
  const { read } = clients(key.installation);
  let paths = memory.paths(key);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const look = await findProgram(read, key, paths, instantOf(memory.now() - LOOK_BACK));
    memory.rememberProgram(key, look !== null && look.config !== null);
    if (look === null) return null;
    memory.rememberLook(look);
    const verdict = decideProgram(look, paths, render);
    if (verdict.kind === "done") {
      memory.rememberPaths(key, paths);
      return { look, verdict, paths };
    }
    paths = verdict.paths;
  }
  throw new Error(`${key.owner}/${key.name} does not settle`);
}
