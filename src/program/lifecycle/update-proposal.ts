import { UserError } from "../../errors.ts";
import { formatUpdateBranch } from "../decision-branch.ts";
import { formatDay } from "../instant.ts";
import type { FetchedLogos } from "../logo.ts";
import type { Partner } from "../partner.ts";
import { speaksFor } from "../partner-people.ts";
import type { UpdateReading } from "../partner-update.ts";
import { type UpdatedEntry, updatedEntry } from "../partner-update-entry.ts";
import { supportedByTexts } from "../supported-by-files.ts";
import { updateFiles } from "../update-files.ts";
import {
  hasMarks,
  logoMarks,
  type RefusedLogo,
  type SentLogos,
  updateLogoFiles,
  updateLogoPaths,
  usedLogos,
  withLogoPaths,
} from "../update-logo.ts";
import { updatePullRequest } from "../update-pull-request.ts";
import { isTrusted } from "./ballot-state.ts";
import { consentsOf } from "./consents.ts";
import { writerOf } from "./update-asker.ts";
import type { UpdateRequest } from "./update-request.ts";
import type { Proposal } from "./verdict.ts";

/**
 * What an update with these of its pictures makes of the entry, as the registry has it now. The days in it are those of the
 * issue's last edit.
 */
export function updatedBy(
  request: UpdateRequest,
  partner: Partner,
  reading: UpdateReading,
  usable: SentLogos,
): UpdatedEntry {
  const { look, registry, config } = request;
  const { update } = reading;
  const { createdAt, lastEditedAt, url } = look.issue;
  const used = usedLogos(partner, update, usable);
  const entry = updatedEntry({
    registry,
    partner,
    update: withLogoPaths(update, used, updateLogoPaths(registry, partner, config.files.logos)),
    consents: consentsOf(request, partner, reading),
    day: formatDay(lastEditedAt ?? createdAt),
    actor: writerOf(request)?.login ?? "ghost",
    ref: url,
  });
  // Another picture may come to where the last one is.
  return { ...entry, changed: entry.changed || used.size > 0 };
}

/** What is to be done about the update's pull request. */
export type UpdateProposed =
  | { kind: "current" }
  | { kind: "proposed"; proposal: Proposal }
  | { kind: "impossible"; problem: string };

/** The pictures that an update sends, as far as it is known what they are good for. */
export interface UpdatePictures {
  usable: SentLogos;
  refused: readonly RefusedLogo[];
  fetched: FetchedLogos;
}

/**
 * One commit on the current head of the base. Made again when the base has moved or the issue asks for something else; a
 * pull request that a person closed is not this one, and another is made.
 */
export function updateProposalOf(
  request: UpdateRequest,
  partner: Partner,
  reading: UpdateReading,
  { usable, refused, fetched }: UpdatePictures,
): UpdateProposed {
  const { look, config, registry } = request;
  const { repository, issue, branch } = look;
  const { partner: after } = updatedBy(request, partner, reading, usable);
  const used = usedLogos(partner, reading.update, usable);
  const paths = updateLogoPaths(registry, partner, config.files.logos);
  const logos = updateLogoFiles(reading.update, used, fetched, paths);
  const pullRequest = look.pullRequest?.state === "open" ? look.pullRequest : null;
  let updated: ReturnType<typeof updateFiles>;
  try {
    updated = updateFiles({
      partner: after,
      registryText: look.registry?.text ?? "",
      listText: look.list?.text ?? null,
      supportedBy: supportedByTexts(look.supportedBy),
      logos,
      config,
      repository,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: "impossible", problem: `${error.message} ${error.mend}` };
  }
  const isOnBase = pullRequest?.head.parents[0] === repository.base.oid;
  // The registry there names who asked, so this app has found before that they may.
  if (
    isOnBase &&
    look.updated.registry?.text === updated.registryText &&
    hasMarks(look.updated.message, used)
  ) {
    return { kind: "current" };
  }
  const asker = writerOf(request);
  const { title, view, commit } = updatePullRequest({
    before: partner,
    after,
    asker: asker?.login ?? "ghost",
    isMember: asker !== null && !speaksFor(partner, asker, formatDay(look.at)),
    asksForVote: reading.asksForVote,
    supportedBy: updated.supportedBy,
    logos: logos.map(({ path }) => path),
    marks: logoMarks(used),
    leftOut: refused.map(({ field, problem }) => ({ field: reading.labels.get(field) ?? field, problem })),
    issue,
    config,
  });
  return {
    kind: "proposed",
    proposal: {
      base: repository.base,
      branch: formatUpdateBranch(issue.number, partner.id),
      branchExists: branch !== null,
      commit,
      files: updated.files,
      title,
      body: { name: "update-pull-request", view },
      existing: pullRequest?.nodeId ?? null,
    },
  };
}

/** A branch of this issue's updates that nobody needs any more, other than `kept`; one with a person's commit stays. */
export function uselessBranch({ look }: UpdateRequest, kept: string | null): string | null {
  const useless = look.updated.branches.find(({ name, head }) => name !== kept && isTrusted(head, look));
  return useless?.name ?? null;
}
