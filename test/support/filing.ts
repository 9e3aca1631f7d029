import { textOf } from "../../src/sandbox/content.ts";
import { labelsOf } from "../../src/sandbox/labels.ts";
import type { Issue } from "../../src/sandbox/state.ts";
import type { FormInput } from "../../src/text/issue-form.ts";
import { CONFIG, type LocalProgram, REPOSITORY } from "./local-program.ts";
import { proposalBody } from "./proposals.ts";

/** The committee opens the vote, so that proposals stay under review. */
export const REVIEW_CONFIG = `${CONFIG}review: { open-vote: by-committee }\n`;

/** One voter, whose yes decides at once. */
export const FAST_CONFIG = `
roll: [{ users: [bo] }]
rules:
  admit: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d, close-early: when-decided } }
`;

/** Answers of a company of its own, so that it is no duplicate of another one. */
export function companyNamed(company: string): { company: string; website: string } {
  const host = company.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return { company, website: `https://${host}.example` };
}

/** What a test sees of the issues of a program. */
export function filingIn(program: () => LocalProgram) {
  const issueOf = (number: number): Issue => program().issue(number);
  return {
    /** Files an issue; with answers instead of a body, by the program's form. Returns its number. */
    file(input: {
      by?: string;
      title?: string;
      body?: string;
      answers?: Record<string, FormInput>;
      labels?: readonly string[];
    }): number {
      const { by = "gus", title = "[Partner] A company", body, answers = {}, labels = [] } = input;
      return program()
        .world.as(by)
        .openIssue({ repository: REPOSITORY, title, body: body ?? proposalBody(answers), labels }).number;
    },
    edit(number: number, answers: Record<string, FormInput>, by = "gus"): void {
      program()
        .world.as(by)
        .editIssue(issueOf(number), { body: proposalBody(answers) });
    },
    comment(number: number, by: string, body: string) {
      return program().world.as(by).comment(issueOf(number), body);
    },
    /** The texts of the bot's comments, oldest first. */
    said(number: number): string[] {
      return program()
        .botComments(number)
        .map((comment) => textOf(comment.body));
    },
    labels(number: number): string[] {
      return labelsOf(program().world.state, issueOf(number)).map((label) => label.name);
    },
    /** Looks, and says how many requests that took. */
    async cost(number: number): Promise<number> {
      program().requests();
      await program().look(number);
      return program().requests().length;
    },
  };
}
