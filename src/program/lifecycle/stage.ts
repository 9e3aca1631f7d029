import type { Label } from "../action.ts";
import { type Category, categoryLabel } from "../category.ts";

/** Where an application is in its life (`DESIGN.md` section 4). */
export const STAGES = [
  "incomplete",
  "review",
  "voting",
  "approved",
  "listed",
  "winding-down",
  "former",
  "waiting",
  "confirmed",
  "declined",
  "rejected",
  "withdrawn",
  "expired",
  "cancelled",
] as const;

export type Stage = (typeof STAGES)[number];

const LOOKS: Record<Stage, { color: string; description: string }> = {
  incomplete: { color: "fbca04", description: "Something is missing; the status comment says what" },
  review: { color: "c5def5", description: "Complete and open for discussion" },
  voting: { color: "5319e7", description: "The committee is voting" },
  approved: {
    color: "0e8a16",
    description: "The committee said yes; the pull request waits for a maintainer",
  },
  listed: { color: "0e8a16", description: "On the partners list" },
  "winding-down": { color: "fbca04", description: "Has gone quiet, was told, and has time to answer" },
  former: { color: "d4c5f9", description: "Was a partner, and is none any more" },
  waiting: {
    color: "c5def5",
    description: "A report that waits for a member of the committee to confirm it",
  },
  confirmed: { color: "0e8a16", description: "A member of the committee has confirmed the report" },
  declined: { color: "b60205", description: "A member of the committee has declined the report" },
  rejected: { color: "b60205", description: "The committee did not say yes" },
  withdrawn: { color: "d4c5f9", description: "Taken back by the applicant" },
  expired: { color: "eeeeee", description: "Stayed incomplete for too long; editing opens it again" },
  cancelled: { color: "eeeeee", description: "Ended without a decision" },
};

/** The label that shows a stage. A label is a display: it decides nothing. */
export function stageLabel(stage: Stage): Label {
  return { name: `partner: ${stage}`, ...LOOKS[stage] };
}

/** Tells the issues by which partners change their own entries from proposals. */
export const UPDATE_LABEL: Label = {
  name: "partner: update",
  color: "bfd4f2",
  description: "A partner changes its own entry",
};

/** Tells the issues by which partners report work that GitHub cannot see from proposals. */
export const REPORT_LABEL: Label = {
  name: "partner: report",
  color: "bfd4f2",
  description: "A partner reports work that GitHub cannot see",
};

/** By this the issues are found in which partners were told that they have gone quiet, also long after those are closed. */
export const NOTICE_LABEL: Label = {
  name: "partner: notice",
  color: "fef2c0",
  description: "A partner was told that it has gone quiet",
};

/** The labels that an application should carry: its stage and its categories. */
export function wantedLabels(stage: Stage, categories: readonly Category[]): Label[] {
  return [
    stageLabel(stage),
    ...categories.map((category) => ({
      name: categoryLabel(category),
      color: category.color,
      description: category.description,
    })),
  ];
}

/** Names, in lower case, of every label that this program's bot sets, and so also takes away. */
export function managedLabels(categories: readonly Category[]): ReadonlySet<string> {
  return new Set([
    ...[...STAGES.map(stageLabel), UPDATE_LABEL, REPORT_LABEL].map(({ name }) => name.toLowerCase()),
    ...categories.map((category) => categoryLabel(category).toLowerCase()),
  ]);
}
