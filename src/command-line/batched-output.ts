import { setImmediate as pause } from "node:timers/promises";
import type { Terminal } from "./command.ts";

/** Text that is put out in large pieces: a million lines are not a million writes. */
export class BatchedOutput {
  readonly #terminal: Terminal;
  #waiting = "";

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  write(text: string): void {
    this.#waiting += text;
  }

  /** Whether so much is waiting that it should be put out. */
  get isFull(): boolean {
    return this.#waiting.length >= ENOUGH;
  }

  /** Puts out what is waiting, and resolves when somebody has taken it. */
  async flush(): Promise<void> {
    if (this.#waiting !== "") this.#terminal.out(this.#waiting);
    this.#waiting = "";
    // Whoever reads may have stopped, which shows only in a pause.
    await pause();
    await this.#terminal.drained?.();
  }
}

const ENOUGH = 65_536;
