import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31, in quotes");
const address = z.url({ protocol: /^https?$/ });
const login = z.string().min(1).max(100);
const accountId = z.int().positive().nullable();

/**
 * What a proposal said at the moment its ballot opened, as the ballot record keeps it under `proposal`.
 * Everything that an admission writes comes from here and never from the issue, which may be edited later.
 * Texts are the applicant's own words, one string each; a part that was not answered is empty or `null`.
 */
export const proposalSnapshotSchema = z.strictObject({
  company: z.string().trim().min(1),
  /** `null` where the program's form does not ask for it. */
  website: address.nullable(),
  /** The contact account; `id` is `null` where GitHub did not say it. */
  contact: z.strictObject({ login, id: accountId }).nullable(),
  description: z.string(),
  services: z.array(z.string().min(1)),
  /** Ids of categories of the config, each once. */
  categories: z.array(z.string().min(1)),
  "other-category": z.string().nullable(),
  ongoing: z.string().nullable(),
  /** One line or address each. */
  evidence: z.array(z.string().min(1)),
  /** Whom the applicant names as its own. Named is not confirmed: each person is asked. */
  people: z.array(z.strictObject({ login, id: accountId, role: z.string().nullable() })),
  regions: z.array(z.string().min(1)),
  "case-studies": z.array(z.string().min(1)),
  /** The address of the attached picture, as written; nothing is fetched from it here. */
  logo: address.nullable(),
  /** Who agreed to the program's terms, and on which UTC day; `null` where the form has no agreement. */
  agreement: z
    .strictObject({ signatory: z.string().nullable(), title: z.string().nullable(), date: day })
    .nullable(),
});

export type ProposalSnapshot = z.infer<typeof proposalSnapshotSchema>;
