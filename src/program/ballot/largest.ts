/**
 * The largest of some amounts that change one at a time: a tree in an array, in which each node holds the larger of
 * its two children (`2n` and `2n + 1`), so that a change costs one walk to the top.
 */
export class Largest {
  readonly #tree: bigint[];
  readonly #size: number;

  /** @param size how many amounts there are; all of them start as zero */
  constructor(size: number) {
    this.#size = size;
    this.#tree = new Array<bigint>(2 * size).fill(0n);
  }

  /** @param place from zero up to, and without, the size */
  set(place: number, amount: bigint): void {
    let node = this.#size + place;
    this.#tree[node] = amount;
    while (node > 1) {
      node = Math.floor(node / 2);
      this.#tree[node] = larger(this.#at(2 * node), this.#at(2 * node + 1));
    }
  }

  /** Zero when there are no amounts. */
  get(): bigint {
    return this.#at(1);
  }

  #at(node: number): bigint {
    return this.#tree[node] ?? 0n;
  }
}

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
