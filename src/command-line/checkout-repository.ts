import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** The repository on GitHub that a checkout is of. `url` has no slash at its end. */
export interface CheckoutRepository {
  readonly owner: string;
  readonly name: string;
  readonly url: string;
  /** The default branch, as far as the checkout knows it. */
  readonly branch: string;
  readonly onGitHubCom: boolean;
}

const NAME = /^[A-Za-z0-9_-]+\/[A-Za-z0-9._-]+$/;

/** Reads the address of a repository as git and browsers write it; `null` for anything else. */
export function parseRepositoryAddress(address: string): Omit<CheckoutRepository, "branch"> | null {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/]+)\/(.+?)\/?$/.exec(address) ??
    /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+?)\/?$/.exec(address) ??
    [];
  const repository = path?.replace(/\.git$/, "");
  if (host === undefined || repository === undefined || !NAME.test(repository)) return null;
  const [owner = "", name = ""] = repository.split("/");
  const scheme = address.startsWith("http://") ? "http" : "https";
  const shownHost = /^https?:/.test(address) ? host : host.replace(/:\d+$/, "");
  return {
    owner,
    name,
    url: `${scheme}://${shownHost}/${owner}/${name}`,
    onGitHubCom: shownHost.toLowerCase() === "github.com",
  };
}

/** The repository that the remote `origin` of a checkout names; `null` without git, or without such a remote. */
export function checkoutRepository(folder: string): CheckoutRepository | null {
  const git = gitFolder(folder);
  if (git === null) return null;
  const common = readLine(join(git, "commondir"));
  const shared = common === null ? git : resolve(git, common);
  const address = parseRepositoryAddress(originOf(readText(join(shared, "config")) ?? "") ?? "");
  if (address === null) return null;
  const remoteHead = readLine(join(shared, "refs/remotes/origin/HEAD"));
  const head = readLine(join(git, "HEAD"));
  const branch =
    /^ref: refs\/remotes\/origin\/(.+)$/.exec(remoteHead ?? "")?.[1] ??
    /^ref: refs\/heads\/(.+)$/.exec(head ?? "")?.[1] ??
    "main";
  return { ...address, branch };
}

/** The folder of git, which another working tree of the same repository only names in a file. */
function gitFolder(folder: string): string | null {
  const git = join(folder, ".git");
  if (statSync(git, { throwIfNoEntry: false })?.isDirectory()) return git;
  const named = /^gitdir: (.+)$/.exec(readLine(git) ?? "")?.[1];
  return named === undefined ? null : resolve(folder, named);
}

function originOf(config: string): string | null {
  const [, section] = /^[ \t]*\[remote "origin"\][^\n]*\n((?:[ \t]*(?!\[)[^\n]*\n?)*)/m.exec(config) ?? [];
  return /^[ \t]*url[ \t]*=[ \t]*(\S+)[ \t]*$/m.exec(section ?? "")?.[1] ?? null;
}

function readLine(path: string): string | null {
  return readText(path)?.split("\n")[0]?.trim() ?? null;
}

/** What is not there, or is no file, says nothing. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
