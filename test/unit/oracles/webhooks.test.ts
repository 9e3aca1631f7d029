import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { isJsonObject } from "../../oracles/json-schema.ts";
import { createWebhookOracle } from "../../oracles/webhooks.ts";

const oracle = createWebhookOracle();
const examples: { name: string; examples: Record<string, unknown>[] }[] = createRequire(import.meta.url)(
  "@octokit/webhooks-examples/api.github.com/index.json",
);

/** GitHub's own example, with the fields added that came to the schema after it. */
function commentCreated(): Record<string, unknown> {
  const found = examples.find((entry) => entry.name === "issue_comment")?.examples[0];
  if (!found) throw new Error("no example of an issue comment");
  const copy = structuredClone(found);
  const { issue, comment } = copy;
  const reactions = {
    total_count: 0,
    url: "https://api.github.com/reactions",
    "+1": 0,
    "-1": 0,
    laugh: 0,
    confused: 0,
    heart: 0,
    hooray: 0,
    eyes: 0,
    rocket: 0,
  };
  if (!isJsonObject(issue) || !isJsonObject(comment)) throw new Error("the example is not as it was");
  Object.assign(issue, { active_lock_reason: null, reactions, labels: [] });
  Object.assign(comment, { performed_via_github_app: null, reactions });
  return copy;
}

describe("the webhook oracle", () => {
  it("accepts GitHub's own example", () => {
    expect(oracle.check("issue_comment", commentCreated())).toEqual([]);
  });

  it("names what is missing and what is unknown", () => {
    const { comment: _, ...rest } = commentCreated();
    expect(oracle.check("issue_comment", { ...rest, remark: {} })).toEqual([
      "issue-comment-created: / must have required property 'comment'",
      "issue-comment-created: /remark is not a documented field",
    ]);
  });

  it("names an event that GitHub does not have", () => {
    expect(oracle.check("issues", { action: "frobnicated" })).toEqual([
      "issues-frobnicated: GitHub describes no such webhook",
    ]);
  });
});
