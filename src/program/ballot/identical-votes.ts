import { Largest, larger } from "./largest.ts";
import type { LedgerSeat, Prospect, SeatStatus } from "./ledger.ts";
import { noSums, type Sums } from "./organization.ts";

type Counted = "yes" | "no" | "abstain";

/** `collapse-identical`: equal votes of one organization count once, with the highest points among them. */
export class IdenticalVotes {
  readonly #places = new Map<LedgerSeat, number>();
  /** Votes cast that stand, votes of alternates for people who are still free, and all who are free. */
  readonly #fixed: Record<Counted, Largest>;
  readonly #standIn: Record<Counted, Largest>;
  readonly #free: Largest;

  /** @param seats those of one organization, none of which is counted yet */
  constructor(seats: readonly LedgerSeat[]) {
    seats.forEach((seat, place) => {
      this.#places.set(seat, place);
    });
    const largest = () => new Largest(seats.length);
    this.#fixed = { yes: largest(), no: largest(), abstain: largest() };
    this.#standIn = { yes: largest(), no: largest(), abstain: largest() };
    this.#free = largest();
  }

  /** Adds (`1`) or takes away (`-1`) a seat as it stands. */
  count(seat: LedgerSeat, sign: 1 | -1): void {
    const place = this.#places.get(seat);
    if (place === undefined) throw new RangeError("a seat of another organization");
    const weight = sign === 1 ? seat.weight : 0n;
    if (seat.free) this.#free.set(place, weight);
    if (isCounted(seat.status)) (seat.free ? this.#standIn : this.#fixed)[seat.status].set(place, weight);
  }

  sums(prospect: Prospect): Sums {
    const [yes, no, abstain] = [this.#fixed.yes.get(), this.#fixed.no.get(), this.#fixed.abstain.get()];
    if (prospect === "best") return { ...noSums(), yes: larger(yes, this.#free.get()), no, abstain };
    if (prospect === "worst") return { ...noSums(), yes, no: larger(no, this.#free.get()), abstain };
    return {
      ...noSums(),
      yes: larger(yes, this.#standIn.yes.get()),
      no: larger(no, this.#standIn.no.get()),
      abstain: larger(abstain, this.#standIn.abstain.get()),
    };
  }
}

function isCounted(status: SeatStatus): status is Counted {
  return status === "yes" || status === "no" || status === "abstain";
}
