import { type Instant, instantOf } from "../instant.ts";
import type { Act } from "./vote.ts";

/**
 * An act as the replay reads it: a copy, with the act that was given, which is the one to name in a count. Acts are
 * put together from other objects, and in Node.js 20 each of those can have a layout of its own, so that every look
 * into it is a search. Copies share a few layouts.
 */
export type CopiedAct = Act & { readonly given: Act };

/** Something that happens to the count at a whole second. */
export type Step =
  | { readonly kind: "begin"; readonly at: Instant; readonly act: CopiedAct; readonly voided: boolean }
  /** The author's next version takes the act's place, or someone else makes it void. */
  | {
      readonly kind: "end";
      readonly at: Instant;
      readonly act: CopiedAct;
      readonly cause: "replaced" | "voided";
    };

/** GitHub's clock has whole seconds: within one second the order of comments decides. */
export function wholeSecond(instant: Instant): Instant {
  return instantOf(Math.floor(instant / 1000) * 1000);
}

/**
 * What has happened up to `now`, in the order in which it counts: by second, then by comment id and position.
 * What ends in a second ends before what begins in it, so a new version follows the old one.
 */
export function timelineOf(acts: readonly Act[], now: Instant): Step[] {
  const steps: Step[] = [];
  for (const given of acts) {
    const act: CopiedAct = { given, ...given };
    const at = wholeSecond(act.at);
    if (at > now) continue;
    const until = act.until === null ? null : wholeSecond(act.until);
    if (until !== null && until <= at) continue;
    const voidedAt = act.void === null || act.void.at === null ? null : wholeSecond(act.void.at);
    const voided = act.do === "unreadable" || (act.void !== null && (voidedAt === null || voidedAt <= at));
    steps.push({ kind: "begin", at, act, voided });
    if (!voided && voidedAt !== null && voidedAt <= now && (until === null || voidedAt < until)) {
      steps.push({ kind: "end", at: voidedAt, act, cause: "voided" });
    }
    if (until !== null && until <= now) steps.push({ kind: "end", at: until, act, cause: "replaced" });
  }
  return steps.sort(compareSteps);
}

function compareSteps(a: Step, b: Step): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.kind !== b.kind) return a.kind === "end" ? -1 : 1;
  return a.act.order[0] - b.act.order[0] || a.act.order[1] - b.act.order[1];
}
