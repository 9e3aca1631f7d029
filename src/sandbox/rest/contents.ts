import { z } from "zod";
import { branchHead, commitOnBranch, resolveCommit } from "../branches.ts";
import { invalid, notFound, SandboxError, unprocessable } from "../errors.ts";
import { readCommit } from "../git/history.ts";
import type { Commit } from "../git/object.ts";
import { findEntry, readTree } from "../git/tree.ts";
import { representGitCommit } from "../representations/commit.ts";
import type { CommitPerson } from "../signatures.ts";
import { PERSON, personOf } from "./git-input.ts";
import { present } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { representDirectory, representEntry, representFile } from "./represent-content.ts";
import {
  type Answer,
  parameter,
  type RepositoryCall,
  type Route,
  readRoute,
  type WriteCall,
  writeRoute,
} from "./route.ts";

const PATH = "/repos/{owner}/{repo}/contents/{path}";
const RAW = /^application\/vnd\.github(?:\.v3|\.\d+)?\.raw(?:\+json)?$/;
const OBJECT = /^application\/vnd\.github(?:\.v3)?\.object(?:\+json)?$/;

export const contentRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "repos/get-content",
      route: `GET ${PATH}`,
      docs: "repos/contents#get-repository-content",
      need: NEEDS.contentsRead,
    },
    (call) => answerContent(call, parameter(call, "path")),
  ),
  readRoute(
    {
      operation: "repos/get-content",
      route: "GET /repos/{owner}/{repo}/contents",
      docs: "repos/contents#get-repository-content",
      need: NEEDS.contentsRead,
    },
    (call) => answerContent(call, ""),
  ),
  readRoute(
    {
      operation: "repos/get-readme",
      route: "GET /repos/{owner}/{repo}/readme",
      docs: "repos/contents#get-a-repository-readme",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const { commit } = startingPoint(call);
      const files = readTree(call.repository.objects, commit.tree).entries.filter(
        (entry) => entry.mode !== "040000",
      );
      const readme = files.find((entry) => /^readme(?:\.\w+)?$/i.test(entry.name));
      if (!readme) throw notFound();
      return answerContent(call, readme.name);
    },
  ),
  writeRoute(
    {
      operation: "repos/create-or-update-file-contents",
      route: `PUT ${PATH}`,
      docs: "repos/contents#create-or-update-file-contents",
      need: NEEDS.contentsWrite,
      body: z.strictObject({
        message: z.string(),
        content: z.string(),
        sha: z.string().exactOptional(),
        branch: z.string().exactOptional(),
        committer: PERSON.exactOptional(),
        author: PERSON.exactOptional(),
      }),
      resource: "Content",
    },
    (call, body) => {
      if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(body.content))
        throw unprocessable("content is not valid Base64.");
      const path = pathOf(call);
      const before = requireSha(call, path, body.branch, body.sha, false);
      const commit = commitOnBranch(call.state, call.actor, call.repository, {
        branch: body.branch ?? call.repository.defaultBranch,
        message: body.message,
        changes: { additions: [{ path, bytes: Buffer.from(body.content, "base64") }] },
        ...peopleOf(body.author, body.committer),
      });
      return changed(call, before === null ? 201 : 200, path, commit);
    },
  ),
  writeRoute(
    {
      operation: "repos/delete-file",
      route: `DELETE ${PATH}`,
      docs: "repos/contents#delete-a-file",
      need: NEEDS.contentsWrite,
      body: z.strictObject({
        message: z.string(),
        sha: z.string(),
        branch: z.string().exactOptional(),
        committer: PERSON.exactOptional(),
        author: PERSON.exactOptional(),
      }),
      resource: "Content",
    },
    (call, body) => {
      const path = pathOf(call);
      requireSha(call, path, body.branch, body.sha, true);
      const commit = commitOnBranch(call.state, call.actor, call.repository, {
        branch: body.branch ?? call.repository.defaultBranch,
        message: body.message,
        changes: { deletions: [path] },
        ...peopleOf(body.author, body.committer),
      });
      return changed(call, 200, path, commit);
    },
  ),
];

function answerContent(call: RepositoryCall, given: string): Answer {
  const { ref, commit } = startingPoint(call);
  const path = given.replace(/\/+$/, "");
  const { objects } = call.repository;
  const place = { state: call.state, repository: call.repository, ref };
  const entry = path === "" ? null : findEntry(objects, commit.tree, path);
  if (path !== "" && entry === null) throw notFound();
  if (entry === null || entry.mode === "040000") {
    const tree = readTree(objects, entry?.oid ?? commit.tree);
    const entries = tree.entries.map((one) =>
      representEntry(place, path === "" ? one.name : `${path}/${one.name}`, one),
    );
    if (!OBJECT.test(call.accept)) return { status: 200, body: entries };
    return { status: 200, body: representDirectory(place, path, tree.oid, entries) };
  }
  const blob = objects.get(entry.oid);
  if (blob?.type === "blob" && RAW.test(call.accept)) {
    return { status: 200, raw: { bytes: blob.bytes, type: `${call.accept}; charset=utf-8` } };
  }
  return { status: 200, body: representFile(place, path, entry) };
}

/** The commit that is read: of `ref`, or the head of the default branch. */
function startingPoint(call: RepositoryCall): { ref: string; commit: Commit } {
  const { repository } = call;
  if (repository.refs.size === 0) throw notFound("This repository is empty.");
  const ref = call.url.searchParams.get("ref") ?? repository.defaultBranch;
  const oid = resolveCommit(repository, ref);
  if (oid === null) throw notFound(`No commit found for the ref ${ref}`);
  return { ref, commit: readCommit(repository.objects, oid) };
}

function pathOf(call: WriteCall): string {
  const path = parameter(call, "path");
  if (path.split("/").some((part) => part === "" || part === "." || part === ".." || part === ".git")) {
    throw unprocessable("path contains a malformed path component");
  }
  return path;
}

/** The blob now at the path, `null` when there is none. GitHub wants to be told which one is replaced. */
function requireSha(
  call: WriteCall,
  path: string,
  branch: string | undefined,
  sha: string | undefined,
  exists: boolean,
): string | null {
  const { repository } = call;
  const name = branch ?? repository.defaultBranch;
  const head = branchHead(repository, name);
  if (head === null && (repository.refs.size > 0 || exists)) throw notFound(`Branch ${name} not found`);
  const entry =
    head === null ? null : findEntry(repository.objects, readCommit(repository.objects, head).tree, path);
  if (entry === null) {
    if (exists) throw notFound();
    if (sha !== undefined) throw new SandboxError("CONFLICT", `${path} does not match ${sha}`);
    return null;
  }
  if (entry.mode === "040000") throw invalid({ resource: "Content", field: "path", code: "invalid" });
  if (sha === undefined) throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
  if (sha !== entry.oid) throw new SandboxError("CONFLICT", `${path} does not match ${sha}`);
  return entry.oid;
}

function peopleOf(
  author: z.output<typeof PERSON> | undefined,
  committer: z.output<typeof PERSON> | undefined,
): { author?: CommitPerson; committer?: CommitPerson } {
  return present({ author: personOf(author), committer: personOf(committer) });
}

function changed(call: WriteCall, status: number, path: string, commit: Commit): Answer {
  const { state, repository } = call;
  const entry = findEntry(repository.objects, commit.tree, path);
  const {
    content: _content,
    encoding: _encoding,
    ...file
  } = entry === null ? {} : representFile({ state, repository, ref: commit.oid }, path, entry);
  return {
    status,
    body: { content: entry === null ? null : file, commit: representGitCommit(state, repository, commit) },
  };
}
