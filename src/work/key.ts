/**
 * One thing to look at again. An event says no more than this (`DESIGN.md` section 2, level-triggered); the
 * installation says with whose permissions.
 */
export type Key =
  | { kind: "application"; installation: number; owner: string; name: string; number: number }
  | { kind: "pull-request"; installation: number; owner: string; name: string; number: number }
  | { kind: "program"; installation: number; owner: string; name: string }
  /** A repository in which something has happened that may count for the programs that link it. */
  | { kind: "repository"; installation: number; owner: string; name: string }
  /** What has happened in repositories that this program links. */
  | { kind: "activity"; installation: number; owner: string; name: string };

export type ProgramKey = Extract<Key, { kind: "program" }>;

/** The identity of a key: GitHub compares owners and names without regard to case. */
export function printKey(key: Key): string {
  const repository = `${key.owner}/${key.name}`.toLowerCase();
  switch (key.kind) {
    case "application":
      return `${repository}#${key.number}`;
    case "pull-request":
      return `${repository}/pull/${key.number}`;
    case "repository":
    case "activity":
      return `${repository}/${key.kind}`;
    case "program":
      return repository;
  }
}

/** Looks in the same lane are made one after the other: both kinds of looks at a program write its ledger. */
export function printLane(key: Key): string {
  return key.kind === "activity" ? printKey({ ...key, kind: "program" }) : printKey(key);
}
