import { invalid } from "./errors.ts";

const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;

/** Throws 422 for a body that GitHub finds too long. */
export function checkIssueBody(resource: "Issue" | "PullRequest", body: string): void {
  if (body.length <= BODY_LIMIT) return;
  throw invalid({
    resource,
    code: "custom",
    field: "body",
    message: `body is too long (maximum is ${BODY_LIMIT} characters)`,
  });
}

/** Throws 422 for a comment that is blank or too long. */
export function checkCommentBody(body: string): void {
  const resource = "IssueComment";
  if (body.trim() === "") {
    throw invalid({ resource, code: "unprocessable", field: "data", message: "Body cannot be blank" });
  }
  if (body.length <= BODY_LIMIT) return;
  const message = `Body is too long (maximum is ${BODY_LIMIT} characters)`;
  throw invalid({ resource, code: "unprocessable", field: "data", message });
}

/** Throws 422 for a title that is blank or too long. */
export function checkTitle(resource: "Issue" | "PullRequest", title: string): void {
  if (title.trim() === "") throw invalid({ resource, code: "missing_field", field: "title" });
  if (title.length <= TITLE_LIMIT) return;
  const message = `title is too long (maximum is ${TITLE_LIMIT} characters)`;
  throw invalid({ resource, code: "custom", field: "title", message });
}
