/** What becomes of one parcel. */
export interface Handling<Parcel> {
  readonly send: readonly Parcel[];
  readonly lost: readonly Parcel[];
  readonly delayed: readonly { readonly parcel: Parcel; readonly milliseconds: number }[];
}

/** Faults that a test asks for, each for a number of coming webhook deliveries. The first asked for is used up first. */
export class DeliveryFaults<Parcel> {
  readonly #planned: {
    kind: "lose" | "duplicate" | "delay" | "reorder";
    milliseconds: number;
    run: number;
  }[] = [];
  readonly #held: { parcel: Parcel; run: number }[] = [];
  #runs = 0;

  /** The next `count` are never sent. */
  lose(count = 1): void {
    this.#plan("lose", count);
  }

  /** The next `count` are sent twice, under the same delivery id. */
  duplicate(count = 1): void {
    this.#plan("duplicate", count);
  }

  /** The next `count` are sent later; the others overtake them. */
  delay(milliseconds: number, count = 1): void {
    this.#plan("delay", count, milliseconds);
  }

  /** The next `count` are held until all of them are there, then sent last first. */
  reorder(count: number): void {
    this.#plan("reorder", count);
  }

  #plan(kind: "lose" | "duplicate" | "delay" | "reorder", count: number, milliseconds = 0): void {
    this.#runs += 1;
    for (let index = 0; index < count; index += 1)
      this.#planned.push({ kind, milliseconds, run: this.#runs });
  }

  /** Decides on a parcel, and uses up the fault. */
  apply(parcel: Parcel): Handling<Parcel> {
    const fault = this.#planned.shift();
    if (fault?.kind === "lose") return { send: [], lost: [parcel], delayed: [] };
    if (fault?.kind === "duplicate") return { send: [parcel, parcel], lost: [], delayed: [] };
    if (fault?.kind === "delay") {
      return { send: [], lost: [], delayed: [{ parcel, milliseconds: fault.milliseconds }] };
    }
    if (fault?.kind === "reorder") {
      this.#held.push({ parcel, run: fault.run });
      const complete = this.#planned.every((other) => other.run !== fault.run);
      return { send: complete ? this.releaseHeld() : [], lost: [], delayed: [] };
    }
    return { send: [parcel], lost: [], delayed: [] };
  }

  /** What is held back, last first; nothing is held afterwards. */
  releaseHeld(): Parcel[] {
    return this.#held
      .splice(0)
      .reverse()
      .map(({ parcel }) => parcel);
  }
}
