import { createHash } from "node:crypto";
import { z } from "zod";
import { firstInstantOf, weekStart } from "./activity/activity-window.ts";

/** A partner's standing as the registry states it; only a decision or the partner itself changes it. */
const PARTNER_STATUSES = ["active", "at-risk", "winding-down", "former", "suspended"] as const;

const ID_LENGTH = 60;

const idSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens, such as `acme-labs`")
  .describe("Short name in files and addresses. Never changed, and never given to another company.");

const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\p{Cc}\u2028\u2029]+$/u, "text on one line");
const lines = z.array(line).default([]);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31, in quotes");
const address = z.url({ protocol: /^https?$/, error: "an address that begins with https:// or http://" });
const login = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]*)(?:\[bot\])?$/, "a GitHub login");
const accountId = z.int().positive();

const path = z.string().regex(/^(?![/\\])(?!.*\.\.)[^\\\p{Cc}]+$/u, "a path inside the repository");
const pathOrAddress = z.union([address, path]);

const badgeSchema = z.strictObject({
  category: idSchema.describe("Id of a category of the config."),
  awarded: day.describe("The day of the decision, UTC."),
  expires: day.optional().describe("The last day on which it counts. Default: it does not expire."),
  evidence: lines.describe("What it was given for: addresses, or one line of text each."),
  decision: pathOrAddress
    .optional()
    .describe("The record of the vote. None for a badge from before the program kept records."),
});

const personSchema = z.strictObject({
  login: login.describe("Account on GitHub."),
  id: accountId.optional().describe("GitHub's numeric account id, which a renamed account keeps."),
  role: line.optional().describe("What the person does at the partner, or for the project."),
  from: day.describe("First day for this partner."),
  to: day.optional().describe("Last day. Default: still."),
  consent: z
    .strictObject({
      state: z
        .enum(["suggested", "confirmed", "declined"])
        .describe("`suggested` until the person confirms; only confirmed people are shown."),
      at: day.optional().describe("When the person answered."),
      ref: line.optional().describe("Where the person answered."),
    })
    .describe("The person's own word on being named here."),
});

const MOST_TIMES = 1_000_000_000;

const amount = z
  .union([
    z.int().positive().max(MOST_TIMES),
    z.string().regex(/^[1-9]\d{0,8}\/[1-9]\d{0,8}$/, "an exact amount such as 3, or 3/2"),
  ])
  .optional();

/** What people who asked to be forgotten did for the partner in one week, together. Amounts are exact: `3`, or `3/2` where shared. */
const anonymousSchema = z.strictObject({
  week: day
    .refine((text) => {
      const at = firstInstantOf(text);
      return at !== undefined && weekStart(at) === at;
    }, "the Monday of a week, such as 2026-01-05, in quotes")
    .describe("The Monday of the week, UTC."),
  commit: amount.describe("How many commits; of what was shared with other partners, this one's part."),
  "pull-request-opened": amount.describe("How many pull requests were opened."),
  "pull-request-merged": amount.describe("How many were merged."),
  review: amount.describe("How many reviews."),
  issue: amount.describe("How many issues."),
  comment: amount.describe("How many comments."),
  release: amount.describe("How many releases."),
});

/** What the history says in the place of somebody who asked to be forgotten. */
export const FORGOTTEN_ACTOR = "(forgotten)";

export type AnonymousWeek = z.infer<typeof anonymousSchema>;

const historySchema = z.strictObject({
  at: day.describe("The day, UTC."),
  event: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+)*$/, "lower-case words joined by hyphens, such as `badge-awarded`")
    .describe("What happened: `admitted`, `badge-awarded`, `winding-down`, `removed`, `reinstated`, …"),
  actor: line.optional().describe("Who did it, or who decided it."),
  ref: line.optional().describe("Where it is written down: a path or an address."),
});

/** One entry of the registry. Parts that are not said are empty, so readers need no defaults of their own. */
export const partnerSchema = z.strictObject({
  id: idSchema,
  name: line.describe("The name that people read."),
  "former-names": lines.describe("Earlier names; a company is found by them too."),
  url: address.optional().describe("The company's website."),
  domains: z
    .array(z.string().regex(/^(?=.*\.)[^\s/:@]+$/, "a host name such as acme.example"))
    .default([])
    .describe("Host names that are the company's own."),
  github: z.array(login).default([]).describe("Its organizations on GitHub."),
  description: z.string().default("").describe("About 60 words, plain text."),
  services: lines.describe("What it offers to users of the project."),
  regions: lines.describe("Where it works."),
  languages: lines.describe("Languages in which it serves."),
  links: z
    .strictObject({
      support: address.optional().describe("Where to buy or ask for support."),
      training: address.optional().describe("Where to find training."),
      "case-studies": z.array(address).default([]).describe("Published stories of what it did."),
    })
    .prefault({})
    .describe("Further addresses."),
  logo: z
    .strictObject({
      light: pathOrAddress.describe("The picture, as a path in this repository or an address."),
      dark: pathOrAddress.optional().describe("The picture for dark backgrounds. Default: the same."),
      alt: line.optional().describe("What a screen reader says. Default: the name."),
    })
    .optional()
    .describe("The logo. A partner without one gets its name set in type."),
  status: z.enum(PARTNER_STATUSES).default("active").describe("Its standing."),
  since: day.describe("The day on which it became a partner."),
  "status-since": day.optional().describe("The day since which the status holds. Default: `since`."),
  badges: z.array(badgeSchema).default([]).describe("Awards, at most one for each category."),
  contacts: z
    .array(z.strictObject({ login, id: accountId.optional() }))
    .default([])
    .describe("Accounts that are asked when something concerns this partner."),
  people: z.array(personSchema).default([]).describe("Who works on the project for it."),
  anonymous: z
    .array(anonymousSchema)
    .default([])
    .describe(
      "What people did for it who asked to be forgotten, all of them together. `partnerbot forget` writes it.",
    ),
  agreement: z
    .strictObject({
      version: line.optional().describe("Which version of the terms."),
      signatory: line.optional().describe("Who agreed on behalf of the company."),
      title: line.optional().describe("The signatory's position."),
      date: day.describe("The day on which it was agreed."),
    })
    .optional()
    .describe("The statement of agreement."),
  application: z.int().positive().optional().describe("Number of the issue by which it applied."),
  history: z.array(historySchema).default([]).describe("What happened, oldest first. Only added to."),
});

export type Partner = z.infer<typeof partnerSchema>;
export type PartnerInput = z.input<typeof partnerSchema>;

/** Latin letters that Unicode does not take apart into a base letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "ng",
};

/** Words that YAML 1.1 readers take for something else than text, and names that Windows keeps for devices. */
const RESERVED =
  /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|con|prn|aux|nul|com\d|lpt\d|[\d-]+|\d+e\d+|0[xob][\da-f]+)$/;

/**
 * The id of a new partner: the name in lower-case Latin letters, digits and hyphens, at most 64 characters,
 * safe as a file name and as a plain YAML word. A name in another script falls back to the website's host
 * (`日本電気` at `https://jpn.nec.example` is `jpn-nec-example`), and without one to `partner-` and a digest
 * of the name. Never one of `taken`: then `-2`, `-3`, … is added. The same arguments give the same id.
 */
export function partnerId(name: string, taken: Iterable<string>, website?: string | null): string {
  const used = new Set([...taken].map((id) => id.toLowerCase()));
  const own = slug(name);
  // What is left of a name in another script (a digit, one letter) says less than the website does.
  const telling = own !== "" && (/[a-z].*[a-z]/.test(own) || !/\p{L}.*\p{L}/su.test(name));
  const base = safe(telling ? own : hostSlug(website ?? "") || `partner-${digest(name)}`);
  if (!used.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const id = `${base}-${number}`;
    if (!used.has(id)) return id;
  }
}

function slug(text: string): string {
  return text
    .replace(/[™®©℠]/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþıħŋ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/[\p{Mn}'’]/gu, "")
    .replace(/&/g, " and ")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function safe(text: string): string {
  const cut = text.length <= ID_LENGTH ? text : text.slice(0, ID_LENGTH + 1).replace(/-[^-]*$/, "");
  const short = cut.slice(0, ID_LENGTH).replace(/-+$/, "");
  return RESERVED.test(short) ? `partner-${short}`.slice(0, ID_LENGTH).replace(/-+$/, "") : short;
}

function hostSlug(website: string): string {
  if (!URL.canParse(website)) return "";
  const host = new URL(website).hostname.replace(/^www\./, "");
  // A host in another script is spelled `xn--…`, which nobody can read either.
  return /(?:^|\.)xn--/.test(host) ? "" : slug(host);
}

function digest(name: string): string {
  return createHash("sha256").update(name.normalize("NFKC").trim().toLowerCase()).digest("hex").slice(0, 8);
}
