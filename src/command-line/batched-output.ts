/** Text that is put out in large pieces: a million lines are not a million writes. */
export class BatchedOutput {
  readonly #out: (text: string) => void;
  #waiting = "";

  constructor(out: (text: string) => void) {
    this.#out = out;
  }

  /** Whether something was put out by it. */
  write(text: string): boolean {
    this.#waiting += text;
    return this.#waiting.length >= ENOUGH && this.flush();
  }

  /** Puts out what is left, and says whether there was anything. */
  flush(): boolean {
    if (this.#waiting === "") return false;
    this.#out(this.#waiting);
    this.#waiting = "";
    return true;
  }
}

const ENOUGH = 65_536;
