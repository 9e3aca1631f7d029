import type { Message } from "../messages.ts";
import type { Application } from "./application.ts";
import type { DistrustedBallot } from "./ballot-state.ts";
import type { Committee } from "./committee.ts";
import { readIntakeCommands } from "./intake-commands.ts";
import { openedVerdict } from "./intake-verdict.ts";
import type { Opening } from "./open-ballot.ts";
import { partnerVerdict } from "./partner-verdict.ts";
import type { Needs, Verdict } from "./verdict.ts";
import { stillVerdict } from "./verdict-parts.ts";

const SHORT_OID = 7;

/**
 * A ballot record is not as this app wrote it: nothing is counted, and the committee is told. A member goes on by
 * opening a new vote, which takes the record's place and names it as void.
 */
export function stoppedVerdict(
  application: Application,
  ballot: DistrustedBallot,
  committee: Committee | null,
): Verdict | Needs {
  const { partner, look } = application;
  if (partner !== null) {
    const talk = { record: null, ignored: [], spoken: [], decided: look.issue.createdAt };
    const verdict = partnerVerdict({ ...application, partner }, null, talk, committee);
    if ("needs" in verdict || verdict.first.length > 0) return verdict;
    return { ...verdict, status: statusOf(application, ballot, partner.name) };
  }
  const commands = readIntakeCommands(application, committee);
  if (commands === "needs-committee") return { needs: "committee" };
  if (commands.opening.by !== null && committee?.ok && isNew(application, commands.opening)) {
    return openedVerdict(application, commands, committee);
  }
  const company = application.proposal?.snapshot.company ?? "";
  return {
    ...stillVerdict(application, commands.categories, commands.answers),
    stage: "voting",
    status: statusOf(application, ballot, company),
  };
}

function statusOf({ config }: Application, ballot: DistrustedBallot, company: string): Message {
  const { commit, problem, ballot: kind } = ballot;
  return {
    name: "status-stopped",
    view: {
      committee: config.program.committee,
      company,
      commit: commit?.oid.slice(0, SHORT_OID) ?? "",
      commitLink: commit?.url ?? "",
      problem,
      command: kind === "admit" ? "/open-vote" : `/open-vote ${kind}`,
    },
  };
}

/** What was answered before, perhaps to open the vote that is stopped now, is no wish to go on with a new one. */
function isNew({ look }: Application, opening: Opening): boolean {
  const comment = look.issue.comments.find(({ id }) => id === opening.comment);
  return comment !== undefined && !comment.reactions.thumbsUp && !comment.reactions.confused;
}
