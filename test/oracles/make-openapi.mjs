// Makes generated/github-openapi.json: GitHub's own OpenAPI description, cut down to the operations that are in use.
// The whole description is a package of 385 MB, so it is no dependency. Run this by hand when an operation is added:
//
//   node test/oracles/make-openapi.mjs
//
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOURCE = "@octokit/openapi@23.0.2";

const OPERATIONS = new Set([
  "meta/root",
  "meta/get",
  "rate-limit/get",
  "apps/get-authenticated",
  "apps/list-installations",
  "apps/get-installation",
  "apps/create-installation-access-token",
  "apps/revoke-installation-access-token",
  "apps/get-repo-installation",
  "apps/get-org-installation",
  "apps/get-user-installation",
  "apps/list-repos-accessible-to-installation",
  "apps/list-webhook-deliveries",
  "apps/get-webhook-delivery",
  "apps/redeliver-webhook-delivery",
  "users/get-authenticated",
  "users/get-by-username",
  "orgs/get",
  "orgs/check-membership-for-user",
  "teams/list",
  "teams/get-by-name",
  "teams/list-members-in-org",
  "repos/get",
  "repos/get-content",
  "repos/create-or-update-file-contents",
  "repos/delete-file",
  "repos/get-readme",
  "repos/list-commits",
  "repos/get-commit",
  "repos/compare-commits-with-basehead",
  "repos/list-branches",
  "repos/get-branch",
  "repos/get-collaborator-permission-level",
  "git/get-ref",
  "git/list-matching-refs",
  "git/create-ref",
  "git/update-ref",
  "git/delete-ref",
  "git/get-commit",
  "git/create-commit",
  "git/get-tree",
  "git/create-tree",
  "git/get-blob",
  "git/create-blob",
  "issues/list-for-repo",
  "issues/get",
  "issues/create",
  "issues/update",
  "issues/lock",
  "issues/unlock",
  "issues/list-comments",
  "issues/list-comments-for-repo",
  "issues/get-comment",
  "issues/create-comment",
  "issues/update-comment",
  "issues/delete-comment",
  "issues/list-labels-for-repo",
  "issues/get-label",
  "issues/create-label",
  "issues/update-label",
  "issues/delete-label",
  "issues/list-labels-on-issue",
  "issues/add-labels",
  "issues/set-labels",
  "issues/remove-label",
  "issues/remove-all-labels",
  "issues/list-events",
  "issues/list-events-for-timeline",
  "reactions/list-for-issue",
  "reactions/create-for-issue",
  "reactions/delete-for-issue",
  "reactions/list-for-issue-comment",
  "reactions/create-for-issue-comment",
  "reactions/delete-for-issue-comment",
  "pulls/list",
  "pulls/get",
  "pulls/create",
  "pulls/update",
  "pulls/merge",
  "pulls/check-if-merged",
  "pulls/list-files",
  "pulls/list-commits",
  "checks/create",
  "checks/get",
  "checks/update",
  "checks/list-for-ref",
]);

/** What no check needs. Names under `properties` are the API's own and stay. */
const PROSE =
  /^(description|summary|title|example|examples|externalDocs|tags|deprecated|discriminator|x-.*)$/;
const METHODS = ["get", "put", "post", "patch", "delete"];

function withoutProse(node, namesAreData = false) {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (node === null || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(([key]) => namesAreData || !PROSE.test(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      !namesAreData && ["enum", "default", "required"].includes(key)
        ? value
        : withoutProse(value, !namesAreData && key === "properties"),
    ]),
  );
}

function collectReferences(node, into) {
  if (Array.isArray(node)) for (const item of node) collectReferences(item, into);
  else if (node !== null && typeof node === "object")
    for (const [key, value] of Object.entries(node))
      if (key === "$ref" && typeof value === "string") into.add(value);
      else collectReferences(value, into);
}

/**
 * Octokit's copy of one operation stems from an old GitHub Enterprise Server and asks that an account be a user and an
 * enterprise at once. GitHub's own says `installation`, as for its sister operations.
 */
function mend(description) {
  const { schema } = description.paths["/app/installations"].get.responses["200"].content["application/json"];
  schema.items = { $ref: "#/components/schemas/installation" };
}

function trim(description) {
  const paths = {};
  const found = new Set();
  for (const [path, item] of Object.entries(description.paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation || !OPERATIONS.has(operation.operationId) || found.has(operation.operationId)) continue;
      found.add(operation.operationId);
      paths[path] ??= item.parameters ? { parameters: withoutProse(item.parameters) } : {};
      paths[path][method] = withoutProse(operation);
    }
  for (const name of OPERATIONS) if (!found.has(name)) throw new Error(`${SOURCE} has no operation ${name}`);

  const components = {};
  const seen = new Set();
  const waiting = new Set();
  collectReferences(paths, waiting);
  for (const reference of waiting) {
    if (seen.has(reference)) continue;
    seen.add(reference);
    const [, , kind, name] = reference.split("/");
    const component = withoutProse(description.components[kind][name]);
    components[kind] ??= {};
    components[kind][name] = component;
    collectReferences(component, waiting);
  }
  return { paths, components };
}

/** One path or component a line, so that a change in GitHub's description can be read as a difference. */
function print(value, depth) {
  if (depth === 0) return JSON.stringify(value);
  const lines = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${print(value[key], depth - 1)}`);
  return `{\n${lines.join(",\n")}\n}`;
}

const folder = mkdtempSync(join(tmpdir(), "openapi-"));
try {
  const archive = execFileSync("npm", ["pack", SOURCE, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
  const members = ["package/LICENSE", "package/generated/api.github.com.json"];
  execFileSync("tar", ["xzf", archive, ...members], { cwd: folder });
  const description = JSON.parse(readFileSync(join(folder, members[1]), "utf8"));
  mend(description);
  const { paths, components } = trim(description);
  const head = { openapi: description.openapi, info: { title: SOURCE, version: description.info.version } };
  const text = `{"openapi": ${JSON.stringify(head.openapi)}, "info": ${JSON.stringify(head.info)},
"paths": ${print(paths, 1)},
"components": ${print(components, 2)}}\n`;
  JSON.parse(text);
  const generated = join(import.meta.dirname, "generated");
  writeFileSync(join(generated, "github-openapi.json"), text);
  writeFileSync(join(generated, "github-openapi.LICENSE"), readFileSync(join(folder, members[0])));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
