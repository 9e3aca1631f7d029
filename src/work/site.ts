import type { InstallationClients } from "../github/client.ts";
import { findBlob, findSite } from "../github/find-site.ts";
import { publishSite } from "../github/publish-site.ts";
import { makeSite } from "../pages/site/made-site.ts";
import { logoPaths, readSiteSources } from "../pages/site/site-sources.ts";
import type { ProgramActivity } from "../program/activity/partner-activity.ts";
import { TEMPLATE_FOLDER } from "../program/check/check-files.ts";
import { CONFIG_PATH, type Config } from "../program/config.ts";
import { formatDay } from "../program/instant.ts";
import type { ObservedRepository, ProgramLook } from "../program/observation.ts";
import type { FileProblem } from "../program/program-files.ts";
import { planPublication } from "../program/publication.ts";
import type { Registry } from "../program/registry.ts";
import { siteUrlOf } from "../program/site-address.ts";
import type { LookedAtActivity } from "./activity.ts";
import type { Key } from "./key.ts";
import { activityOf, confirmedReports, knownActivity } from "./known-activity.ts";
import type { Memory } from "./memory.ts";

interface SiteContext {
  memory: Memory;
  /** Our own templates of pages, by name. */
  pages: ReadonlyMap<string, string>;
}

/**
 * Makes the site as of the head of the default branch and of the day, and publishes what differs from what is published.
 * What was found current, or broken, is not looked at again before either changes: so a look that finds nothing new costs
 * nothing. `collected` is what this look has found of activity; `null` where the data branch says it.
 * @returns what keeps the site, or a part of it, from being made.
 */
export async function lookAtSite(
  { memory, pages }: SiteContext,
  key: Extract<Key, { kind: "program" }>,
  { read, write }: InstallationClients,
  look: ProgramLook,
  program: { config: Config; registry: Registry },
  collected: Pick<LookedAtActivity, "coverage" | "oid"> | null,
): Promise<readonly FileProblem[]> {
  const { repository } = look;
  const { branch } = program.config.site;
  if (branch === "none") return [];
  const day = formatDay(look.at);
  const isTracked = program.config.activity.repositories.length > 0;
  const state = `${repository.base.tree} ${day} ${isTracked ? (collected?.oid ?? look.data.coverage) : ""}`;
  const known = memory.site(key, state);
  if (known !== null) return known;

  const { config, registry } = program;
  if (branch === repository.base.branch) {
    const message = `site.branch: ${branch} is the default branch: the site needs a branch of its own`;
    return [{ path: CONFIG_PATH, line: null, column: 1, message }];
  }
  const found = await findSite(read, repository, repository.base, {
    decisions: config.files.decisions,
    archive: config.files.archive,
    templates: TEMPLATE_FOLDER,
    logos: logoPaths(registry),
    branch,
  });
  const sources = readSiteSources(found, config, pages);
  const problems = [...sources.problems];
  const logos = await readLogos(memory, read, repository, found.logos);
  const made = makeSite(sources, {
    config,
    registry,
    activity: isTracked ? await activityFor(memory, { read }, look, program, collected) : null,
    repository: { ...repository, branch: repository.base.branch },
    siteUrl: siteUrlOf(config, repository),
    day,
    logos,
  });
  if ("broken" in made) {
    const { path, error } = made.broken;
    problems.push({ path, line: error.line, column: 1, message: error.message });
    memory.rememberSite(key, state, problems);
    return problems;
  }
  const publication = planPublication(made.files, found.published);
  if (publication.kind === "foreign") {
    const message = `site.branch: the branch ${branch} holds something that the bot has not put there, so nothing is published: name another branch, or delete that one`;
    problems.push({ path: CONFIG_PATH, line: null, column: 1, message });
  } else if (publication.kind === "publish") {
    await publishSite(write, repository, branch, publication, headline(publication.write.length, repository));
  }
  memory.rememberSite(key, state, problems);
  return problems;
}

async function activityFor(
  memory: Memory,
  clients: Pick<InstallationClients, "read">,
  look: ProgramLook,
  program: { config: Config; registry: Registry },
  collected: Pick<LookedAtActivity, "coverage"> | null,
): Promise<ProgramActivity> {
  const { repository, app, at, data } = look;
  const question = { repository, app, ...program, at };
  if (collected === null) return await knownActivity(memory, clients, question, data.head);
  const reports = await confirmedReports(memory, clients, look, data.reports);
  return await activityOf(memory, clients, question, collected.coverage, reports);
}

function headline(files: number, { base }: ObservedRepository): string {
  return `site: ${files} ${files === 1 ? "file" : "files"} of ${base.oid.slice(0, 7)}`;
}

/** The bytes of logos by path. A blob never changes, so each is asked for once. */
async function readLogos(
  memory: Memory,
  read: InstallationClients["read"],
  repository: ObservedRepository,
  ids: ReadonlyMap<string, string>,
): Promise<Map<string, Uint8Array>> {
  const logos = new Map<string, Uint8Array>();
  for (const [path, oid] of ids) {
    const bytes = memory.blob(oid) ?? (await findBlob(read, repository, oid));
    memory.rememberBlob(oid, bytes);
    logos.set(path, bytes);
  }
  return logos;
}
