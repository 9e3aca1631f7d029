import { parseMarker } from "../../text/marker.ts";
import { addDuration } from "../duration.ts";
import { formatInstantForPeople, type Instant } from "../instant.ts";
import type { Application } from "./application.ts";
import type { Committee } from "./committee.ts";
import { statusComment } from "./reply-notes.ts";
import type { Note } from "./verdict.ts";

/** One mention for each reminder that is due; the marker says of which edit, so that an edit begins anew. */
export function reminderNotes(
  { look, proposal }: Application,
  since: Instant,
  due: number,
  problems: number,
  expires: string,
): Note[] {
  const { author } = look.issue;
  if (due === 0 || author === null) return [];
  const view = {
    applicant: author.login,
    company: proposal?.snapshot.company ?? "",
    problems: Math.max(problems, 1),
    statusLink: statusComment(look)?.url ?? look.issue.url,
    expires,
  };
  return [
    {
      name: "reminder",
      key: `${since}-${due}`,
      message: { name: "reminder", view },
      upkeep: "once",
    },
  ];
}

/** A proposal that has waited long enough is brought to the committee, once. */
export function bringUpOf(
  { look, config, proposal }: Application,
  since: Instant,
  committee: Committee | null,
): { at: Instant; notes: Note[] } | "needs-committee" {
  const at = addDuration(since, config.review["bring-up-after"]);
  const done = look.issue.comments.some(
    (comment) => comment.author?.own && parseMarker(comment.body)?.name === "bring-up",
  );
  if (look.at < at || done) return { at, notes: [] };
  let mention = config.program["committee-mention"] ?? null;
  if (mention === null) {
    if (committee === null) return "needs-committee";
    if (!committee.ok) return { at, notes: [] };
    mention = committee.roll.map((voter) => `@${voter.login}`).join(" ");
  }
  const view = {
    mention,
    company: proposal?.snapshot.company ?? "",
    since: formatInstantForPeople(since),
    committee: config.program.committee,
  };
  return { at, notes: [{ name: "bring-up", key: "", message: { name: "bring-up", view }, upkeep: "once" }] };
}
