import { canSee, requireAccess } from "../../access.ts";
import { commitOnBranch, createRef, deleteRef, type FileChanges, updateRef } from "../../branches.ts";
import { SandboxError } from "../../errors.ts";
import { isAncestor } from "../../git/history.ts";
import { findRepository } from "../../repositories.ts";
import type { Repository } from "../../state.ts";
import { commitFields } from "../commit.ts";
import { findTarget } from "../node.ts";
import { refFields } from "../ref.ts";
import { Refusal } from "../refusal.ts";
import type { Scene } from "../scene.ts";
import { type Input, payload } from "./input.ts";

interface CreateCommitOnBranch extends Input {
  branch: { id?: string | null; repositoryNameWithOwner?: string | null; branchName?: string | null };
  expectedHeadOid: string;
  message: { headline: string; body?: string | null };
  fileChanges?: {
    additions?: readonly { path: string; contents: string }[] | null;
    deletions?: readonly { path: string }[] | null;
  } | null;
}

interface RefUpdate {
  name: string;
  afterOid: string;
  beforeOid?: string | null;
  force?: boolean | null;
}

/** Stands for no commit: a ref that is not there, or that is to go. */
const NOTHING = "0".repeat(40);

/** The mutations on branches and what is on them. */
export function branchMutations(scene: Scene) {
  const { state, viewer } = scene;
  const findRef = (id: string) => findTarget(scene, id, "Ref", ["Ref"]);
  return {
    createCommitOnBranch: ({ input }: { input: CreateCommitOnBranch }) => {
      const { repository, branch } = branchOf(scene, input.branch);
      const { headline, body } = input.message;
      const commit = commitOnBranch(state, viewer, repository, {
        branch,
        message: body == null || body === "" ? headline : `${headline}\n\n${body}`,
        changes: changesOf(input),
        expectedHead: input.expectedHeadOid,
      });
      return payload("CreateCommitOnBranchPayload", input, {
        commit: () => commitFields(scene, repository, commit),
        ref: () => refFields(scene, repository, `refs/heads/${branch}`),
      });
    },
    createRef: ({ input }: { input: Input & { repositoryId: string; name: string; oid: string } }) => {
      const repository = findTarget(scene, input.repositoryId, "Repository", ["Repository"]);
      const { name, oid } = input;
      try {
        createRef(state, viewer, repository, name, oid);
      } catch (error) {
        if (error instanceof SandboxError && error.type === "UNPROCESSABLE" && repository.refs.has(name)) {
          throw new Refusal("UNPROCESSABLE", `A ref named "${name}" already exists in the repository.`);
        }
        throw error;
      }
      return payload("CreateRefPayload", input, { ref: () => refFields(scene, repository, name) });
    },
    updateRef: ({ input }: { input: Input & { refId: string; oid: string; force?: boolean | null } }) => {
      const { repository, name } = findRef(input.refId);
      updateRef(state, viewer, repository, name, input.oid, { force: input.force === true });
      return payload("UpdateRefPayload", input, { ref: () => refFields(scene, repository, name) });
    },
    deleteRef: ({ input }: { input: Input & { refId: string } }) => {
      const { repository, name } = findRef(input.refId);
      deleteRef(state, viewer, repository, name);
      return payload("DeleteRefPayload", input, {});
    },
    updateRefs: ({
      input,
    }: {
      input: Input & { repositoryId: string; refUpdates: readonly RefUpdate[] };
    }) => {
      const repository = findTarget(scene, input.repositoryId, "Repository", ["Repository"]);
      requireAccess(state, viewer, repository, { app: { contents: "write" }, person: "write" });
      for (const update of input.refUpdates) checkUpdate(repository, update);
      for (const update of input.refUpdates) applyUpdate(scene, repository, update);
      return payload("UpdateRefsPayload", input, {});
    },
  };
}

function branchOf(
  scene: Scene,
  given: CreateCommitOnBranch["branch"],
): { repository: Repository; branch: string } {
  const { id, repositoryNameWithOwner, branchName } = given;
  if (id != null) {
    const { repository, name } = findTarget(scene, id, "Ref", ["Ref"]);
    return { repository, branch: name.replace(/^refs\/heads\//, "") };
  }
  if (repositoryNameWithOwner == null || branchName == null) {
    throw new Refusal("UNPROCESSABLE", "A branch is named by its id, or by its repository and its name.");
  }
  const [owner = "", name = ""] = repositoryNameWithOwner.split("/");
  const repository = findRepository(scene.state, owner, name);
  if (repository === null || !canSee(scene.state, scene.viewer, repository)) {
    throw new Refusal(
      "NOT_FOUND",
      `Could not resolve to a Repository with the name '${repositoryNameWithOwner}'.`,
    );
  }
  return { repository, branch: branchName };
}

function changesOf(input: CreateCommitOnBranch): FileChanges {
  return {
    additions: (input.fileChanges?.additions ?? []).map(({ path, contents }) => ({
      path,
      bytes: Uint8Array.from(Buffer.from(contents, "base64")),
    })),
    deletions: (input.fileChanges?.deletions ?? []).map(({ path }) => path),
  };
}

/** All updates of one call are checked before any is made: they happen together or not at all. */
function checkUpdate(repository: Repository, { name, afterOid, beforeOid, force }: RefUpdate): void {
  const now = repository.refs.get(name) ?? NOTHING;
  if (beforeOid != null && beforeOid !== now) {
    throw new Refusal("UNPROCESSABLE", `Reference cannot be updated: ${name} is not at ${beforeOid}.`);
  }
  if (afterOid === NOTHING) {
    if (now === NOTHING) throw new Refusal("UNPROCESSABLE", "Reference does not exist");
    return;
  }
  if (repository.objects.get(afterOid)?.type !== "commit") {
    throw new Refusal("UNPROCESSABLE", "Object does not exist");
  }
  if (now !== NOTHING && force !== true && !isAncestor(repository.objects, now, afterOid)) {
    throw new Refusal("UNPROCESSABLE", "Update is not a fast forward");
  }
}

function applyUpdate(scene: Scene, repository: Repository, { name, afterOid, force }: RefUpdate): void {
  const { state, viewer } = scene;
  if (afterOid === NOTHING) deleteRef(state, viewer, repository, name);
  else if (repository.refs.has(name)) {
    updateRef(state, viewer, repository, name, afterOid, { force: force === true });
  } else createRef(state, viewer, repository, name, afterOid);
}
