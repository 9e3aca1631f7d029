import { parseIssueBody } from "../../text/issue-form.ts";
import { answersByField } from "../proposal-answers.ts";
import { plainText, readAddress } from "../proposal-parts.ts";
import { sameCompany } from "../registry.ts";
import type { Application } from "./application.ts";

export interface EarlierApplication {
  nodeId: string;
  number: number;
  url: string;
}

/** An open application for the same company that was filed before this one. */
export function findEarlier({ look, config, form, proposal }: Application): EarlierApplication | null {
  if (proposal === null || proposal.snapshot.company === "") return null;
  const own = { name: proposal.snapshot.company, url: proposal.snapshot.website };
  for (const other of look.others) {
    if (other.number >= look.issue.number) continue;
    const reading = parseIssueBody(form, other.body);
    if (!reading.recognised) continue;
    const answers = answersByField(config.intake, form, reading);
    const name = plainText(answers.get("company")?.text ?? "");
    const url = readAddress(answers.get("website")?.text ?? "");
    if (name !== "" && sameCompany(own, { name, url })) return other;
  }
  return null;
}
