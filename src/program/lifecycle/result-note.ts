import { parseMarker } from "../../text/marker.ts";
import type { Count } from "../ballot/ballot.ts";
import { type BallotRecord, recountRecord } from "../ballot/record.ts";
import { kindOf } from "../decision.ts";
import type { ObservedComment } from "../observation.ts";
import { ballotPath } from "../places.ts";
import type { Application } from "./application.ts";
import { decidedBallots, resultKey } from "./ballot-state.ts";
import { resultParts } from "./count-view.ts";
import { resultNotices } from "./notices.ts";
import { questionView } from "./question.ts";
import type { Note } from "./verdict.ts";

/**
 * The result comments of all ballots of an issue whose results are written down. Each links to its record as of the commit
 * that holds it, so that the link still shows it when a later ballot takes the record's place.
 */
export function resultNotes(application: Application): Note[] {
  return decidedBallots(application.look).map((record) => resultNote(application, record));
}

/** The comment that says a ballot's result, once it is there. */
export function findResult({ look }: Application, record: BallotRecord): ObservedComment | undefined {
  return look.issue.comments.find((candidate) => {
    const marker = candidate.author?.own ? parseMarker(candidate.body) : null;
    return marker?.name === "result" && marker.key === resultKey(record);
  });
}

/** Where the result can be read; the issue itself until it is said. */
export function resultLinkOf(application: Application, record: BallotRecord): string {
  return findResult(application, record)?.url ?? application.look.issue.url;
}

function resultNote(application: Application, record: BallotRecord): Note {
  const { look, config } = application;
  const kind = kindOf(record);
  const count = recountRecord(record);
  const commit = look.ballots[kind].commits[0]?.oid ?? "";
  const view = {
    ...resultParts(record.rule, count),
    ...questionView(config, record),
    committee: config.program.committee,
    notices: resultNotices(record, count, look.issue),
    recordLink: `${look.repository.url}/blob/${commit}/${ballotPath(record.issue, kind)}`,
  };
  return {
    name: "result",
    key: resultKey(record),
    message: { name: resultName(count), view },
    upkeep: "kept",
  };
}

function resultName(
  count: Count,
): "result-passed" | "result-failed" | "result-no-quorum" | "result-cancelled" {
  switch (count.outcome) {
    case "passed":
    case "failed":
    case "no-quorum":
    case "cancelled":
      return `result-${count.outcome}`;
    case "open":
      throw new Error("an open vote has no result");
  }
}
