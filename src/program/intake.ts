import { z } from "zod";
import { durationSchema } from "./duration.ts";

/** What a proposal can say. A program's form may ask for fewer, under other names (`intake.fields`). */
export const PROPOSAL_FIELDS = [
  "company",
  "website",
  "contact",
  "description",
  "services",
  "categories",
  "other-category",
  "ongoing",
  "evidence",
  "people",
  "regions",
  "case-studies",
  "logo",
  "agreement",
  "signatory",
  "signatory-title",
] as const;

export type ProposalField = (typeof PROPOSAL_FIELDS)[number];

/** What a partner can say of its own entry. A program's form may ask for fewer, under other names (`intake.update-fields`). */
export const UPDATE_FIELDS = [
  "partner",
  "name",
  "website",
  "description",
  "services",
  "regions",
  "languages",
  "support",
  "training",
  "case-studies",
  "logo",
  "logo-dark",
  "people",
  "leave",
  "badges",
  "tier",
  "status",
] as const;

export type UpdateField = (typeof UPDATE_FIELDS)[number];

/** Where the form of updates is unless the config says otherwise. A program without it has no updates. */
export const UPDATE_FORM = ".github/ISSUE_TEMPLATE/partner-update.yml";

/** What a report of work says. A program's form may ask for fewer, under other names (`intake.report-fields`). */
export const REPORT_FIELDS = ["partner", "kind", "date", "evidence", "description"] as const;

export type ReportField = (typeof REPORT_FIELDS)[number];

/** Where the form of reports is unless the config says otherwise. A program without it has no reports. */
export const REPORT_FORM = ".github/ISSUE_TEMPLATE/contribution-report.yml";

const field = z.enum(PROPOSAL_FIELDS);

const formPath = z.string().regex(/^(?!\/)[^\\]+\.ya?ml$/, "a path inside the repository that ends in .yml");

/** `intake:` of the config: which issues are proposals, updates or reports, and how their forms are read. */
export const intakeSchema = z.strictObject({
  form: formPath
    .default(".github/ISSUE_TEMPLATE/partnership-proposal.yml")
    .describe("Path of the issue form in this repository."),
  title: z
    .array(z.string().min(2))
    .default(["[partner"])
    .describe("An issue whose title begins so (without regard to case) asks for partnership."),
  labels: z
    .array(z.string().min(1))
    .default(["partnership"])
    .describe("An issue with one of these labels asks for partnership."),
  fields: z
    .partialRecord(field, z.string().min(1))
    .default({})
    .describe(
      "Which field of the form holds which part of the proposal: an id or a label of the form. Without an entry a part is looked for under its own name as id.",
    ),
  required: z
    .array(field)
    .optional()
    .describe(
      "Parts that must be answered. Default: company, website, description, and whatever the form itself requires.",
    ),
  categories: z
    .record(z.string(), z.string())
    .default({})
    .describe("Option of the form -> category id. Options named like a category (name or id) need no entry."),
  "update-form": formPath
    .default(UPDATE_FORM)
    .describe(
      "Path of the issue form by which partners change their own entries. Where there is none at the default path, there are no updates.",
    ),
  "update-fields": z
    .partialRecord(z.enum(UPDATE_FIELDS), z.string().min(1))
    .default({})
    .describe(
      "Which field of that form holds which part of the entry: an id or a label of the form. Without an entry a part is looked for under its own name as id.",
    ),
  "report-form": formPath
    .default(REPORT_FORM)
    .describe(
      "Path of the issue form by which partners report work that GitHub cannot see. Where there is none at the default path, there are no reports.",
    ),
  "report-fields": z
    .partialRecord(z.enum(REPORT_FIELDS), z.string().min(1))
    .default({})
    .describe(
      "Which field of that form holds which part of the report: an id or a label of the form. Without an entry a part is looked for under its own name as id.",
    ),
  "description-words": z.int().min(1).max(1000).default(60).describe("The longest description, in words."),
  remind: z
    .array(durationSchema)
    .default(() => [durationSchema.parse("14d"), durationSchema.parse("28d")])
    .describe("An incomplete proposal's author is reminded so long after the last edit."),
  expire: durationSchema
    .prefault("42d")
    .describe(
      "An incomplete proposal, update or report is closed so long after the last edit. Editing it opens it again.",
    ),
});

export type Intake = z.infer<typeof intakeSchema>;
