import { findAccountByEmail, findAccountById } from "../accounts.ts";
import { history } from "../git/history.ts";
import type { Repository, State } from "../state.ts";

type Association = "OWNER" | "MEMBER" | "COLLABORATOR" | "CONTRIBUTOR" | "NONE";

const authors = new WeakMap<Repository, { head: string; emails: ReadonlySet<string> }>();

/** How the author of something stands to the repository. */
export function associationOf(state: State, accountId: number, repository: Repository): Association {
  const owner = findAccountById(state, repository.ownerId);
  if (owner?.id === accountId) return "OWNER";
  if (owner?.type === "Organization" && owner.members.has(accountId)) return "MEMBER";
  if (repository.collaborators.has(accountId)) return "COLLABORATOR";
  for (const email of authorsOf(repository)) {
    if (findAccountByEmail(state, email)?.id === accountId) return "CONTRIBUTOR";
  }
  return "NONE";
}

/** The addresses of those with a commit on the default branch, remembered until it moves. */
function authorsOf(repository: Repository): ReadonlySet<string> {
  const head = repository.refs.get(`refs/heads/${repository.defaultBranch}`);
  if (head === undefined) return new Set();
  const known = authors.get(repository);
  if (known?.head === head) return known.emails;
  const emails = new Set([...history(repository.objects, head)].map((commit) => commit.author.email));
  authors.set(repository, { head, emails });
  return emails;
}
