import { loadIssueForm } from "../../src/templates.ts";
import {
  type FormField,
  type FormInput,
  parseIssueForm,
  renderIssueBody,
} from "../../src/text/issue-form.ts";

const FORM = parseIssueForm(loadIssueForm("partnership-proposal"));

const AGREED =
  "On behalf of my company I agree that it will comply with the partner program's requirements and the project's policies, as updated from time to time.";

/** Complete answers of an invented company. */
const GLOBEX: Record<string, FormInput> = {
  company: "Globex Corporation",
  website: "www.globex.example",
  contact: "@gus",
  description: "Globex runs automation for factories and gives back what it fixes.",
  services: "Consulting\nTraining",
  categories: [
    "Engineering (architecture, code, tests, fixes, open-source packs, releases, security, design)",
    "Marketing (blogs, videos, press releases, meetups, podcasts, webinars)",
  ],
  ongoing: "Two engineers, two days a week each.",
  evidence: "https://github.com/stackwright/core/pull/7",
  people: "@gus, release engineering",
  regions: "Europe, North America",
  agreement: [AGREED],
  signatory: "Gus Gorman",
  "signatory-title": "Head of Open Source",
};

/** The issue body that GitHub makes of the form's answers, by field id; what is not given is Globex's. */
export function proposalBody(answers: Record<string, FormInput> = {}): string {
  const given: Record<string, FormInput> = { ...GLOBEX, ...answers };
  return renderIssueBody(
    FORM,
    new Map<FormField, FormInput>(
      FORM.fields.map((field) => [field, (field.id === null ? undefined : given[field.id]) ?? null]),
    ),
  );
}
