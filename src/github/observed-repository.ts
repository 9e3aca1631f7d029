import { CONFIG_PATH } from "../program/config.ts";
import type { Base, ObservedFile, ObservedRepository } from "../program/observation.ts";
import type { ProgramRepository } from "./fragments.ts";
import { observedFile } from "./observed.ts";

/** The head of the default branch; `null` for a repository that is not there or has nothing in it yet. */
export function baseOf(
  repository: Pick<ProgramRepository, "defaultBranchRef"> | null | undefined,
): Base | null {
  const branch = repository?.defaultBranchRef;
  if (!branch) return null;
  return { branch: branch.name, oid: branch.target.oid, tree: branch.target.tree.oid };
}

export function observedRepository(
  repository: Pick<ProgramRepository, "id" | "name" | "url" | "owner">,
  base: Base,
  onGitHubCom: boolean,
): Omit<ObservedRepository, "labels" | "allLabels"> {
  const { id, name, url, owner } = repository;
  return { nodeId: id, owner: owner.login, name, url, base, onGitHubCom };
}

/** The files that every look at a program reads, as they are at `paths`. */
export function observedProgramFiles(
  { config, form, updateForm, reportForm, registry }: ProgramRepository,
  paths: { form: string; updateForm: string; reportForm: string; registry: string },
): Record<"config" | "form" | "updateForm" | "reportForm" | "registry", ObservedFile | null> {
  return {
    config: observedFile(CONFIG_PATH, config),
    form: observedFile(paths.form, form),
    updateForm: observedFile(paths.updateForm, updateForm),
    reportForm: observedFile(paths.reportForm, reportForm),
    registry: observedFile(paths.registry, registry),
  };
}
