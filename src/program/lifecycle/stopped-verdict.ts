import type { Application } from "./application.ts";
import type { BallotState } from "./ballot-state.ts";
import type { Committee } from "./committee.ts";
import { readIntakeCommands } from "./intake-commands.ts";
import { type NeedsCommittee, openedVerdict } from "./intake-verdict.ts";
import type { Verdict } from "./verdict.ts";
import { stillVerdict } from "./verdict-parts.ts";

const SHORT_OID = 7;

/**
 * The ballot record is not as this app wrote it: nothing is counted, and the committee is told. A member goes on by
 * opening a new vote, which takes the record's place.
 */
export function stoppedVerdict(
  application: Application,
  ballot: Extract<BallotState, { kind: "distrusted" }>,
  committee: Committee | null,
): Verdict | NeedsCommittee {
  const commands = readIntakeCommands(application, committee);
  if (commands === "needs-committee") return { needs: "committee" };
  if (commands.opening.by !== null && committee?.ok) {
    return openedVerdict(application, commands, committee.roll);
  }
  const { commit, problem } = ballot;
  return {
    ...stillVerdict(application, commands.categories, commands.answers),
    stage: "voting",
    status: {
      name: "status-stopped",
      view: {
        committee: application.config.program.committee,
        company: application.proposal?.snapshot.company ?? "",
        commit: commit.oid.slice(0, SHORT_OID),
        commitLink: commit.url,
        problem,
      },
    },
  };
}
