import { createHash } from "node:crypto";

/** `100644` a file, `100755` an executable file, `040000` a folder, `120000` a symbolic link, `160000` a submodule. */
export type FileMode = "100644" | "100755" | "040000" | "120000" | "160000";

export interface TreeEntry {
  readonly mode: FileMode;
  readonly name: string;
  readonly oid: string;
}

/** A name, an address and a time as a commit holds them. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** Such as `+0000`. */
  readonly zone: string;
}

export interface Blob {
  readonly type: "blob";
  readonly oid: string;
  readonly bytes: Uint8Array;
}

export interface Tree {
  readonly type: "tree";
  readonly oid: string;
  /** In git's own order. */
  readonly entries: readonly TreeEntry[];
}

export interface Commit {
  readonly type: "commit";
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** GitHub's own key signed it. Anything else here is unsigned. */
  readonly signedByGitHub: boolean;
  /** The armored signature in the `gpgsig` header, and the text that was signed. */
  readonly signature: { readonly armor: string; readonly payload: string } | null;
}

export type GitObject = Blob | Tree | Commit;

/** Git objects by object id. */
export type ObjectStore = Map<string, GitObject>;

export interface NewCommit {
  tree: string;
  parents: readonly string[];
  author: Signature;
  committer: Signature;
  message: string;
  signedByGitHub: boolean;
}

const encoder = new TextEncoder();

/** The object id that git gives to this content. */
function hashObject(type: GitObject["type"], content: Uint8Array): string {
  return createHash("sha1").update(`${type} ${content.byteLength}\0`).update(content).digest("hex");
}

export function writeBlob(store: ObjectStore, bytes: Uint8Array): Blob {
  const blob: Blob = { type: "blob", oid: hashObject("blob", bytes), bytes: Uint8Array.from(bytes) };
  store.set(blob.oid, blob);
  return blob;
}

/** Entries in any order; they are stored in git's. */
export function writeTree(store: ObjectStore, entries: readonly TreeEntry[]): Tree {
  const sorted = [...entries].sort(byTreeOrder);
  const parts = sorted.flatMap((entry) => [
    // Git writes a folder's mode without the leading zero.
    Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.name}\0`),
    Buffer.from(entry.oid, "hex"),
  ]);
  const tree: Tree = { type: "tree", oid: hashObject("tree", Buffer.concat(parts)), entries: sorted };
  store.set(tree.oid, tree);
  return tree;
}

/** Git compares names by bytes, a folder's as if it ended in a slash. */
function byTreeOrder(one: TreeEntry, other: TreeEntry): number {
  return Buffer.compare(sortKey(one), sortKey(other));
}

function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.mode === "040000" ? `${entry.name}/` : entry.name);
}

export function writeCommit(store: ObjectStore, input: NewCommit): Commit {
  const author = cleanSignature(input.author);
  const committer = cleanSignature(input.committer);
  const head = [
    `tree ${input.tree}`,
    ...input.parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(author)}`,
    `committer ${formatSignature(committer)}`,
  ].join("\n");
  const payload = `${head}\n\n${input.message}`;
  const armor = input.signedByGitHub ? armorFor(payload) : null;
  const content =
    armor === null ? payload : `${head}\ngpgsig ${armor.split("\n").join("\n ")}\n\n${input.message}`;
  const commit: Commit = {
    type: "commit",
    oid: hashObject("commit", encoder.encode(content)),
    tree: input.tree,
    parents: [...input.parents],
    author,
    committer,
    message: input.message,
    signedByGitHub: input.signedByGitHub,
    signature: armor === null ? null : { armor, payload },
  };
  store.set(commit.oid, commit);
  return commit;
}

function formatSignature(signature: Signature): string {
  return `${signature.name} <${signature.email}> ${signature.seconds} ${signature.zone}`;
}

/** Git drops the characters that end a name or an address in a commit. */
function cleanSignature(signature: Signature): Signature {
  return { ...signature, name: cleanWord(signature.name), email: cleanWord(signature.email) };
}

function cleanWord(text: string): string {
  return text.replace(/[<>\n\0]/g, "").trim();
}

/** Stands in for GitHub's signature: the shape of one, and different for every commit. */
function armorFor(payload: string): string {
  const digest = createHash("sha512").update("sandbox web-flow").update(payload).digest("base64");
  const lines = digest.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PGP SIGNATURE-----", "", ...lines, "-----END PGP SIGNATURE-----"].join("\n");
}
