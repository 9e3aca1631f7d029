import { readFileSync } from "node:fs";
import { configSchema } from "../../src/program/config.ts";
import type { Accounts } from "../../src/program/observation.ts";
import { type Proposal, readProposal } from "../../src/program/proposal.ts";
import { loadIssueForm } from "../../src/templates.ts";
import { type FormInput, parseIssueBody, parseIssueForm } from "../../src/text/issue-form.ts";
import { proposalBody } from "./proposals.ts";

const AUTHOR = { login: "gus", id: 7 };

interface Circumstances {
  config?: object;
  /** The text of the form; the program's own when left out. */
  form?: string;
  accounts?: Accounts;
  author?: { login: string; id: number | null } | null;
}

/** Reads an issue body as a proposal, under a config that says only what is given. */
export function readBody(body: string, circumstances: Circumstances = {}): Proposal {
  const { config = {}, form = loadIssueForm("partnership-proposal"), accounts, author } = circumstances;
  const read = parseIssueForm(form);
  return readProposal(
    configSchema.parse({ roll: [{ users: ["ada"] }], ...config }),
    read,
    parseIssueBody(read, body),
    accounts ?? new Map(),
    author === undefined ? AUTHOR : author,
    "2026-03-02",
  );
}

/** Reads the answers of a complete proposal with some of them replaced. */
export function readAnswers(
  answers: Record<string, FormInput> = {},
  circumstances: Circumstances = {},
): Proposal {
  return readBody(proposalBody(answers), circumstances);
}

/** A body or form of `test/fixtures/proposals`. */
export function proposalFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/proposals/${name}`, import.meta.url), "utf8");
}
