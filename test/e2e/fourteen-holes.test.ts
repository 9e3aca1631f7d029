import { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { history } from "../../src/sandbox/git/history.ts";
import { CONFIG, type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { ServedProgram, until } from "../support/service-process.ts";
import { SECOND, Vote } from "../support/vote.ts";

/** Those of the holes in `test/integration/fourteen-holes.test.ts` that only a real process can show. */

let program: LocalProgram;
let served: ServedProgram;
let child: ChildProcess | null = null;

/** Node tells of each process that is started, and the last one is the service. */
function remember(message: unknown): void {
  if (typeof message !== "object" || message === null) return;
  const started: unknown = Reflect.get(message, "process");
  if (started instanceof ChildProcess) child = started;
}

beforeEach(async () => {
  subscribe("child_process", remember);
  program = await startLocalProgram({ config: `${CONFIG}review: { open-vote: by-committee }\n` });
  served = await ServedProgram.start(program);
});

afterEach(async () => {
  unsubscribe("child_process", remember);
  expect(program.deviations).toEqual([]);
  await served.stop();
});

/** As a crash ends it: nothing is finished. */
async function crash(): Promise<void> {
  child?.kill("SIGKILL");
  expect(await served.stopService()).toBeNull();
}

describe("hole 1: commands are in memory only, and lost by a crash or an error of GitHub", () => {
  it("does what was acknowledged and not done, when the process died in between", async () => {
    const vote = Vote.file(program, "Initech");
    await served.settled();
    program.server.faults.add({
      match: { graphql: "ApplicationLook" },
      effect: { kind: "delay", milliseconds: 3_000 },
    });
    vote.say("bo", "/open-vote");
    await served.deliveries.idle();
    expect(served.deliveries.log.at(-1)).toMatchObject({ event: "issue_comment", statusCode: 200 });
    await until("the look is under way", () => program.server.faults.pending === 0);
    await crash();
    expect(vote.stageLabels).toEqual(["partner: review"]);

    await served.startService();
    expect(vote.stageLabels).toEqual(["partner: voting"]);
  });
});

describe("hole 2: two commands at once open two votes", () => {
  it("opens one ballot when the events of two /open-vote come together", async () => {
    const vote = Vote.file(program, "Initech");
    await served.settled();
    program.clock.advance(SECOND);
    const comments = [vote.say("bo", "/open-vote"), vote.say("cy", "/open-vote")];
    await served.settled();
    expect(vote.notes("status")).toHaveLength(1);
    const head = branchHead(program.repository, DATA_BRANCH) ?? "";
    expect([...history(program.repository.objects, head, { path: vote.recordPath })]).toHaveLength(1);
    expect(comments.map((comment) => vote.reaction(comment))).toEqual(["👍", "👍"]);
  });
});
