import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { moveRepository } from "../../src/sandbox/repositories.ts";
import type { PullRequest, Repository } from "../../src/sandbox/state.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { DAY, HOUR } from "../support/vote.ts";

/** What people do in a linked repository. Numbers choose among what is there. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant("issue" as const) }),
  fc.record({ kind: fc.constant("comment" as const), on: fc.nat(), count: fc.constantFrom(1, 1, 30) }),
  fc.record({ kind: fc.constant("pull-request" as const) }),
  fc.record({ kind: fc.constant("review" as const), on: fc.nat() }),
  fc.record({ kind: fc.constant("merge" as const), on: fc.nat() }),
  fc.record({ kind: fc.constant("push" as const), count: fc.constantFrom(1, 2, 12) }),
  fc.record({ kind: fc.constant("force" as const) }),
  fc.record({ kind: fc.constant("release" as const) }),
  fc.record({ kind: fc.constant("rename" as const) }),
  fc.record({ kind: fc.constant("pass" as const), time: fc.constantFrom(60_000, HOUR, DAY) }),
);
type Deed = Drawn<typeof deed>;
type Drawn<Source> = Source extends fc.Arbitrary<infer Value> ? Value : never;

/** A collection, what goes wrong in it, and what people do while it runs. */
const collection = fc.record({
  kind: fc.constant("collect" as const),
  /** So many answers fail at first, which makes pages small. */
  failing: fc.constantFrom(0, 4),
  /** After so many calls GitHub does not answer any more. */
  stops: fc.option(fc.integer({ min: 0, max: 12 })),
  restarts: fc.boolean(),
  meanwhile: fc.array(fc.record({ after: fc.integer({ min: 1, max: 8 }), deed }), { maxLength: 3 }),
});
type Step = Deed | Drawn<typeof collection>;

describe("collecting in any course of things", () => {
  it("ends with everything that happened, each thing once, wherever it was interrupted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ arbitrary: deed, weight: 4 }, { arbitrary: collection, weight: 1 }), {
          minLength: 5,
          maxLength: 40,
        }),
        async (steps) => {
          const course = new Course(await LinkedWorld.start(`repositories: [${ENGINE}]`));
          try {
            for (const step of steps) await course.take(step);
            await course.settle();
            expect(course.world.counted()).toEqual(course.world.happened(course.repository));
            expect(await course.collectCleanly()).toEqual(["Probe"]);
            expect(course.world.program.deviations).toEqual([]);
          } finally {
            await course.world.program.stop();
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

/** A linked repository in which things happen, and the collections between them. */
class Course {
  readonly world: LinkedWorld;
  readonly repository: Repository;
  #names = 0;

  constructor(world: LinkedWorld) {
    this.world = world;
    this.repository = world.repository();
  }

  get #name(): string {
    return `stackwright/${this.repository.name}`;
  }

  /** Does what a step says. */
  async take(step: Step): Promise<void> {
    if (step.kind !== "collect") {
      this.#do(step);
      return;
    }
    const { faults } = this.world.program.server;
    const isCollecting = ({ graphql }: { graphql: readonly string[] }) =>
      graphql.includes("Activity") || graphql.includes("OlderActivity");
    const effect = { kind: "bad-gateway", applied: false } as const;
    if (step.failing > 0) faults.add({ match: isCollecting, effect, times: step.failing });
    if (step.stops !== null) faults.add({ match: isCollecting, effect, times: 1000, after: step.stops });
    let calls = 0;
    const stop = this.world.program.server.onExchange(({ logged, disturbed }) => {
      if (disturbed || !/^(?:Older)?Activity/.test(logged.graphqlOperation ?? "")) return;
      calls += 1;
      for (const { after, deed } of step.meanwhile) if (after === calls) this.#do(deed);
    });
    await this.world.collect().catch(() => {});
    stop();
    faults.clear();
    if (step.restarts) this.world.restart();
    this.world.program.clock.advance(HOUR);
  }

  /** Whatever was interrupted is over after that. */
  async settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) await this.collectCleanly();
  }

  async collectCleanly(): Promise<string[]> {
    this.world.program.clock.advance(DAY);
    const calls = await this.world.collect();
    return calls.filter((name) => name !== "Partnerbot");
  }

  #do(step: Deed): void {
    const { world } = this.world.program;
    const [dee, fay] = [world.as("dee"), world.as("fay")];
    const items = [...this.repository.issues.values()];
    const pullRequests = items.filter((item): item is PullRequest => item.type === "PullRequest");
    const chosen = <T>(list: readonly T[], index: number): T | undefined =>
      list[index % Math.max(list.length, 1)];
    this.world.program.clock.advance(7000);
    this.#names += 1;
    const name = `thing-${this.#names}`;
    switch (step.kind) {
      case "issue":
        dee.openIssue({ repository: this.#name, title: name });
        return;
      case "comment": {
        const item = chosen(items, step.on);
        if (item !== undefined) this.world.comments(item, step.count);
        return;
      }
      case "pull-request":
        this.world.pullRequest(name, this.#name);
        return;
      case "review": {
        const item = chosen(pullRequests, step.on);
        if (item !== undefined) fay.review(item);
        return;
      }
      case "merge": {
        const item = chosen(
          pullRequests.filter(({ state }) => state === "open"),
          step.on,
        );
        if (item !== undefined) fay.merge(item, step.on % 2 === 0 ? "merge" : "squash");
        return;
      }
      case "push":
        for (let number = 0; number < step.count; number += 1)
          this.world.push(`${name}-${number}`, this.#name);
        return;
      case "force": {
        const [parent] = readCommit(this.repository.objects, this.world.head(this.#name)).parents;
        if (parent !== undefined) this.world.push(name, this.#name, parent);
        return;
      }
      case "release":
        dee.release(this.#name, name);
        return;
      case "rename":
        moveRepository(world.state, this.repository, { name });
        return;
      case "pass":
        this.world.program.clock.advance(step.time);
        return;
    }
  }
}
