/**
 * One thing to look at again. An event says no more than this (`DESIGN.md` section 2, level-triggered); the
 * installation says with whose permissions.
 */
export type Key =
  | { kind: "application"; installation: number; owner: string; name: string; number: number }
  | { kind: "pull-request"; installation: number; owner: string; name: string; number: number }
  | { kind: "program"; installation: number; owner: string; name: string };

/** The identity of a key: GitHub compares owners and names without regard to case. */
export function printKey(key: Key): string {
  const repository = `${key.owner}/${key.name}`.toLowerCase();
  switch (key.kind) {
    case "application":
      return `${repository}#${key.number}`;
    case "pull-request":
      return `${repository}/pull/${key.number}`;
    case "program":
      return repository;
  }
}
