import { formatInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import { repositoryOf } from "../repositories.ts";
import type { Release, State } from "../state.ts";
import { representUser } from "./account.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";

/** A published release, as in webhooks. */
export function representRelease(state: State, release: Release) {
  const repository = repositoryOf(state, release);
  const api = repositoryUrl(state, repository);
  const url = `${api}/releases/${release.id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${repositoryPage(state, repository)}/releases/tag/${release.tag}`,
    id: release.id,
    node_id: release.nodeId,
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.tag,
    body: null,
    draft: false,
    prerelease: false,
    immutable: false,
    author: representUser(state, findAccountById(state, release.authorId)),
    created_at: formatInstant(release.createdAt),
    updated_at: formatInstant(release.publishedAt),
    published_at: formatInstant(release.publishedAt),
    assets: [],
    tarball_url: `${api}/tarball/${release.tag}`,
    zipball_url: `${api}/zipball/${release.tag}`,
  };
}
