import { addDuration } from "../duration.ts";
import { type Instant, instantOf } from "../instant.ts";
import type { Ballot, Extension } from "./ballot.ts";
import { Bench } from "./bench.ts";
import { isDecided } from "./early-close.ts";
import { passes } from "./passing.ts";
import { REFUSALS, voidWords } from "./refusal.ts";
import { type CopiedAct, timelineOf, wholeSecond } from "./timeline.ts";
import type { Act, Deed, IgnoredAct, Refusal } from "./vote.ts";
import type { VoterActs } from "./voter-acts.ts";

/** The last second that is written with a year of four digits. */
const LAST = instantOf(Date.UTC(9999, 11, 31, 23, 59, 59));
const SECOND = 1000;

/** How a ballot has closed. */
export interface Closing {
  readonly at: Instant;
  readonly cause: "scheduled" | "early" | "person" | "cancelled";
  readonly act: Act | null;
}

/**
 * Runs through a ballot's acts in the order in which they count, and closes it at the exact second at which the
 * rule closes it. At a closing second the ballot is still open: a close counts once that second is over, and all
 * acts of that second are in time.
 */
export class Replay {
  readonly bench: Bench;
  readonly extensions: Extension[] = [];
  readonly edits: Instant[] = [];
  readonly fallen: Act[] = [];
  opened: Instant;
  closes: Instant;
  minimumEnds: Instant;
  closing: Closing | null = null;
  readonly #ballot: Ballot;
  readonly #now: Instant;
  readonly #ignored = new Map<Act, IgnoredAct & { readonly act: CopiedAct }>();
  /** Comments that were edited or deleted, and of which an act was in time and stands. */
  readonly #standing = new Set<number>();
  #noQuorumExtensions = 0;
  #unsettled: Instant | null = null;
  #minimumSettled = false;
  #granted: Act | null = null;

  constructor(ballot: Ballot, acts: readonly Act[], now: Instant) {
    this.#ballot = ballot;
    this.#now = wholeSecond(now);
    this.opened = wholeSecond(ballot.opened);
    this.closes = addDuration(this.opened, ballot.rule.period.openFor);
    this.minimumEnds = this.#minimumFrom(this.opened);
    this.bench = new Bench(ballot);
    for (const step of timelineOf(acts, this.#now)) {
      this.#advance(step.at);
      if (step.kind === "begin") this.#begin(step.act, step.at, step.voided);
      else if (this.closing === null) this.#end(step.act, step.at, step.cause);
    }
    this.#advance(this.#now);
  }

  /** Every refused act, in the order of time. */
  ignored(): readonly IgnoredAct[] {
    return [...this.#ignored.values()]
      .sort(({ act: a }, { act: b }) => a.at - b.at || a.order[0] - b.order[0] || a.order[1] - b.order[1])
      .map(({ act, code, why }) => ({ act: act.given, code, why }));
  }

  /** The next second at which time alone could change the outcome; `null` when the ballot is closed. */
  nextInstant(): Instant | null {
    if (this.closing !== null) return null;
    if (this.#now < this.opened) return this.opened;
    const { closeEarly } = this.#ballot.rule.period;
    const due = [this.closes];
    if (closeEarly !== "never" && !this.#minimumSettled) due.push(this.minimumEnds);
    if (this.#unsettled !== null && this.#closesNow(this.#unsettled)) due.push(this.#unsettled);
    return instantOf(Math.min(...due) + SECOND);
  }

  /** Settles everything that is due before `to`. */
  #advance(to: Instant): void {
    while (this.closing === null) {
      const due = this.#nextDue();
      if (due >= to) return;
      if (due === this.#unsettled) this.#unsettled = null;
      if (due === this.minimumEnds) this.#minimumSettled = true;
      if (this.#closesNow(due)) {
        this.closing = { at: due, cause: this.#granted === null ? "early" : "person", act: this.#granted };
      } else if (due === this.closes) this.#reachEnd(due);
    }
  }

  #nextDue(): Instant {
    let due = this.closes;
    if (this.#unsettled !== null && this.#unsettled < due) due = this.#unsettled;
    if (!this.#minimumSettled && this.minimumEnds < due) due = this.minimumEnds;
    return due;
  }

  #closesNow(at: Instant): boolean {
    if (this.#granted !== null) return true;
    const { bench } = this;
    const { closeEarly } = this.#ballot.rule.period;
    if (closeEarly === "never" || at < this.minimumEnds) return false;
    if (closeEarly === "when-decided") return isDecided(bench.prospects());
    if (!bench.quorumIsMet()) return false;
    if (closeEarly === "when-all-voted")
      return bench.ledger.inBase.now > 0 && bench.ledger.inBase.silent === 0;
    return !bench.hasStandingVeto() && passes(this.#ballot.rule, bench.ledger, "now");
  }

  #reachEnd(at: Instant): void {
    const { extend, times } = this.#ballot.rule.noQuorum;
    const nobody = this.bench.ledger.inBase.now === 0;
    const to = extend === null ? at : addDuration(at, extend);
    if (to === at || to > LAST || this.#noQuorumExtensions >= times || nobody || this.bench.quorumIsMet()) {
      this.closing = { at, cause: "scheduled", act: null };
      return;
    }
    this.#noQuorumExtensions += 1;
    this.closes = to;
    this.extensions.push({ by: null, at, to: this.closes, cause: "no-quorum", reason: null });
  }

  #begin(act: CopiedAct, at: Instant, voided: boolean): void {
    if (this.closing !== null) {
      // An edit after the close changes nothing: the version that stood at the close is the one that counts.
      if (act.do !== "edit" && !this.#standing.has(act.order[0])) this.#refuse(act, "too-late");
      return;
    }
    if (act.do === "edit") {
      this.#edit(at);
      return;
    }
    if (at < this.opened) {
      if (act.do !== "open") this.#refuse(act, "too-early");
      return;
    }
    if (act.do === "end") {
      this.closing = { at, cause: "cancelled", act: act.given };
      return;
    }
    const acts = this.bench.find(act.by);
    if (acts === null) {
      // Of a text that cannot be had nobody can say that it was a vote.
      if (act.do !== "unreadable") this.#refuse(act, "off-roll");
      return;
    }
    if (act.until !== null || act.void !== null) this.#standing.add(act.order[0]);
    if (voided || act.do === "unreadable") {
      this.#ignore(act, act.void?.reason ?? "version-unknown", voidWords(act));
      return;
    }
    this.#unsettled = at;
    const refusal = this.#apply(acts, act, at);
    if (refusal !== null) this.#refuse(act, refusal);
  }

  #apply(acts: VoterActs, act: CopiedAct, at: Instant): Refusal | null {
    const { bench } = this;
    switch (act.do) {
      case "extend":
        return this.#extend(act, at);
      case "cancel":
        this.closing = { at, cause: "cancelled", act: act.given };
        return null;
      case "close":
        if (at < this.minimumEnds) return "minimum-period";
        if (!isDecided(bench.prospects())) return "not-decided";
        this.#granted = act.given;
        return null;
      case "open":
        return at === this.opened ? null : "already-open";
      case "edit":
      case "end":
      case "unreadable":
        return null;
      default:
        return bench.apply(acts, act);
    }
  }

  #extend(act: Act & Extract<Deed, { do: "extend" }>, at: Instant): Refusal | null {
    const to = addDuration(this.closes, act.duration);
    if (to > LAST) return "too-far";
    this.closes = to;
    this.extensions.push({ by: act.by, at, to, cause: "person", reason: act.reason });
    return null;
  }

  #end(act: CopiedAct, at: Instant, cause: "replaced" | "voided"): void {
    if (this.bench.drop(act.given)) this.#unsettled = at;
    if (cause === "replaced") {
      this.#ignored.delete(act.given);
      this.#standing.delete(act.order[0]);
    } else if (this.#standing.has(act.order[0]) && act.void !== null) {
      this.#ignore(act, act.void.reason, voidWords(act));
    }
  }

  #edit(at: Instant): void {
    if (at < this.opened) return;
    this.edits.push(at);
    if (this.#ballot.rule.onEdit !== "restart") return;
    for (const act of this.bench.restart()) this.fallen.push(act);
    this.opened = at;
    this.closes = addDuration(at, this.#ballot.rule.period.openFor);
    this.minimumEnds = this.#minimumFrom(at);
    this.extensions.length = 0;
    this.#noQuorumExtensions = 0;
    this.#minimumSettled = false;
    this.#granted = null;
    this.#unsettled = at;
  }

  #minimumFrom(opened: Instant): Instant {
    const { atLeast } = this.#ballot.rule.period;
    return atLeast === null ? opened : addDuration(opened, atLeast);
  }

  #refuse(act: CopiedAct, code: Refusal): void {
    this.#ignore(act, code, REFUSALS[code]);
  }

  #ignore(act: CopiedAct, code: IgnoredAct["code"], why: string): void {
    this.#ignored.set(act.given, { act, code, why });
  }
}
