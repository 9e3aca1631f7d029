import type { BallotRecord } from "../ballot/record.ts";
import { type PartnerRequest, questionOf } from "../ballot-request.ts";
import type { Config } from "../config.ts";
import { kindOf } from "../decision.ts";

/** What a ballot asks, as its messages print it. */
export interface QuestionView {
  company: string;
  /** Whether it is about becoming a partner, and not about one. */
  isAdmission: boolean;
  /** `Shall Acme become a partner?` */
  question: string;
  /** Why the vote was asked for; empty where the proposal says it. */
  reason: string;
  /** Names of the categories. */
  categories: readonly string[];
}

export function questionView(
  config: Pick<Config, "categories">,
  { kind, partner, categories, taken, reason }: BallotRecord,
): QuestionView {
  const nameOf = categoryNames(config);
  const company = partner.name;
  return {
    company,
    isAdmission: kind === "admit",
    question: questionOf({ kind: kindOf({ kind }), company, given: categories, taken }, nameOf),
    reason: reason ?? "",
    categories: categories.map(nameOf),
  };
}

/** What a vote would ask that members have asked for. */
export function requestQuestion(
  config: Pick<Config, "categories">,
  company: string,
  request: PartnerRequest,
): string {
  const { kind } = request;
  const { given, taken } = request.kind === "award" ? request : NO_BADGES;
  return questionOf({ kind, company, given, taken }, categoryNames(config));
}

const NO_BADGES = { given: [], taken: [] };

/** The name of a category by its id; a category that the config no longer has is called by its id. */
export function categoryNames({ categories }: Pick<Config, "categories">): (id: string) => string {
  return (id) => categories.find((category) => category.id === id)?.name ?? id;
}
