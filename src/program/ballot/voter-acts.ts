import type { Voter } from "./roll.ts";
import type { Choice } from "./rule.ts";
import type { Act } from "./vote.ts";

/** An act of one voter that may count. `act` is `null` for the yes that a proposer says by proposing. */
export interface Entry {
  readonly act: Act | null;
  readonly says: Choice | "nothing" | "recused" | "veto" | "no-veto";
  /** Later entries have higher numbers. */
  readonly number: number;
  dead: boolean;
}

/** An entry that is a vote. */
export interface VoteEntry extends Entry {
  readonly says: Choice;
}

/** Everything that one voter has said in a ballot. The latest act that is not void counts. */
export class VoterActs {
  readonly voter: Voter;
  /** The place on the roll, from zero. */
  readonly place: number;
  /** Why the voter is recused without asking; `null` when not. */
  readonly automatic: string | null;
  #votes: Entry[] = [];
  /** Those of the votes that are recusals. */
  #recusals: Entry[] = [];
  #vetoes: Entry[] = [];

  constructor(voter: Voter, place: number, automatic: string | null) {
    this.voter = voter;
    this.place = place;
    this.automatic = automatic;
  }

  add(entry: Entry): void {
    if (entry.says === "veto" || entry.says === "no-veto") {
      this.#vetoes.push(entry);
      return;
    }
    this.#votes.push(entry);
    if (entry.says === "recused") this.#recusals.push(entry);
  }

  /** The choice or recusal that counts; `null` when the voter has said nothing, or has withdrawn it. */
  standing(): Entry | null {
    const entry = latest(this.#votes);
    return entry === null || entry.says === "nothing" ? null : entry;
  }

  /** The vote that counts; `null` also for a recusal. */
  vote(): VoteEntry | null {
    const entry = this.automatic === null ? this.standing() : null;
    return entry !== null && isVote(entry) ? entry : null;
  }

  isRecused(): boolean {
    return this.automatic !== null || this.standing()?.says === "recused";
  }

  /** The veto that stands. A recusal takes an earlier veto with it, also when a later vote ends the recusal. */
  veto(): Entry | null {
    const entry = latest(this.#vetoes);
    if (entry?.says !== "veto" || this.isRecused()) return null;
    const recusal = latest(this.#recusals);
    return recusal !== null && recusal.number > entry.number ? null : entry;
  }

  /** What falls when an edit restarts the vote: everything but a recusal that stands. */
  restart(): readonly Act[] {
    const standing = this.standing();
    const fallen = [this.vote()?.act, this.veto()?.act].filter((act) => act !== undefined && act !== null);
    this.#recusals = standing?.says === "recused" ? [standing] : [];
    this.#votes = [...this.#recusals];
    this.#vetoes = [];
    return fallen;
  }
}

function latest(entries: Entry[]): Entry | null {
  let entry = entries.at(-1);
  while (entry?.dead === true) {
    entries.pop();
    entry = entries.at(-1);
  }
  return entry ?? null;
}

function isVote(entry: Entry): entry is VoteEntry {
  const { says } = entry;
  return says === "yes" || says === "no" || says === "abstain" || says === "present";
}
