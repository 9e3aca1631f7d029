import { act } from "../github/act.ts";
import type { InstallationClients } from "../github/client.ts";
import { findNotices } from "../github/find-notices.ts";
import { findRoster } from "../github/find-roster.ts";
import type { Account } from "../program/account.ts";
import type { Action } from "../program/action.ts";
import type { ProgramActivity } from "../program/activity/partner-activity.ts";
import { reviewedLogins } from "../program/activity/review-problems.ts";
import { standingOf } from "../program/activity/standing.ts";
import type { Config } from "../program/config.ts";
import { reviewIssues, reviewToOpen } from "../program/lifecycle/review-issue.ts";
import type { Render } from "../program/lifecycle/steps.ts";
import { resumedNotices, windDownsToOpen } from "../program/lifecycle/wind-down-issue.ts";
import type { ProgramLook } from "../program/observation.ts";
import type { Registry } from "../program/registry.ts";
import type { LookedAtActivity } from "./activity.ts";
import { activityOf, confirmedReports } from "./known-activity.ts";
import type { Memory } from "./memory.ts";

/** So many accounts are looked up with one request. */
const LOGINS_AT_ONCE = 100;

/**
 * Opens what follows from what was collected: the review when one is due, and an issue for each partner that has gone quiet.
 * Those follow from silence, so only a look at all repositories opens any.
 * @returns whether anything was written, and the notices that may end by what was collected.
 */
export async function lookAtStanding(
  { memory, render }: { memory: Memory; render: Render },
  clients: InstallationClients,
  look: ProgramLook,
  program: { config: Config; registry: Registry },
  collected: LookedAtActivity,
): Promise<{ changed: boolean; resumed: readonly number[] }> {
  const { config, registry } = program;
  const { isWritten } = collected;
  if (collected.reach === "some" && !isWritten) return { changed: false, resumed: [] };
  const { repository, app, at } = look;
  const question = { repository, app, config, registry, at };
  const reports = await confirmedReports(memory, clients, look, look.data.reports);
  const activity = await activityOf(memory, clients, question, collected.coverage, reports);
  const resumed = isWritten ? resumedNotices(config, activity, look) : [];
  if (collected.reach === "some") return { changed: true, resumed };
  const isQuiet = registry.partners.some(
    (partner) => standingOf(partner, config.activity.standing, activity, at).kind === "quiet",
  );
  const review = await reviewActions(clients.read, program, activity, look, render);
  const notices = isQuiet
    ? windDownsToOpen(program, activity, await findNotices(clients.read, repository, app), look, render)
    : [];
  await act(clients.write, repository, [...review, ...notices]);
  return { changed: isWritten || review.length + notices.length > 0, resumed };
}

/** Logins are looked up only for a review that is to be opened: one request for each hundred. */
async function reviewActions(
  read: InstallationClients["read"],
  program: { config: Config; registry: Registry },
  activity: ProgramActivity,
  look: ProgramLook,
  render: Render,
): Promise<Action[]> {
  const key = reviewToOpen(program.config, look);
  if (key === null) return [];
  const logins = reviewedLogins(program.registry);
  const accounts = new Map<string, Account | null>();
  for (let from = 0; from < logins.length; from += LOGINS_AT_ONCE) {
    const users = logins.slice(from, from + LOGINS_AT_ONCE);
    const found = await findRoster(read, look.repository, { teams: [], users, files: [] });
    for (const [login, account] of found.users) accounts.set(login, account);
  }
  return reviewIssues(key, program, activity, accounts, look, render);
}
