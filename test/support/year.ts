import { findPartner, requireRegistry } from "../../src/program/registry.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { labelsOf } from "../../src/sandbox/labels.ts";
import type { Issue, PullRequest } from "../../src/sandbox/state.ts";
import { parseMarker } from "../../src/text/marker.ts";
import { time } from "./activities.ts";
import { CONFIG, type LocalProgram, startLocalProgram } from "./local-program.ts";
import { REPORT_FORM_TEXT } from "./reports.ts";
import { ServedProgram, until } from "./service-process.ts";
import { UPDATE_FORM_TEXT } from "./updates.ts";
import { SECOND, Vote } from "./vote.ts";

/** The app is installed there. */
export const ENGINE = "stackwright/engine";
/** The app is not installed there, so it can become invisible. */
export const PACKS = "mallory/packs";

const SWEEP_EVERY = "1s";

const YEAR_CONFIG = `${CONFIG.replace(/affiliations:\n.*\n/, "")}  remove: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d } }
  reinstate: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d } }
activity: { repositories: [${ENGINE}, ${PACKS}], since: "2025-06-01" }
site: { show-former: true }
`;

/** The real service on a program with two linked repositories, through days that pass in an instant. */
export class Year {
  readonly program: LocalProgram;
  readonly served: ServedProgram;

  private constructor(program: LocalProgram, served: ServedProgram) {
    this.program = program;
    this.served = served;
  }

  static async start(files: Record<string, string> = {}): Promise<Year> {
    const program = await startLocalProgram({
      config: YEAR_CONFIG,
      repositories: [{ name: ENGINE }, { name: PACKS }],
      files: {
        ".github/ISSUE_TEMPLATE/partner-update.yml": UPDATE_FORM_TEXT,
        ".github/ISSUE_TEMPLATE/contribution-report.yml": REPORT_FORM_TEXT,
        ...files,
      },
    });
    return new Year(program, await ServedProgram.start(program, SWEEP_EVERY));
  }

  /** It is 09:00 of that day, and a sweep has come by. */
  async to(day: string): Promise<void> {
    this.program.clock.set(time(day));
    await this.served.swept();
  }

  /** It is 09:00 of that day, and what is expected of it has come, told by no event. */
  async toWhen(day: string, what: string, holds: () => boolean): Promise<void> {
    this.program.clock.set(time(day));
    await until(what, holds);
    await this.served.settled();
  }

  /** The process is ended, time goes by without it, and it is started again. */
  async restart(meanwhile: () => void = () => {}): Promise<void> {
    if ((await this.served.stopService()) !== 0) throw new Error("the service did not end well");
    meanwhile();
    await this.served.startService(SWEEP_EVERY);
  }

  /** It is 09:00 of that day, and the process is killed as soon as GitHub has done the write in which that text is. It is started again. */
  async killedAt(day: string, text: string): Promise<void> {
    const killed = new Promise<void>((resolve) => {
      const stop = this.program.server.onExchange(({ request, logged }) => {
        const body = JSON.stringify(request.body) ?? "";
        if (logged.kind !== "graphql" || !body.includes("mutation") || !body.includes(text)) return;
        stop();
        resolve(this.served.killService());
      });
    });
    this.program.clock.set(time(day));
    await killed;
    await this.served.startService(SWEEP_EVERY);
  }

  /** Members say yes, each a second after the one before, and the pull request of the decision is there when the time is over. */
  async voteYes(issue: Issue, day: string): Promise<PullRequest> {
    for (const login of ["bo", "cy", "ada"]) {
      this.program.clock.advance(SECOND);
      this.program.world.as(login).comment(issue, "/vote yes");
    }
    await this.toWhen(day, "there is a pull request", () => this.openPullRequests().length > 0);
    const [pullRequest, ...more] = this.openPullRequests();
    if (pullRequest === undefined || more.length > 0) throw new Error(`${more.length + 1} pull requests`);
    return pullRequest;
  }

  openPullRequests(): PullRequest[] {
    return this.program.pullRequests().filter(({ state }) => state === "open");
  }

  /** The issues of this app with a marker of that name, oldest first. */
  issues(marker: string): Issue[] {
    return [...this.program.repository.issues.values()].filter(
      (issue): issue is Issue => issue.type === "Issue" && parseMarker(textOf(issue.body))?.name === marker,
    );
  }

  notices(): Issue[] {
    return this.issues("wind-down");
  }

  /** The bot's comments on an issue with a marker of that name. */
  notes(issue: Issue, name: string): string[] {
    return new Vote(this.program, issue).notes(name);
  }

  labels(issue: Issue): string[] {
    return labelsOf(this.program.world.state, issue)
      .map(({ name }) => name)
      .sort();
  }

  status(issue: Issue): string {
    return new Vote(this.program, issue).status;
  }

  partner(name: string) {
    const found = findPartner(requireRegistry(this.program.file("partners.yml")), { name, url: null });
    if (found === null) throw new Error(`${name} is not in the registry`);
    return found;
  }

  /** A file of the site; empty when it is not there. */
  page(path: string): string {
    return this.program.file(path, "gh-pages") ?? "";
  }

  /** What the bot has said more than once: comments of one text on one issue, and markers that are to be there once. */
  saidTwice(): string[] {
    return [...this.program.repository.issues.values()].flatMap(({ number, comments }) => {
      const own = comments.filter(({ appId }) => appId !== null).map(({ body }) => textOf(body));
      const marks = own.map((text) => JSON.stringify(parseMarker(text)));
      return [...repeated(own), ...repeated(marks)].map((text) => `#${number}: ${text}`);
    });
  }

  /** Lines of the log that tell of anything that went wrong. */
  complaints(): string[] {
    return this.served.log.split("\n").filter((line) => /\b(?:WARN|ERROR|FATAL)\b|a look failed/.test(line));
  }
}

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}
