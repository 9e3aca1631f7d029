import { type Instant, instantOf } from "../program/instant.ts";

/** The sandbox's time: real time plus an offset, in whole seconds as GitHub stores it. It can be jumped, never stopped. */
export class Clock {
  #offset = 0;
  readonly #realTime: () => number;

  /** `realTime` gives milliseconds since 1970; a test may pass its own. */
  constructor(realTime: () => number = Date.now) {
    this.#realTime = realTime;
  }

  /** The current second. */
  now(): Instant {
    return instantOf(Math.floor(this.precise() / 1000) * 1000);
  }

  /** The current time with milliseconds, for durations. */
  precise(): number {
    return this.#realTime() + this.#offset;
  }

  /** Jumps forward (or, with a negative number, back). */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  /** Makes it `instant` now; time passes from there. */
  set(instant: Instant): void {
    this.#offset = instant - this.#realTime();
  }
}
