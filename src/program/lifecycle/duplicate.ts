import { parseIssueBody } from "../../text/issue-form.ts";
import { answersByField } from "../proposal-answers.ts";
import { readAddress } from "../proposal-parts.ts";
import { plainText } from "../proposal-text.ts";
import { ownHost, sameCompany } from "../registry.ts";
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
    if (other.number >= look.issue.number || !mayName(other.body, own)) continue;
    const reading = parseIssueBody(form, other.body);
    if (!reading.recognised) continue;
    const answers = answersByField(config.intake, form, reading);
    const name = plainText(answers.get("company")?.text ?? "");
    const url = readAddress(answers.get("website")?.text ?? "");
    if (name !== "" && sameCompany(own, { name, url })) return other;
  }
  return null;
}

/** Whether it is worth reading the body: a cheap look, since every other application is asked at every look. */
function mayName(body: string, { name, url }: { name: string; url: string | null }): boolean {
  const wanted = lettersOf(name);
  if (wanted === "" || lettersOf(body).includes(wanted)) return true;
  if (body.includes("](") && lettersOf(plainText(body)).includes(wanted)) return true;
  if (url === null) return false;
  const host = ownHost(url);
  // The host of a platform says nothing by itself, and one in another script may be spelled in two ways.
  return host === null || host.includes("xn--") || body.toLowerCase().includes(host);
}

function lettersOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
