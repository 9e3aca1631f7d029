export type { FormReading } from "./issue-form-body.ts";
export { parseIssueBody } from "./issue-form-body.ts";
export type { FormField, IssueForm } from "./issue-form-definition.ts";
export { parseIssueForm } from "./issue-form-definition.ts";
export type { FormInput } from "./issue-form-rendering.ts";
export { renderIssueBody } from "./issue-form-rendering.ts";
