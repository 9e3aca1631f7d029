import type { ProposalField } from "../intake.ts";
import { formField } from "../proposal-answers.ts";
import { plainText, readAddresses } from "../proposal-parts.ts";
import type { Application } from "./application.ts";

/** Longer addresses are cut off on the way by some browsers and mail programs. */
const LONGEST_ANSWER = 600;

/** The address of the form, with what could be read from an issue without it filled in. */
export function prefilledFormLink({ look, config, form }: Application): string {
  const { title, body } = look.issue;
  const begins = config.intake.title.find((beginning) =>
    title.toLowerCase().startsWith(beginning.toLowerCase()),
  );
  const rest =
    begins === undefined ? "" : title.slice(begins.length).replace(/^[^\p{L}\p{N}]*\]?[\s:–-]*/u, "");
  const website = readAddresses(body).find((entry) => /^https?:/.test(entry));
  const guessed: [ProposalField, string][] = [
    ["company", plainText(rest)],
    ["website", website ?? ""],
    ["description", plainText(body)],
  ];

  const link = new URL(`${look.repository.url}/issues/new`);
  link.searchParams.set("template", config.intake.form.split("/").at(-1) ?? "");
  if (rest !== "") link.searchParams.set("title", plainText(title));
  for (const [name, text] of guessed) {
    // GitHub fills in only fields that have an id.
    const id = formField(config.intake, form, name)?.id;
    if (id && text !== "") link.searchParams.set(id, [...text].slice(0, LONGEST_ANSWER).join(""));
  }
  return link.href;
}
