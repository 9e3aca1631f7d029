import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchHead } from "../../src/sandbox/branches.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { exportTree } from "../../src/sandbox/git/tree.ts";
import { moveRepository } from "../../src/sandbox/repositories.ts";
import type { PullRequest, Repository } from "../../src/sandbox/state.ts";
import { loadIssueForm } from "../../src/templates.ts";
import { Memory } from "../../src/work/memory.ts";
import { lookAtProgram } from "../../src/work/program.ts";
import { configOf, LinkedWorld } from "../support/linked-world.ts";
import { LiveProgram } from "../support/live-program.ts";
import { DAY, HOUR, SECOND } from "../support/vote.ts";

const CODE = ["stackwright/one", "stackwright/two"];
const SECOND_PROGRAM = "stackwright/second";
const LINKS = 'repositories: [stackwright/one, "stackwright/tw*"]';

/** What people do in linked repositories. Numbers choose among what is there. */
const deed = fc.record({
  kind: fc.constantFrom("issue", "comments", "pull-request", "review", "merge", "push", "force", "release"),
  in: fc.nat(1),
  on: fc.nat(),
});

/** What happens between deeds to the program that reads live; the other one only has its daily looks. */
const step = fc.oneof(
  { weight: 8, arbitrary: deed },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("rename" as const), in: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("live" as const), times: fc.constantFrom(1, 2) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom("lose", "restart", "sweep", "day", "hour") }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe("readings because of events", () => {
  it("come to the same bytes as daily ones alone, whichever events are lost or come twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
        const course = await Course.start();
        try {
          for (const each of steps) await course.take(each);
          for (let day = 0; day < 3; day += 1) await course.day();
          // What nothing happens in is written down again after some days.
          await course.day(3);
          expect(course.files("stackwright/community")).toEqual(course.files(SECOND_PROGRAM));
          expect(course.world.counted()).toEqual(course.world.happened(...course.repositories));
          expect(course.live.failures).toEqual([]);
          expect(course.world.program.deviations).toEqual([]);
        } finally {
          course.live.stop();
          await course.world.program.stop();
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** Two programs that link the same repositories. */
class Course {
  readonly world: LinkedWorld;
  readonly live: LiveProgram;
  readonly repositories: readonly Repository[];
  readonly #second = new Memory();
  #names = 0;

  private constructor(world: LinkedWorld, live: LiveProgram) {
    this.world = world;
    this.live = live;
    this.repositories = CODE.map((name) => world.repository(name));
  }

  static async start(): Promise<Course> {
    const files = {
      ".github/partnerbot.yml": configOf(LINKS),
      ".github/ISSUE_TEMPLATE/partnership-proposal.yml": loadIssueForm("partnership-proposal"),
    };
    const repositories = [...CODE.map((name) => ({ name })), { name: SECOND_PROGRAM, files }];
    const world = await LinkedWorld.start(LINKS, repositories);
    const course = new Course(world, await LiveProgram.start(world));
    await course.#daily();
    return course;
  }

  async take(next: Step): Promise<void> {
    const { clock } = this.world.program;
    switch (next.kind) {
      case "live":
        await this.live.pass(11 * 60 * SECOND, "times" in next ? next.times : 1);
        return;
      case "lose":
        this.live.lose();
        return;
      case "restart":
        this.world.restart();
        return;
      case "sweep":
        await this.world.collect();
        return;
      case "day":
        await this.day();
        return;
      case "hour":
        clock.advance(HOUR);
        return;
      default:
        clock.advance(7 * SECOND);
        if ("in" in next) this.#do(next.kind, next.in, "on" in next ? next.on : 0);
    }
  }

  async day(days = 1): Promise<void> {
    this.world.program.clock.advance(days * DAY + HOUR);
    await this.#daily();
  }

  /** All files of a program's ledger. */
  files(program: string): Record<string, string> {
    const { objects, ...repository } = this.world.program.world.repository(program);
    const head = branchHead({ objects, ...repository }, "partnerbot-data") ?? "";
    const tree = exportTree(objects, readCommit(objects, head).tree);
    return Object.fromEntries([...tree].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  }

  async #daily(): Promise<void> {
    await this.world.collect();
    const { context, world } = this.world.program;
    const [owner = "", name = ""] = SECOND_PROGRAM.split("/");
    const installation = world.installations[0]?.id ?? 0;
    const second = { ...context, memory: this.#second };
    await lookAtProgram(second, { kind: "program", installation, owner, name }, () => {});
  }

  #do(kind: Step["kind"], inside: number, on: number): void {
    const { world } = this.world.program;
    const repository = this.repositories[inside % CODE.length];
    if (repository === undefined) throw new Error("there is no such repository");
    const name = `stackwright/${repository.name}`;
    const [dee, fay] = [world.as("dee"), world.as("fay")];
    const items = [...repository.issues.values()];
    const pullRequests = items.filter((item): item is PullRequest => item.type === "PullRequest");
    const chosen = <T>(list: readonly T[]): T | undefined => list[on % Math.max(list.length, 1)];
    this.#names += 1;
    const thing = `thing-${this.#names}`;
    const [item, pullRequest] = [chosen(items), chosen(pullRequests)];
    const open = chosen(pullRequests.filter(({ state }) => state === "open"));
    switch (kind) {
      case "issue":
        dee.openIssue({ repository: name, title: thing });
        return;
      case "comments":
        if (item !== undefined) this.world.comments(item, on % 2 === 0 ? 1 : 25);
        return;
      case "pull-request":
        this.world.pullRequest(thing, name);
        return;
      case "review":
        if (pullRequest !== undefined) fay.review(pullRequest);
        return;
      case "merge":
        if (open !== undefined) fay.merge(open, on % 2 === 0 ? "merge" : "squash");
        return;
      case "push":
        this.world.push(thing, name);
        return;
      case "force": {
        const [parent] = readCommit(repository.objects, this.world.head(name)).parents;
        if (parent !== undefined) this.world.push(thing, name, parent);
        return;
      }
      case "release":
        dee.release(name, thing);
        return;
      case "rename":
        moveRepository(world.state, repository, { name: inside === 0 ? thing : `tw-${thing}` });
        return;
    }
  }
}
