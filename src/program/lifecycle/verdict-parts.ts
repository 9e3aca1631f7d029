import type { CloseReason } from "../action.ts";
import type { BallotRecord } from "../ballot/record.ts";
import type { Category } from "../category.ts";
import { decidedAt } from "../decision.ts";
import { describeProblems } from "../proposal-problem.ts";
import { findPartner } from "../registry.ts";
import type { Application } from "./application.ts";
import type { Answers } from "./commands.ts";
import { replyNotes } from "./reply-notes.ts";
import { lastReopened } from "./timeline.ts";
import type { Verdict, WantedState } from "./verdict.ts";

/** Names that messages use. */
export function namesOf({ config, look }: Application): { program: string; project: string } {
  return { program: config.program.name, project: config.program.project ?? look.repository.owner };
}

export interface ProblemView {
  field: string;
  found: string;
  mend: string;
  link: string;
}

/** Everything that keeps the proposal from a vote, in the words of its reader. */
export function problemViews(application: Application): ProblemView[] {
  const { look, config, registry, proposal } = application;
  if (proposal === null) return [];
  const problems = describeProblems(proposal.problems).map((problem) => ({ ...problem, link: "" }));
  const { company, website } = proposal.snapshot;
  const listed = company === "" ? null : findPartner(registry, { name: company, url: website });
  if (listed && listed.status !== "former" && listed.application !== look.issue.number) {
    const { url, base } = look.repository;
    problems.push({
      field: "Company",
      found: listed.name,
      mend: "This company is a partner already, so there is nothing to vote on.",
      link: `${url}/blob/${base.branch}/${(look.list ?? look.registry)?.path ?? config.files.list}`,
    });
  }
  return problems;
}

export function categoriesOf({ config }: Application, ids: readonly string[]): Category[] {
  return config.categories.filter((category) => ids.includes(category.id));
}

/** A verdict before it is known which stage it is. */
export type Still = Omit<Verdict, "stage" | "status">;

/** A verdict that changes nothing yet: what all stages have in common. */
export function stillVerdict(
  { look }: Pick<Application, "look">,
  categories: readonly Category[],
  answers: Answers,
): Still {
  return {
    categories,
    labels: [],
    statusKey: "",
    notes: replyNotes(look, answers),
    answers: answers.all,
    issue: { state: "as-is" },
    first: [],
    proposal: null,
    deletedBranch: null,
    next: null,
    again: false,
  };
}

/** Closed with the decision; a person who opened the issue again since then is not contradicted. */
export function closedAs(
  { look }: Pick<Application, "look">,
  record: BallotRecord | null,
  reason: CloseReason,
): WantedState {
  const reopened = lastReopened(look.issue);
  const decided = record === null ? look.issue.createdAt : decidedAt(record);
  const since = look.pullRequest?.mergedAt ?? decided;
  if (reopened !== null && reopened > since) return { state: "as-is" };
  return { state: "closed", reason, duplicateOf: null };
}
