import { z } from "zod";
import { createRef, deleteRef, updateRef } from "../branches.ts";
import { notFound } from "../errors.ts";
import { refNodeId } from "../nodes.ts";
import type { Repository, State } from "../state.ts";
import { requireCommits } from "./commits.ts";
import { NO_BODY } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { parameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";
import { apiUrl, encodePath } from "./urls.ts";

export const referenceRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "git/get-ref",
      route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
      docs: "git/refs#get-a-reference",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const name = `refs/${parameter(call, "ref")}`;
      const oid = refsOf(call).get(name);
      if (oid === undefined) throw notFound();
      return { status: 200, body: representRef(call.state, call.repository, name, oid) };
    },
  ),
  readRoute(
    {
      operation: "git/list-matching-refs",
      route: "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
      docs: "git/refs#list-matching-references",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const prefix = `refs/${parameter(call, "ref")}`;
      const matching = [...refsOf(call)].filter(([name]) => name.startsWith(prefix)).sort();
      return {
        status: 200,
        body: matching.map(([name, oid]) => representRef(call.state, call.repository, name, oid)),
      };
    },
  ),
  writeRoute(
    {
      operation: "git/create-ref",
      route: "POST /repos/{owner}/{repo}/git/refs",
      docs: "git/refs#create-a-reference",
      need: NEEDS.contentsWrite,
      body: z.strictObject({ ref: z.string(), sha: z.string() }),
      resource: "Reference",
    },
    ({ state, actor, repository }, { ref, sha }) => {
      requireCommits(repository);
      createRef(state, actor, repository, ref, sha);
      return {
        status: 201,
        body: representRef(state, repository, ref, sha),
        headers: { Location: refUrl(state, repository, ref) },
      };
    },
  ),
  writeRoute(
    {
      operation: "git/update-ref",
      route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
      docs: "git/refs#update-a-reference",
      need: NEEDS.contentsWrite,
      body: z.strictObject({ sha: z.string(), force: z.boolean().exactOptional() }),
      resource: "Reference",
    },
    (call, { sha, force }) => {
      const name = `refs/${parameter(call, "ref")}`;
      updateRef(call.state, call.actor, call.repository, name, sha, { force: force ?? false });
      return { status: 200, body: representRef(call.state, call.repository, name, sha) };
    },
  ),
  writeRoute(
    {
      operation: "git/delete-ref",
      route: "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
      docs: "git/refs#delete-a-reference",
      need: NEEDS.contentsWrite,
      body: NO_BODY,
    },
    (call) => {
      deleteRef(call.state, call.actor, call.repository, `refs/${parameter(call, "ref")}`);
      return { status: 204 };
    },
  ),
];

function refsOf({ repository }: RepositoryCall): Repository["refs"] {
  requireCommits(repository);
  return repository.refs;
}

function representRef(
  state: State,
  repository: Repository,
  name: string,
  oid: string,
): Record<string, unknown> {
  return {
    ref: name,
    node_id: refNodeId(repository, name),
    url: refUrl(state, repository, name),
    object: { sha: oid, type: "commit", url: apiUrl(state, repository, `git/commits/${oid}`) },
  };
}

function refUrl(state: State, repository: Repository, name: string): string {
  return apiUrl(state, repository, `git/${encodePath(name)}`);
}
