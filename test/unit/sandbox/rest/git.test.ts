import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorld, HERE, refusalOf, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.deviations).toEqual([]);
});

describe("the Git database over REST", () => {
  it("makes a commit out of blobs and trees, and moves a branch to it", async () => {
    const git = world.asBot.rest.git;
    const main = (await git.getRef({ ...HERE, ref: "heads/main" })).data.object.sha;
    const parent = (await git.getCommit({ ...HERE, commit_sha: main })).data;
    const blob = (
      await git.createBlob({ ...HERE, content: Buffer.from("öl\n").toString("base64"), encoding: "base64" })
    ).data;
    const read = (await git.getBlob({ ...HERE, file_sha: blob.sha })).data;
    expect(Buffer.from(read.content, "base64").toString()).toBe("öl\n");
    const tree = await git.createTree({
      ...HERE,
      base_tree: parent.tree.sha,
      tree: [
        { path: "new/file", mode: "100644", type: "blob", sha: blob.sha },
        { path: "inline", mode: "100644", type: "blob", content: "text" },
        { path: "docs/a/deep file.md", mode: "100644", type: "blob", sha: null },
      ],
    });
    const listed = await git.getTree({ ...HERE, tree_sha: tree.data.sha, recursive: "1" });
    expect(listed.data.tree.map((one) => one.path)).toEqual([
      ".github",
      ".github/partnerbot.yml",
      "README.md",
      "inline",
      "new",
      "new/file",
    ]);
    const commit = await git.createCommit({
      ...HERE,
      message: "Decide",
      tree: tree.data.sha,
      parents: [main],
    });
    expect(commit.data.verification).toMatchObject({ verified: true, reason: "valid" });
    const named = await git.createCommit({
      ...HERE,
      message: "Decide",
      tree: tree.data.sha,
      parents: [main],
      author: { name: "Ada", email: "ada@example.org" },
    });
    expect(named.data.verification).toMatchObject({ verified: false, reason: "unsigned" });

    const ref = "heads/partnerbot/1-admit";
    const created = await git.createRef({ ...HERE, ref: `refs/${ref}`, sha: commit.data.sha });
    expect(created.headers.location).toBe(created.data.url);
    expect(await refusalOf(git.createRef({ ...HERE, ref: `refs/${ref}`, sha: main }))).toMatchObject({
      status: 422,
      body: { message: "Reference already exists" },
    });
    expect(await refusalOf(git.updateRef({ ...HERE, ref, sha: main }))).toMatchObject({
      status: 422,
      body: { message: "Update is not a fast forward" },
    });
    expect((await git.updateRef({ ...HERE, ref, sha: main, force: true })).data.object.sha).toBe(main);
    const matching = await git.listMatchingRefs({ ...HERE, ref: "heads/partnerbot" });
    expect(matching.data.map((one) => one.ref)).toEqual([`refs/${ref}`]);
    await git.deleteRef({ ...HERE, ref });
    expect((await refusalOf(git.getRef({ ...HERE, ref }))).status).toBe(404);
    expect(await refusalOf(git.deleteRef({ ...HERE, ref }))).toMatchObject({
      status: 422,
      body: { message: "Reference does not exist" },
    });
  });

  it("refuses what does not exist", async () => {
    const git = world.asBot.rest.git;
    const none = "0".repeat(40);
    expect((await refusalOf(git.getCommit({ ...HERE, commit_sha: none }))).status).toBe(404);
    expect((await refusalOf(git.getTree({ ...HERE, tree_sha: none }))).status).toBe(404);
    expect((await refusalOf(git.getBlob({ ...HERE, file_sha: none }))).status).toBe(404);
    expect((await refusalOf(git.createRef({ ...HERE, ref: "refs/heads/x", sha: none }))).status).toBe(422);
    expect((await refusalOf(git.createRef({ ...HERE, ref: "heads/x", sha: none }))).status).toBe(422);
    expect(
      (await refusalOf(git.createCommit({ ...HERE, message: "x", tree: none, parents: [] }))).status,
    ).toBe(422);
    const entry = { path: "x", mode: "100644", type: "blob" } as const;
    expect((await refusalOf(git.createTree({ ...HERE, tree: [{ ...entry, sha: none }] }))).status).toBe(422);
    expect((await refusalOf(git.createTree({ ...HERE, tree: [entry] }))).status).toBe(422);
    expect(
      (await refusalOf(git.createTree({ ...HERE, base_tree: none, tree: [{ ...entry, content: "" }] })))
        .status,
    ).toBe(404);
  });
});
