import { act } from "../github/act.ts";
import type { InstallationClients } from "../github/client.ts";
import { findArchive } from "../github/find-archive.ts";
import { archivePaths } from "../program/archive-files.ts";
import type { Config } from "../program/config.ts";
import { formatArchiveBranch } from "../program/decision-branch.ts";
import { formatDay } from "../program/instant.ts";
import { archiveVerdict, frozenYear, yearToFreeze } from "../program/lifecycle/archive-verdict.ts";
import type { Render } from "../program/lifecycle/steps.ts";
import type { ProgramLook } from "../program/observation.ts";
import type { Registry } from "../program/registry.ts";
import type { Key } from "./key.ts";
import type { Memory } from "./memory.ts";

/**
 * Has the year that is over frozen by a pull request, in January. One query a day and a head of the default branch; nothing
 * in the rest of the year, and where nobody was a partner.
 * @returns whether anything was written.
 */
export async function lookAtArchive(
  { memory, render }: { memory: Memory; render: Render },
  key: Extract<Key, { kind: "program" }>,
  { read, write }: InstallationClients,
  { at, app, repository }: ProgramLook,
  program: { config: Config; registry: Registry },
): Promise<boolean> {
  const year = yearToFreeze(at);
  if (year === null) return false;
  const { base } = repository;
  const state = `${base.branch} ${base.oid} ${formatDay(at)}`;
  if (memory.knowsArchive(key, state)) return false;
  const made = frozenYear(program, year);
  if (made === null) return false;
  const { config } = program;
  const places = { path: archivePaths(config, year).data, branch: formatArchiveBranch(year) };
  const observed = await findArchive(read, repository, base, places, app);
  const actions = archiveVerdict({ repository, config, made, observed }, render);
  await act(write, repository, actions);
  memory.rememberArchive(key, state);
  return actions.length > 0;
}
