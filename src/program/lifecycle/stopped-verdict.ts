import type { Action } from "../action.ts";
import type { ObservedCommit } from "../observation.ts";
import type { Application } from "./application.ts";
import type { BallotState } from "./ballot-state.ts";
import type { Committee } from "./committee.ts";
import { readIntakeCommands } from "./intake-commands.ts";
import { openedVerdict } from "./intake-verdict.ts";
import type { Opening } from "./open-ballot.ts";
import type { NeedsCommittee, Verdict } from "./verdict.ts";
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
  if (commands.opening.by !== null && committee?.ok && isNew(application, commands.opening)) {
    const opened = openedVerdict(application, commands, committee);
    return { ...opened, first: opened.first.map((action) => withVoid(action, ballot.commit)) };
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
        commit: commit?.oid.slice(0, SHORT_OID) ?? "",
        commitLink: commit?.url ?? "",
        problem,
      },
    },
  };
}

/** What was answered before, perhaps to open the vote that is stopped now, is no wish to go on with a new one. */
function isNew({ look }: Application, opening: Opening): boolean {
  const comment = look.issue.comments.find(({ id }) => id === opening.comment);
  return comment !== undefined && !comment.reactions.thumbsUp && !comment.reactions.confused;
}

/** The history of the data branch says which record the new one takes the place of. */
function withVoid(action: Action, commit: ObservedCommit | null): Action {
  if (action.do !== "record" || commit === null) return action;
  return { ...action, headline: `${action.headline} (${commit.oid.slice(0, SHORT_OID)} is void)` };
}
