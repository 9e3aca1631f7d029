import type { GitObject } from "./git/object.ts";
import type { Entity, Repository, State } from "./state.ts";

/** What a node id stands for: an entity, or a git object or ref of a repository. */
export type Node =
  | Entity
  | {
      readonly type: "Commit" | "Tree" | "Blob";
      readonly nodeId: string;
      readonly repository: Repository;
      readonly object: GitObject;
    }
  | { readonly type: "Ref"; readonly nodeId: string; readonly repository: Repository; readonly name: string };

const PREFIX = {
  User: "U",
  Bot: "BOT",
  Organization: "O",
  Team: "T",
  App: "A",
  Repository: "R",
  Label: "LA",
  Issue: "I",
  PullRequest: "PR",
  IssueComment: "IC",
  PullRequestReview: "PRR",
  Release: "RE",
  Reaction: "REA",
  CheckSuite: "CS",
  CheckRun: "CR",
  UserContentEdit: "UCE",
  ClosedEvent: "CE",
  ReopenedEvent: "REE",
  LabeledEvent: "LE",
  UnlabeledEvent: "UNLE",
  CommentDeletedEvent: "CDE",
  RenamedTitleEvent: "RTE",
  CrossReferencedEvent: "CRE",
  ReferencedEvent: "REFE",
  MergedEvent: "ME",
  HeadRefDeletedEvent: "HRDE",
  HeadRefForcePushedEvent: "HRFPE",
  MentionedEvent: "MEE",
  SubscribedEvent: "SE",
  LockedEvent: "LOE",
  UnlockedEvent: "UNLOE",
} as const;

const GIT_PREFIX = { commit: "C", tree: "TR", blob: "B" } as const;
const GIT_TYPE = { commit: "Commit", tree: "Tree", blob: "Blob" } as const;

/** The next database id. One sequence for everything, so no id ever fits two kinds of things. */
export function nextId(state: State): number {
  state.lastId += 1;
  return state.lastId;
}

/** A new database id with its node id; `scope` holds the ids of what it belongs to, outermost first. */
export function newIdentity(
  state: State,
  type: keyof typeof PREFIX,
  scope: readonly number[] = [],
): { id: number; nodeId: string } {
  const id = nextId(state);
  return { id, nodeId: encodeNodeId(PREFIX[type], [...scope, id]) };
}

/** Installations still have GitHub's older form of node id. */
export function newInstallationIdentity(state: State): { id: number; nodeId: string } {
  const id = nextId(state);
  const text = `IntegrationInstallation${id}`;
  return { id, nodeId: Buffer.from(`0${text.length}:${text}`).toString("base64") };
}

export function register<Kind extends Entity>(state: State, entity: Kind): Kind {
  state.nodes.set(entity.nodeId, entity);
  return entity;
}

export function gitObjectNodeId(repository: Repository, object: Pick<GitObject, "type" | "oid">): string {
  return encodeNodeId(GIT_PREFIX[object.type], [repository.id, object.oid]);
}

/** `name` is full: `refs/heads/main`. */
export function refNodeId(repository: Repository, name: string): string {
  return encodeNodeId("REF", [repository.id, name]);
}

/** `null` for an id that stands for nothing (also for what was deleted). Does not look at access. */
export function findNode(state: State, nodeId: string): Node | null {
  return state.nodes.get(nodeId) ?? findGitNode(state, nodeId);
}

function findGitNode(state: State, nodeId: string): Node | null {
  const parts = /^(C|TR|B|REF)_([\w-]+)$/.exec(nodeId);
  const scoped = decodeScopedName(parts?.[2] ?? "");
  const repository = scoped === null ? undefined : state.repositories.get(scoped.repositoryId);
  if (scoped === null || repository === undefined) return null;
  if (parts?.[1] === "REF") {
    return repository.refs.has(scoped.name) ? { type: "Ref", nodeId, repository, name: scoped.name } : null;
  }
  const object = repository.objects.get(scoped.name);
  if (object === undefined || GIT_PREFIX[object.type] !== parts?.[1]) return null;
  return { type: GIT_TYPE[object.type], nodeId, repository, object };
}

/** As GitHub's: a prefix, and a MessagePack array of a zero and the ids in base64url. */
function encodeNodeId(prefix: string, scope: readonly (number | string)[]): string {
  const parts = scope.map((item) => (typeof item === "number" ? encodeNumber(item) : encodeText(item)));
  const bytes = Buffer.concat([Buffer.from([0x91 + scope.length, 0]), ...parts]);
  return `${prefix}_${bytes.toString("base64url")}`;
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(5, 0xce);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

function encodeText(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([0xda, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function decodeScopedName(text: string): { repositoryId: number; name: string } | null {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length < 10 || bytes[0] !== 0x93 || bytes[7] !== 0xda) return null;
  return { repositoryId: bytes.readUInt32BE(3), name: bytes.subarray(10).toString() };
}
