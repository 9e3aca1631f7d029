import type { ProposalField } from "../../program/intake.ts";
import type { FormField, IssueForm } from "../../text/issue-form.ts";
import { CONFIG } from "./program-files.ts";

/** Words by which a field of somebody's own form is recognised, the most telling first. */
const WORDS: readonly (readonly [ProposalField, readonly RegExp[]])[] = [
  [
    "company",
    [
      /\b(?:company|organi[sz]ation|business|partner|provider)(?:'s)? name\b/i,
      /^(?:company|organi[sz]ation|partner|provider)$/i,
    ],
  ],
  ["website", [/\bweb ?site\b/i, /\bhome ?page\b/i, /^url$/i]],
  // Only an account on GitHub is a contact: an address for mail or a number would be refused.
  ["contact", [/\bgithub\b.*\b(?:account|login|user|handle|contact)\b/i, /\bcontact\b.*\bgithub\b/i]],
  [
    "description",
    [
      /\b(?:company|business|organi[sz]ation) description\b/i,
      /\babout\b.*\b(?:company|organi[sz]ation|you)\b/i,
      /^description$/i,
      /\bdescription\b/i,
    ],
  ],
  [
    "services",
    [
      /\bservices?\b.*\boffer/i,
      /^services?$/i,
      /\b(?:business|partner|service) type\b/i,
      /\btype of (?:business|partner)/i,
    ],
  ],
  ["categories", [/\bcontribution/i, /^categor/i]],
  ["ongoing", [/\bongoing\b/i, /\bhow (?:will|do) you contribute\b/i]],
  ["evidence", [/\bevidence\b/i]],
  ["people", [/^people$/i, /\bmaintainers?\b/i, /\bcontributors?\b/i]],
  ["regions", [/\bregions?\b/i, /\bcountries\b/i]],
  ["case-studies", [/\bcase stud/i, /\bsuccess stor/i]],
  ["logo", [/\blogo\b/i]],
  ["agreement", [/\bagree(?:ment)?\b/i, /\bterms\b/i]],
  ["signatory", [/\bsignatory\b/i]],
  ["signatory-title", [/\bsignatory.*\btitle\b/i]],
];

export interface DerivedConfig {
  readonly text: string;
  /** Which field of the form holds which part of a proposal, as far as the labels told it. */
  readonly mapping: readonly { readonly part: ProposalField; readonly label: string }[];
}

/** A config for a form of somebody's own, with the story's committee and rules: a first draft, made to be edited. */
export function deriveConfig(form: IssueForm, file: string): DerivedConfig {
  const found = mapFields(form);
  const title = form.title?.trim() ?? "";
  const intake = [
    "# How the form is read. This was guessed from its labels: please check each line.",
    "intake:",
    `  form: ${JSON.stringify(`.github/ISSUE_TEMPLATE/${file}`)}`,
    ...(title === "" ? [] : [`  title: [${JSON.stringify(title)}]`]),
    "  fields:",
    ...found.map(({ part, field }) => `    ${part}: ${JSON.stringify(field.id ?? field.label.trim())}`),
    "",
    "",
  ];
  const [head = "", ...rest] = CONFIG.split(/^(?=# A complete proposal)/m);
  return {
    text: `${head}${intake.join("\n")}${rest.join("")}`,
    mapping: found.map(({ part, field }) => ({ part, label: field.label.trim() })),
  };
}

function mapFields(form: IssueForm): { part: ProposalField; field: FormField }[] {
  const taken = new Set<FormField>();
  return WORDS.flatMap(([part, patterns]) => {
    const free = form.fields.filter((field) => !taken.has(field));
    const field =
      free.find(({ id }) => id === part) ??
      patterns.flatMap((pattern) => free.find(({ label }) => pattern.test(label.trim())) ?? [])[0];
    if (field === undefined) return [];
    taken.add(field);
    return [{ part, field }];
  });
}
