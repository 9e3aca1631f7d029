import type { FetchedLogos } from "../logo.ts";
import type { Partner } from "../partner.ts";
import type { UpdateReading } from "../partner-update.ts";
import { isListed } from "../registry.ts";
import { markedLogos, receivedLogos, sentLogos } from "../update-logo.ts";
import type { Committee } from "./committee.ts";
import { type Asking, askingOf } from "./update-asker.ts";
import {
  askingProblems,
  entryProblems,
  logoProblems,
  NO_CHANGE,
  requestProblems,
} from "./update-problems.ts";
import { type UpdatePictures, type UpdateProposed, updatedBy, updateProposalOf } from "./update-proposal.ts";
import type { UpdateRequest } from "./update-request.ts";
import type { Needs } from "./verdict.ts";
import type { ProblemView } from "./verdict-parts.ts";

/** What was read besides the look itself. */
export interface KnownOfUpdate {
  /** Who votes now; `null` while nobody has asked. */
  committee: Committee | null;
  logos: FetchedLogos;
}

/** How far an update has come. */
export type Draft =
  | { kind: "unknown"; needed: Needs }
  | { kind: "incomplete"; problems: readonly ProblemView[]; asking: Asking | null }
  /** `leftOut` are pictures without which it goes on. */
  | { kind: "ready"; proposed: UpdateProposed; leftOut: readonly ProblemView[] };

/** What an update says, who asks, and then the pictures that it sends: nothing is fetched for somebody who may not ask. */
export function draftOf(request: UpdateRequest, known: KnownOfUpdate): Draft {
  const { partner, reading, look } = request;
  const problems = requestProblems(request);
  if (reading === null || partner === null || !isListed(partner)) {
    return { kind: "incomplete", problems, asking: null };
  }
  const sent = sentLogos(reading.update);
  const wanted = updatedBy(request, partner, reading, sent);
  problems.push(...entryProblems(request, wanted.problems));
  if (problems.length === 0 && !wanted.changed) problems.push(NO_CHANGE);

  const marked = markedLogos(sent, look.updated.message);
  const written =
    problems.length === 0
      ? updateProposalOf(request, partner, reading, { usable: marked, refused: [], fetched: new Map() })
      : null;
  // Who asked for what is written already was asked about before.
  const isWritten = written?.kind === "current";
  if (isWritten && marked.size === sent.size) return { kind: "ready", proposed: written, leftOut: [] };
  const ask = (isIdle: boolean): Asking =>
    isWritten ? { kind: "allowed" } : askingOf(request, partner, known.committee, isIdle);

  const asking = ask(problems.length > 0 || sent.size > 0);
  if (asking.kind === "needs-committee") return { kind: "unknown", needed: { needs: "committee" } };
  if (problems.length > 0 || asking.kind !== "allowed") {
    return { kind: "incomplete", problems: [...askingProblems(request, asking), ...problems], asking };
  }
  const received = receivedLogos(sent, known.logos);
  if ("awaited" in received) {
    return { kind: "unknown", needed: { needs: "logo", address: received.awaited } };
  }
  return pictured(request, partner, reading, { ...received, fetched: known.logos }, ask);
}

/** An update without a problem, of which the pictures are there. */
function pictured(
  request: UpdateRequest,
  partner: Partner,
  reading: UpdateReading,
  pictures: UpdatePictures,
  ask: (isIdle: boolean) => Asking,
): Draft {
  const leftOut = logoProblems(request, pictures.refused);
  const isIdle = !updatedBy(request, partner, reading, pictures.usable).changed;
  const asking = ask(isIdle);
  if (asking.kind === "needs-committee") return { kind: "unknown", needed: { needs: "committee" } };
  if (isIdle || asking.kind !== "allowed") {
    return { kind: "incomplete", problems: [...askingProblems(request, asking), ...leftOut], asking };
  }
  return { kind: "ready", proposed: updateProposalOf(request, partner, reading, pictures), leftOut };
}
