import type { Application } from "./application.ts";
import type { Committee } from "./committee.ts";
import { decidedVerdict } from "./decided-verdict.ts";
import { intakeVerdict } from "./intake-verdict.ts";
import { stoppedVerdict } from "./stopped-verdict.ts";
import type { NeedsCommittee, Verdict } from "./verdict.ts";
import { votingVerdict } from "./voting-verdict.ts";

/**
 * What should be true of an application, from all that was observed of it. A pure function: the same look gives the
 * same verdict. `committee` is who votes now, where it was read; a verdict that needs it says so.
 */
export function decideApplication(
  application: Application,
  committee: Committee | null,
): Verdict | NeedsCommittee {
  const { ballot } = application;
  switch (ballot.kind) {
    case "none":
      return intakeVerdict(application, committee);
    case "distrusted":
      return stoppedVerdict(application, ballot, committee);
    case "open":
      return votingVerdict({ ...application, ballot }, committee);
    case "decided":
      return decidedVerdict({ ...application, ballot });
  }
}
