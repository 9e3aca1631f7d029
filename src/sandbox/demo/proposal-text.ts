import { type FormInput, parseIssueForm, renderIssueBody } from "../../text/issue-form.ts";
import { CAST, COMPANY } from "./cast.ts";

const LONG_DESCRIPTION =
  `Lanternfish Labs is a young and ambitious company of passionate automation enthusiasts from the north,
and we have set out to change the way in which people think about automation for good. Our unique, holistic and
customer-centric approach combines decades of experience with a fresh view on things, and our award-winning team goes
the extra mile for every single customer, every single day. We are proud of our culture, our values and our coffee, and
we would be delighted to bring all of that to your community.`.replaceAll("\n", " ");

const DESCRIPTION =
  "Lanternfish Labs builds and runs automation for ports and warehouses. We maintain the Modbus and OPC UA packs of Stackwright, fix what we find on the way, and train people who want to run it themselves.";

const AGREEMENT =
  "On behalf of my company I agree that it will comply with the partner program's requirements and the project's policies, as updated from time to time.";

const COMPLETE: Readonly<Record<string, FormInput>> = {
  company: COMPANY.name,
  website: COMPANY.website,
  contact: `@${CAST.applicant.login}`,
  description: DESCRIPTION,
  services: "Consulting\nTraining\nOperations of Stackwright clusters",
  categories: [
    "Engineering (architecture, code, tests, fixes, open-source packs, releases, security, design)",
    "Marketing (blogs, videos, press releases, meetups, podcasts, webinars)",
  ],
  ongoing:
    "Two engineers, one day a week each: reviews, fixes, and the packs that we maintain. One free training day a quarter.",
  evidence: "https://github.com/stackwright/packs/pulls?q=author:farah-nasser",
  people: `@${CAST.employee.login}, maintainer of the packs`,
  regions: "Europe, West Africa",
  agreement: [AGREEMENT],
  signatory: CAST.applicant.name,
  "signatory-title": "Head of Engineering",
};

/** The proposal as it should be. `formText` is the program's form. */
export function completeProposal(formText: string): string {
  return renderAnswers(formText, COMPLETE);
}

/** The same in a hurry: too many words, nothing agreed, nobody who signs. */
export function hastyProposal(formText: string): string {
  const { agreement: _, signatory: __, "signatory-title": ___, ...rest } = COMPLETE;
  return renderAnswers(formText, { ...rest, description: LONG_DESCRIPTION });
}

function renderAnswers(formText: string, answers: Readonly<Record<string, FormInput>>): string {
  const form = parseIssueForm(formText);
  return renderIssueBody(form, new Map(form.fields.map((field) => [field, answers[field.id ?? ""] ?? null])));
}
