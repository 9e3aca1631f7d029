import { fullName } from "../repositories.ts";
import type { Repository, State } from "../state.ts";

/** `https://api.github.com/repos/o/r/path`, the path being ready for a URL. */
export function apiUrl(state: State, repository: Repository, path: string): string {
  return `${state.urls.api}/repos/${fullName(state, repository)}/${path}`;
}

/** `https://github.com/o/r/path`. */
export function webUrl(state: State, repository: Repository, path: string): string {
  return `${state.urls.web}/${fullName(state, repository)}/${path}`;
}

/** A path of a repository as it stands in a URL: encoded, with its slashes. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
