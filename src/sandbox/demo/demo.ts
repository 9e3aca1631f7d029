import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Terminal } from "../../command-line/command.ts";
import { UserError } from "../../errors.ts";
import { CONFIG_PATH, type Config } from "../../program/config.ts";
import { formatDay, instantOf, parseInstant } from "../../program/instant.ts";
import { DATA_BRANCH } from "../../program/places.ts";
import type { Issue } from "../state.ts";
import { CAST, COMPANY } from "./cast.ts";
import { checkDemoFolder, demoFolder, writeDemoFolder } from "./demo-folder.ts";
import { loadDemoProgram, loadProposal } from "./demo-program.ts";
import type { DerivedConfig } from "./derived-config.ts";
import { type LocalGitHub, startLocalGitHub, stopLocalGitHub } from "./local-github.ts";
import { Narrator, readWords, requestWords, writeWords } from "./narrator.ts";
import { playOwnStory } from "./own-story.ts";
import { Play } from "./play.ts";
import { playStory, STORY_START } from "./story.ts";
import { renderTranscript } from "./transcript.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export interface DemoOptions {
  /** Keep it running when the story is over, until it is stopped by a signal. */
  readonly serve: boolean;
  readonly port: number | null;
  /** Files of one's own; `null` for the story's. */
  readonly proposal: string | null;
  readonly form: string | null;
  readonly config: string | null;
}

/** Plays the demo and leaves its folder. @throws {UserError} when it cannot be played, or does not go as it should. */
export async function runDemo(options: DemoOptions, terminal: Terminal): Promise<void> {
  const { folder } = terminal;
  checkDemoFolder(folder);
  const program = loadDemoProgram({ folder, form: options.form, config: options.config });
  const body = options.proposal === null ? null : loadProposal(folder, options.proposal);
  const narrator = new Narrator(terminal);
  const ownProgram = options.form !== null || options.config !== null;

  narrator.title("Partnerbot: the life of a partnership, on a GitHub on this machine");
  if (program.derived !== null) tellDerived(narrator, terminal, program.derived);
  const github = await startLocalGitHub({
    program,
    start: parseInstant(STORY_START) ?? instantOf(0),
    port: options.port,
  });
  const signal = nextSignal();
  try {
    await github.service.ready();
    const play = new Play(github, narrator);
    tellCast(narrator, github);
    const playing = body !== null ? playOwnStory(play, body) : ownProgram ? null : playStory(play);
    const issues = playing === null ? null : await Promise.race([playing, signal.received]);
    if (issues === "stopped") throw new UserError("stopped", "The demo was stopped.", "Run it again.");
    if (issues !== null) {
      tellEnd(narrator, play, issues);
      const { branch } = github.program.config.site;
      writeDemoFolder(folder, play.repository, branch, renderTranscript(github.world.state, issues));
      tellFolder(narrator, folder, issues, program.config);
    }
    if (options.serve) {
      tellView(narrator, github);
      await signal.received;
    }
  } catch (error) {
    if (error instanceof UserError && error.code === "demo-failed") {
      terminal.error(`The service's own log:\n${github.service.log || "(empty)\n"}\n`);
    }
    await stopLocalGitHub(github).catch(() => {});
    throw error;
  } finally {
    signal.ignore();
  }
  await stopLocalGitHub(github);
  if (options.serve) narrator.say("Stopped.");
}

/** Tells when somebody stops the process, which then ends by itself and not at once. */
function nextSignal(): { received: Promise<"stopped">; ignore(): void } {
  const { promise, resolve } = withResolvers();
  for (const name of SIGNALS) process.once(name, resolve);
  return {
    received: promise,
    ignore: () => {
      for (const name of SIGNALS) process.removeListener(name, resolve);
    },
  };
}

function withResolvers() {
  let resolve = (): void => {};
  const promise = new Promise<"stopped">((done) => {
    resolve = () => done("stopped");
  });
  return { promise, resolve };
}

function tellCast(narrator: Narrator, { world, program }: LocalGitHub): void {
  narrator.blank();
  narrator.say(
    `${world.fullName} is the program repository of an invented project. The real service works on it as a process of its own: over HTTP, with an app's key and signed webhooks. Time is the sandbox's: days pass in an instant.`,
  );
  const members = world.committee.map((login) => {
    const person = Object.values(CAST).find((one) => one.login === login);
    return person === undefined ? login : `${person.name} (${login})`;
  });
  narrator.say(`The ${program.config.program.committee}: ${members.join(", ")}.`);
}

function tellDerived(narrator: Narrator, terminal: Terminal, { mapping, text }: DerivedConfig): void {
  narrator.blank();
  narrator.say("There is no config for this form, so one was derived from its labels:");
  for (const { part, label } of mapping) narrator.item(part, label);
  narrator.blank();
  for (const line of text.trimEnd().split("\n")) terminal.out(`  ${line}\n`);
  narrator.blank();
  narrator.say(
    "It is left in partnerbot-demo/.github/partnerbot.yml: edit a copy of it, and give it with --config.",
  );
}

function tellEnd(narrator: Narrator, play: Play, [issue, ...notices]: readonly [Issue, ...Issue[]]): void {
  narrator.count(play.github.counter.take());
  const { reads, writes, sweeps, tokens } = narrator.total;
  const all = play.github.server.requests().length;
  if (reads + writes + sweeps + tokens !== all)
    throw new Error(`${all} requests were made, and others counted`);
  const stage = play.stageOf(issue);
  narrator.blank();
  narrator.title("The end");
  narrator.say(
    `Issue #${issue.number} is ${stateOf(issue)}, and the application is "${stage ?? "without a stage"}".`,
  );
  for (const notice of notices) {
    narrator.say(
      `Issue #${notice.number}, which told the partner that it has gone quiet, is ${stateOf(notice)}.`,
    );
  }
  if (stage === "incomplete")
    narrator.say("The bot waits for an edit: what is missing stands in its comment.");
  const between = narrator.untold.reads + narrator.untold.writes;
  narrator.say(
    `${requestWords(reads + writes)} to GitHub for all of this: ${readWords(reads)} and ${writeWords(writes)}, ${between} of them between the steps, for what the bot does every day. Beside it ${requestWords(sweeps)} by the sweeps that ran meanwhile every ${play.github.sweepEvery / 1000} seconds, and ${tokens} to sign in.`,
  );
}

function stateOf({ state, stateReason }: Issue): string {
  return state === "open" ? "open" : `closed as ${(stateReason ?? "").replace("_", " ")}`;
}

function tellFolder(narrator: Narrator, folder: string, issues: readonly Issue[], { files }: Config): void {
  const made = demoFolder(folder);
  const numbers = issues.map(({ number }) => `#${number}`).join(" and ");
  const isActive = issues.length > 1;
  const contents = [
    ["story.md", isActive ? `issues ${numbers} as people saw them` : `issue ${numbers} as people saw it`],
    [files.registry, "the partners list, the source of every page"],
    [files.list, "the list for people"],
    [files.decisions, "the records of decisions: who voted what, under which rule"],
    [CONFIG_PATH, "the config"],
    [
      "site/index.html",
      `the site: open it in a browser${isActive ? "; the company's page has a chart" : ""}`,
    ],
    [
      DATA_BRANCH,
      "the data branch: the ballot as it was recorded while it ran, and the ledger of what was counted",
    ],
  ] as const;
  narrator.blank();
  narrator.say(`What came of it is in ${made}:`);
  for (const [path, text] of contents) if (existsSync(join(made, path))) narrator.item(path, text);
  if (!isActive) return;
  narrator.blank();
  narrator.say("What was counted for the company, offline, from that folder:");
  const [name, since] = [basename(made), formatDay(parseInstant(STORY_START) ?? instantOf(0))];
  narrator.say(`npm run partnerbot -- activity ${name} --from ${name}/${DATA_BRANCH} \\`);
  narrator.say(`  --since ${since} --partner ${COMPANY.id}`);
}

function tellView(narrator: Narrator, { server }: LocalGitHub): void {
  narrator.blank();
  narrator.title(`The local GitHub is at ${server.url}/`);
  narrator.say(
    "Comment as any of the people, file a proposal, let time pass, and watch the bot answer. Ctrl-C stops it.",
  );
}
