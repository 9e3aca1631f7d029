import type { BallotRecord } from "../../src/program/ballot/record.ts";
import { parseBallotRecord } from "../../src/program/ballot/record.ts";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { labelsOf } from "../../src/sandbox/labels.ts";
import type { Issue, IssueComment } from "../../src/sandbox/state.ts";
import type { FormInput } from "../../src/text/issue-form.ts";
import { parseMarker } from "../../src/text/marker.ts";
import type { Looked } from "../../src/work/look.ts";
import { type LocalProgram, REPOSITORY } from "./local-program.ts";
import { proposalBody } from "./proposals.ts";

export const SECOND = 1000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Complete answers of a company of that name. */
export function bodyOf(company: string, answers: Record<string, FormInput> = {}): string {
  const website = `https://${company.toLowerCase().replace(/\W+/g, "-")}.example`;
  return proposalBody({ company, website, ...answers });
}

/** One application in a local program: what people say there, and what the bot makes of it. */
export class Vote {
  readonly program: LocalProgram;
  readonly issue: Issue;

  constructor(program: LocalProgram, issue: Issue) {
    this.program = program;
    this.issue = issue;
  }

  /** Files a proposal as `gus`, without a look. */
  static file(program: LocalProgram, company: string, answers: Record<string, FormInput> = {}): Vote {
    const body = bodyOf(company, answers);
    const issue = program.world
      .as("gus")
      .openIssue({ repository: REPOSITORY, title: `[Partner] ${company}`, body });
    return new Vote(program, issue);
  }

  /** Files a proposal, looks, and goes on to the next second, so that nothing is said at the very opening. */
  static async open(program: LocalProgram, company: string, answers = {}): Promise<Vote> {
    const vote = Vote.file(program, company, answers);
    const looked = await vote.look();
    if (looked.kind !== "done" || looked.stage !== "voting")
      throw new Error(`not open: ${JSON.stringify(looked)}`);
    program.clock.advance(SECOND);
    return vote;
  }

  get number(): number {
    return this.issue.number;
  }

  say(login: string, text: string): IssueComment {
    return this.program.world.as(login).comment(this.issue, text);
  }

  edit(login: string, comment: IssueComment, text: string): void {
    this.program.world.as(login).editComment(comment, text);
  }

  look(): Promise<Looked> {
    return this.program.look(this.number);
  }

  /** Goes past the end, and looks. */
  async close(milliseconds = 7 * DAY + SECOND): Promise<Looked> {
    this.program.clock.advance(milliseconds);
    return this.look();
  }

  /** Number of requests of one look. */
  async cost(): Promise<number> {
    this.program.requests();
    await this.look();
    return this.program.requests().length;
  }

  /** The bot's comments with that marker, oldest first. */
  notes(name: string): string[] {
    return this.program
      .botComments(this.number)
      .map((comment) => textOf(comment.body))
      .filter((text) => parseMarker(text)?.name === name);
  }

  get status(): string {
    const all = this.notes("status");
    if (all.length !== 1) throw new Error(`there are ${all.length} status comments`);
    return all[0] ?? "";
  }

  get statusComment(): IssueComment {
    const found = this.program
      .botComments(this.number)
      .find((comment) => parseMarker(textOf(comment.body))?.name === "status");
    if (!found) throw new Error("there is no status comment");
    return found;
  }

  get result(): string {
    const all = this.notes("result");
    if (all.length !== 1) throw new Error(`there are ${all.length} results`);
    return all[0] ?? "";
  }

  /** What was replied to a person; empty when nothing was. */
  reply(login: string): string {
    const person = this.program.world.as(login).actor;
    const key = person.kind === "person" ? `${person.accountId}` : "";
    const found = this.notes("reply").filter((text) => parseMarker(text)?.key === key);
    if (found.length > 1) throw new Error(`${login} got ${found.length} replies`);
    return found[0] ?? "";
  }

  /** The line of a voter in the checklist. */
  line(login: string): string {
    return this.status.split("\n").find((line) => line.includes(`@${login} (`)) ?? "";
  }

  /** The bot's reaction on a comment. */
  reaction(comment: IssueComment): string {
    const bot = this.program.world.app?.botId;
    const names = { "+1": "👍", confused: "😕" } as Record<string, string>;
    return comment.reactions
      .filter((reaction) => reaction.accountId === bot)
      .map((reaction) => names[reaction.content] ?? reaction.content)
      .join("");
  }

  get stageLabels(): string[] {
    return labelsOf(this.program.world.state, this.program.issue(this.number))
      .map((label) => label.name)
      .filter(
        (name) => name.startsWith("partner: ") && !/engineering|marketing|services|development/.test(name),
      );
  }

  get recordPath(): string {
    return `ballots/${this.number}-admit.yml`;
  }

  get record(): BallotRecord {
    const text = this.program.file(this.recordPath, DATA_BRANCH);
    const parsed = parseBallotRecord(text ?? "");
    if (!parsed.ok) throw new Error(`the record of ${this.number} cannot be read`);
    return parsed.record;
  }
}
