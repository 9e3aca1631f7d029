import type { BallotRecord } from "../ballot/record.ts";
import type { Application } from "./application.ts";
import type { Committee } from "./committee.ts";
import { openingAction } from "./open-ballot.ts";
import type { Verdict } from "./verdict.ts";
import type { Still } from "./verdict-parts.ts";
import { votingVerdict } from "./voting-verdict.ts";

/** Writes a new ballot down, and says how it stands right away. What was said before the opening is answered as of then. */
export function openingVerdict(
  application: Application,
  record: BallotRecord,
  committee: Committee,
  { answers, notes }: Pick<Still, "answers" | "notes">,
): Verdict {
  const voting = votingVerdict({ ...application, ballot: { kind: "open", record } }, committee);
  if ("needs" in voting) throw new Error("the committee was read");
  return { ...voting, first: [openingAction(application, record)], answers, notes };
}
