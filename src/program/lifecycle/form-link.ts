import { truncateText } from "../../text/escape.ts";
import type { Config } from "../config.ts";
import type { ProposalField } from "../intake.ts";
import type { ProgramLook } from "../observation.ts";
import { formField } from "../proposal-answers.ts";
import { readAddresses } from "../proposal-parts.ts";
import { plainText } from "../proposal-text.ts";
import type { Application } from "./application.ts";
import { titleBeginnings } from "./classify.ts";

/** GitHub refuses addresses of more than about 8,000 bytes, and some mail programs break shorter ones. */
const LONGEST_LINK = 4000;

/** The address of the form, with what could be read from an issue without it filled in. */
export function prefilledFormLink({ look, config, form }: Application): string {
  const { title, body } = look.issue;
  const company = withoutBeginning(title, titleBeginnings(config, form));
  const website = readAddresses(body).find((entry) => /^https?:/.test(entry));
  const guessed: [ProposalField, string][] = [
    ["company", company],
    ["website", website ?? ""],
    ["description", plainText(body)],
  ];

  const link = new URL(`${look.repository.url}/issues/new`);
  link.searchParams.set("template", config.intake.form.split("/").at(-1) ?? "");
  if (company !== "") fill(link, "title", plainText(title));
  for (const [name, text] of guessed) {
    // GitHub fills in only fields that have an id.
    const id = formField(config.intake, form, name)?.id;
    if (id) fill(link, id, text);
  }
  return link.href;
}

/** The address of the form by which partners change their own entries; empty where the program has none. */
export function updateFormLink({ look, config }: Forms): string {
  return look.updateForm === null ? "" : formLink(look.repository.url, config.intake["update-form"]);
}

/** The address of the form by which partners report work that GitHub cannot see; empty where the program has none. */
export function reportFormLink({ look, config }: Forms): string {
  return look.reportForm === null ? "" : formLink(look.repository.url, config.intake["report-form"]);
}

interface Forms {
  look: Pick<ProgramLook, "updateForm" | "reportForm"> & { repository: { url: string } };
  config: Pick<Config, "intake">;
}

function formLink(home: string, path: string): string {
  return `${home}/issues/new?template=${encodeURIComponent(path.split("/").at(-1) ?? "")}`;
}

/** What a title says behind the words by which it was known, and the bracket that those opened. */
function withoutBeginning(title: string, beginnings: readonly string[]): string {
  const trimmed = title.trim();
  const begins = beginnings.find((beginning) => trimmed.toLowerCase().startsWith(beginning));
  if (begins === undefined) return "";
  const open = begins.lastIndexOf("[") > begins.lastIndexOf("]");
  const rest = trimmed.slice(begins.length);
  return plainText(open ? rest.replace(/^[^\]]*\]/, "") : rest).replace(/^[^\p{L}\p{N}]+/u, "");
}

/** As much of the text as the address has room for; characters of other scripts take up to twelve bytes there. */
function fill(link: URL, name: string, text: string): void {
  let length = Math.min(text.length, LONGEST_LINK);
  while (length > 0) {
    link.searchParams.set(name, truncateText(text, length));
    if (link.href.length <= LONGEST_LINK) return;
    length = Math.floor(length * 0.8);
  }
  link.searchParams.delete(name);
}
