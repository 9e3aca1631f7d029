import { parseMarker, printMarker } from "../../text/marker.ts";
import type { Action } from "../action.ts";
import type { CountedFact, ProgramActivity } from "../activity/partner-activity.ts";
import { isEnough, standingOf } from "../activity/standing.ts";
import type { Config } from "../config.ts";
import { plainInert } from "../decision-pull-request.ts";
import { addDuration, describeDuration, subtractDuration } from "../duration.ts";
import { formatDay, type Instant } from "../instant.ts";
import type { Person, ProgramLook } from "../observation.ts";
import type { Partner } from "../partner.ts";
import type { Registry } from "../registry.ts";
import { reportFormLink, updateFormLink } from "./form-link.ts";
import { mentionsOf } from "./mentions.ts";
import type { Render } from "./steps.ts";

const MARKER = "wind-down";

/** So many are told at once; the others follow on the next day. A first collection must not flood anybody. */
const MOST_AT_ONCE = 5;

const LONGEST_NAME = 60;

/** An issue of this app in which a partner was told that it has gone quiet. */
export interface ObservedWindDown {
  partner: string;
  state: "open" | "closed";
  closedAt: Instant | null;
}

/** Whose wind-down an issue is; `null` when it is none. Only what this app wrote is believed. */
export function windDownOf({ author, body }: { author: Person | null; body: string }): string | null {
  const marker = author?.own ? parseMarker(body) : null;
  return marker?.name === MARKER ? (marker.key ?? null) : null;
}

/** Open notices of partners that do enough again, by the number of the issue: each of them may end. */
export function resumedNotices(
  { activity: { standing } }: Config,
  { facts }: Pick<ProgramActivity, "facts">,
  { at, issues }: Pick<ProgramLook, "at" | "issues">,
): number[] {
  const begins = subtractDuration(at, standing["quiet-after"]);
  const isActive = (partner: string) => isEnough(facts.get(partner) ?? [], begins, at, standing.minimum);
  return issues.flatMap((issue) => {
    const partner = issue.state === "open" ? windDownOf(issue) : null;
    return partner !== null && isActive(partner) ? [issue.number] : [];
  });
}

/**
 * Tells partners that have gone quiet, each in an issue of its own. None while one is open, nor for a window after the last
 * one was closed, however it ended.
 */
export function windDownsToOpen(
  { config, registry }: { config: Config; registry: Registry },
  activity: ProgramActivity,
  earlier: readonly ObservedWindDown[],
  look: Pick<ProgramLook, "at" | "updateForm" | "reportForm"> & { repository: { url: string } },
  render: Render,
): Action[] {
  const { at: now } = look;
  const { standing } = config.activity;
  const begins = subtractDuration(now, standing["quiet-after"]);
  const isTold = ({ id }: Partner) =>
    earlier.some(
      ({ partner, state, closedAt }) =>
        partner === id && (state === "open" || (closedAt !== null && closedAt > begins)),
    );
  const quiet = registry.partners.flatMap((partner) => {
    const found = standingOf(partner, standing, activity, now);
    return found.kind === "quiet" && !isTold(partner) ? [{ partner, last: found.last }] : [];
  });
  return quiet.slice(0, MOST_AT_ONCE).map(({ partner, last }) => ({
    do: "open-issue",
    title: `${plainInert(partner.name, LONGEST_NAME)}: has the partnership come to an end?`,
    body: `${printMarker({ name: MARKER, key: partner.id })}\n${render(notice({ look, config }, partner, activity, last))}`,
  }));
}

function notice(
  { look, config }: { look: Parameters<typeof windDownsToOpen>[3]; config: Config },
  partner: Partner,
  { coverage }: ProgramActivity,
  last: CountedFact | null,
) {
  const { standing } = config.activity;
  return {
    name: "wind-down",
    view: {
      mentions: mentionsOf(partner.contacts),
      company: partner.name,
      program: config.program.name,
      committee: config.program.committee,
      window: describeDuration(standing["quiet-after"]),
      last: last === null ? null : { day: formatDay(last.at), link: last.url },
      updateLink: updateFormLink({ look, config }),
      reportLink: reportFormLink({ look, config }),
      repositories: coverage.complete ? coverage.repositories : 0,
      until: formatDay(addDuration(look.at, standing["answer-within"])),
    },
  } as const;
}
