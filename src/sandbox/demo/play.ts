import { setTimeout as sleep } from "node:timers/promises";
import { type Instant, parseInstant } from "../../program/instant.ts";
import { STAGES, type Stage, stageLabel } from "../../program/lifecycle/stage.ts";
import { botOf } from "../apps.ts";
import { labelsOf } from "../labels.ts";
import type { Person } from "../people.ts";
import type { Issue, IssueComment, Repository } from "../state.ts";
import { findDeeds } from "./bot-deeds.ts";
import { demoFailed, waitFor } from "./failure.ts";
import type { LocalGitHub } from "./local-github.ts";
import type { Narrator } from "./narrator.ts";
import { takeSnapshot } from "./snapshot.ts";

/** How long before the next sweep nothing is begun any more, so that its requests are not taken for those of a step. */
const NEAR_A_SWEEP = 600;
/** The same for what the next sweep is to find. */
const AT_A_SWEEP = 100;

/** What must come of a step, as a clause (`the vote opens`), and how one sees that it did. */
export interface Effect {
  readonly what: string;
  holds(): boolean;
}

/** Plays steps on a local GitHub: each waits for its effects, and is told only when they have come. */
export class Play {
  readonly github: LocalGitHub;
  readonly narrator: Narrator;

  constructor(github: LocalGitHub, narrator: Narrator) {
    this.github = github;
    this.narrator = narrator;
  }

  get repository(): Repository {
    return this.github.world.repository(this.github.world.fullName);
  }

  as(login: string): Person {
    return this.github.world.as(login);
  }

  /** Moves the clock to a moment that the story names; never back. */
  moveTo(moment: string): void {
    const instant = momentOf(moment);
    const { clock } = this.github.world.state;
    if (instant > clock.now()) clock.set(instant);
  }

  /** Somebody does something. `said` is what is quoted of it. */
  async step<Result>(step: {
    tells: string;
    said?: readonly string[];
    act: () => Result;
    effects?: readonly Effect[];
  }): Promise<Result> {
    await this.#calm(NEAR_A_SWEEP);
    const { clock } = this.github.world.state;
    const before = takeSnapshot(this.repository);
    this.narrator.person(clock.now(), step.tells, step.said);
    const result = step.act();
    await this.#settle(step.effects ?? []);
    this.#tell(before);
    return result;
  }

  /**
   * Days pass in an instant, and nobody does anything: what comes of it, a sweep has found. `to` is a moment. `meanwhile` is
   * what people do elsewhere in that time.
   */
  async pass(
    tells: string,
    to: Instant,
    effects: readonly Effect[],
    meanwhile: { said: readonly string[]; act: () => void } | null = null,
  ): Promise<void> {
    const { clock } = this.github.world.state;
    await this.#calm(AT_A_SWEEP);
    const before = takeSnapshot(this.repository);
    const known = this.github.deliveries.log.length;
    meanwhile?.act();
    clock.set(to);
    this.narrator.person(clock.now(), tells, meanwhile?.said);
    await this.#settle(effects);
    this.#tell(before);
    const bot = this.#bot.login;
    const told = this.github.deliveries.log
      .slice(known)
      .some(({ request }) => senderOf(request.payload) !== bot);
    if (!told && effects.length > 0)
      this.narrator.note("(no webhook told it: the sweep saw that it was time)");
  }

  /** The stage that the labels of an application show; `null` when they show none, or several. */
  stageOf(issue: Issue): Stage | null {
    const names = this.labelsOf(issue);
    const shown = STAGES.filter((stage) => names.includes(stageLabel(stage).name));
    return shown.length === 1 ? (shown[0] ?? null) : null;
  }

  labelsOf(issue: Issue): string[] {
    return labelsOf(this.github.world.state, issue).map(({ name }) => name);
  }

  /** The bot's comments on an issue, oldest first. */
  botComments(issue: Issue): IssueComment[] {
    return issue.comments.filter(({ authorId }) => authorId === this.#bot.id);
  }

  /** The last reaction of the bot to a comment. */
  reactionTo(comment: IssueComment): string | null {
    return comment.reactions.filter(({ accountId }) => accountId === this.#bot.id).at(-1)?.content ?? null;
  }

  get #bot() {
    const { state, app } = this.github.world;
    if (app === null) throw demoFailed("the app is gone.");
    return botOf(state, app);
  }

  #tell(before: ReturnType<typeof takeSnapshot>): void {
    const deeds = findDeeds(this.github.world.state, this.repository, this.#bot.id, before);
    this.narrator.bot(deeds, this.github.counter.take());
  }

  /** Waits until a sweep is neither running nor near. */
  async #calm(near: number): Promise<void> {
    const { counter, sweepEvery } = this.github;
    const last = counter.lastSweep ?? 0;
    const untilNext = last + sweepEvery - performance.now();
    if (untilNext < near) {
      await waitFor("the next sweep begins", () => (counter.lastSweep ?? 0) > last);
    }
    await this.#quiet();
    this.narrator.count(counter.take());
  }

  async #settle(effects: readonly Effect[]): Promise<void> {
    for (const { what, holds } of effects) await waitFor(what, holds);
    await this.#quiet();
    for (const { what, holds } of effects) {
      if (!holds()) throw demoFailed(`${what}: that was so, and is no more.`);
    }
  }

  /** All events are delivered, and the service has done what they asked for. */
  async #quiet(): Promise<void> {
    const { deliveries, service } = this.github;
    await deliveries.idle();
    // Twice, with a pause: a sweep asks for its looks only after it has listed what there is.
    for (let seen = 0; seen < 2; seen += 1) {
      await waitFor("the service comes to rest", () => service.isIdle());
      await sleep(30);
    }
    await deliveries.idle();
  }
}

/** A moment that a story names: `2026-03-02T09:00:00Z`. */
export function momentOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`not a moment: ${text}`);
  return instant;
}

function senderOf(payload: Readonly<Record<string, unknown>>): string {
  const { sender } = payload;
  return typeof sender === "object" && sender !== null ? String(Reflect.get(sender, "login")) : "";
}
