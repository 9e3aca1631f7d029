import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRepository } from "../../../../src/sandbox/repositories.ts";
import { createWorld, HERE, refusalOf, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.deviations).toEqual([]);
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("a repository over REST", () => {
  it("is described, with its branches and people", async () => {
    const bot = world.asBot.rest.repos;
    expect((await bot.get(HERE)).data).toMatchObject({
      full_name: "example/program",
      default_branch: "main",
    });
    expect((await bot.listBranches(HERE)).data.map((one) => one.name)).toEqual(["main"]);
    expect((await bot.getBranch({ ...HERE, branch: "main" })).data.commit.files).toHaveLength(3);
    expect(await refusalOf(bot.getBranch({ ...HERE, branch: "no/such" }))).toMatchObject({
      status: 404,
      body: { message: "Branch not found" },
    });
    const level = async (username: string): Promise<string> =>
      (await bot.getCollaboratorPermissionLevel({ ...HERE, username })).data.permission;
    expect(await level("ADA")).toBe("admin");
    expect(await level("writer")).toBe("write");
    expect(await level("stranger")).toBe("read");
    expect(
      await refusalOf(bot.getCollaboratorPermissionLevel({ ...HERE, username: "nobody" })),
    ).toMatchObject({
      status: 404,
      body: { message: "nobody is not a user" },
    });
  });
});

describe("contents over REST", () => {
  it("are files and folders, whose paths span slashes", async () => {
    const bot = world.asBot.rest.repos;
    const file = await bot.getContent({ ...HERE, path: ".github/partnerbot.yml" });
    if (Array.isArray(file.data) || file.data.type !== "file") throw new Error("not a file");
    expect(Buffer.from(file.data.content, "base64").toString()).toBe("version: 1\n");
    const folder = await bot.getContent({ ...HERE, path: "docs/a" });
    expect(folder.data).toMatchObject([
      { name: "deep file.md", path: "docs/a/deep file.md", type: "file", size: 5 },
    ]);
    const root = await bot.getContent({ ...HERE, path: "" });
    expect(root.data).toMatchObject([
      { name: ".github", type: "dir" },
      { name: "README.md" },
      { name: "docs" },
    ]);
    const raw = await bot.getContent({ ...HERE, path: "docs/a/deep file.md", mediaType: { format: "raw" } });
    expect(raw.data).toBe("deep\n");
    const object = await bot.getContent({ ...HERE, path: "docs", mediaType: { format: "object" } });
    expect(object.data).toMatchObject({ type: "dir", entries: [{ name: "a" }] });
    expect((await bot.getReadme(HERE)).data.name).toBe("README.md");
    expect((await refusalOf(bot.getContent({ ...HERE, path: "nothing" }))).status).toBe(404);
    expect(await refusalOf(bot.getContent({ ...HERE, path: "README.md", ref: "gone" }))).toMatchObject({
      status: 404,
      body: { message: "No commit found for the ref gone" },
    });
    // Probot's context.config() asks with an encoded slash.
    const encoded = await world.asBot.request(
      "GET /repos/{owner}/{repo}/contents/.github%2Fpartnerbot.yml",
      HERE,
    );
    expect(encoded.data.path).toBe(".github/partnerbot.yml");
  });

  it("of a file from one megabyte on are only had raw", async () => {
    const bot = world.asBot.rest.repos;
    await bot.createOrUpdateFileContents({
      ...HERE,
      path: "big",
      message: "big",
      content: base64("x".repeat(1024 * 1024)),
    });
    expect((await bot.getContent({ ...HERE, path: "big" })).data).toMatchObject({
      encoding: "none",
      content: "",
    });
    const raw = await bot.getContent({ ...HERE, path: "big", mediaType: { format: "raw" } });
    expect(raw.data).toHaveLength(1024 * 1024);
  });

  it("are written, with the blob that is replaced", async () => {
    const bot = world.asBot.rest.repos;
    const file = { ...HERE, path: "data/partners.yml", message: "List", content: base64("[]\n") };
    const created = await bot.createOrUpdateFileContents(file);
    expect(created.status).toBe(201);
    expect(created.data.commit.verification).toMatchObject({ verified: true });
    const sha = created.data.content?.sha ?? "";
    expect(await refusalOf(bot.createOrUpdateFileContents(file))).toMatchObject({
      status: 422,
      body: { message: 'Invalid request.\n\n"sha" wasn\'t supplied.' },
    });
    expect(await refusalOf(bot.createOrUpdateFileContents({ ...file, sha: "0".repeat(40) }))).toMatchObject({
      status: 409,
      body: { message: `data/partners.yml does not match ${"0".repeat(40)}` },
    });
    const author = { name: "Ada", email: "ada@example.org", date: "2026-03-02T09:00:00Z" };
    const updated = await bot.createOrUpdateFileContents({ ...file, sha, content: base64("[a]\n"), author });
    expect(updated.status).toBe(200);
    expect(updated.data.commit).toMatchObject({ author, verification: { verified: false } });
    const deleted = await bot.deleteFile({
      ...HERE,
      path: file.path,
      message: "Gone",
      sha: updated.data.content?.sha ?? "",
    });
    expect(deleted.data.content).toBeNull();
    expect((await refusalOf(bot.getContent({ ...HERE, path: file.path }))).status).toBe(404);
    expect((await refusalOf(bot.createOrUpdateFileContents({ ...file, branch: "gone" }))).status).toBe(404);
    expect((await refusalOf(bot.createOrUpdateFileContents({ ...file, content: "%%" }))).status).toBe(422);
    expect((await refusalOf(bot.deleteFile({ ...HERE, path: "x", message: "x", sha }))).status).toBe(404);
  });
});

describe("commits over REST", () => {
  it("are listed by branch, path, author and time, and compared", async () => {
    const bot = world.asBot.rest.repos;
    const { data: first } = await bot.getBranch({ ...HERE, branch: "main" });
    await world.asBot.rest.git.createRef({ ...HERE, ref: "refs/heads/a/topic", sha: first.commit.sha });
    const put = (path: string, author?: { name: string; email: string }) =>
      bot.createOrUpdateFileContents({
        ...HERE,
        path,
        message: path,
        content: base64(path),
        branch: "a/topic",
        ...(author ? { author } : {}),
      });
    await put("one", { name: "Ada", email: "ada@example.org" });
    await put("two");
    const messages = async (query: object): Promise<string[]> =>
      (await bot.listCommits({ ...HERE, ...query })).data.map((one) => one.commit.message);
    expect(await messages({})).toHaveLength(1);
    expect((await messages({ sha: "a/topic" })).slice(0, 2)).toEqual(["two", "one"]);
    expect(await messages({ sha: "a/topic", path: "one" })).toEqual(["one"]);
    expect(await messages({ sha: "a/topic", author: "ada" })).toContain("one");
    expect(await messages({ sha: "a/topic", author: "ada" })).not.toContain("two");
    expect(await messages({ sha: "a/topic", since: "2999-01-01T00:00:00Z" })).toEqual([]);
    expect(await messages({ sha: "a/topic", until: "1999-01-01T00:00:00Z" })).toEqual([]);
    const one = await bot.getCommit({ ...HERE, ref: "a/topic" });
    expect(one.data).toMatchObject({
      stats: { additions: 1, total: 1 },
      files: [{ filename: "two", status: "added" }],
    });
    expect(one.data.files?.[0]?.patch).toContain("+two");
    const comparison = await bot.compareCommitsWithBasehead({ ...HERE, basehead: "main...a/topic" });
    expect(comparison.data).toMatchObject({ status: "ahead", ahead_by: 2, behind_by: 0, total_commits: 2 });
    expect(comparison.data.files?.map((file) => file.filename)).toEqual(["one", "two"]);
    const paged = await bot.compareCommitsWithBasehead({
      ...HERE,
      basehead: "main...a/topic",
      per_page: 1,
      page: 2,
    });
    expect(paged.data.commits.map((commit) => commit.commit.message)).toEqual(["two"]);
    expect((await refusalOf(bot.listCommits({ ...HERE, sha: "gone" }))).status).toBe(404);
    expect((await refusalOf(bot.getCommit({ ...HERE, ref: "gone" }))).status).toBe(422);
    expect(
      (await refusalOf(bot.compareCommitsWithBasehead({ ...HERE, basehead: "main...gone" }))).status,
    ).toBe(404);
  });

  it("are refused in an empty repository", async () => {
    const owner = world.organization;
    const empty = createRepository(world.state, { owner, name: "empty" });
    world.installation.repositoryIds.add(empty.id);
    const there = { owner: "example", repo: "empty" };
    const bot = world.asBot.rest;
    expect(await refusalOf(bot.repos.listCommits(there))).toMatchObject({
      status: 409,
      body: { message: "Git Repository is empty." },
    });
    expect((await refusalOf(bot.git.getRef({ ...there, ref: "heads/main" }))).status).toBe(409);
    expect((await refusalOf(bot.git.createBlob({ ...there, content: "x" }))).status).toBe(409);
    expect((await refusalOf(bot.repos.getContent({ ...there, path: "x" }))).body["message"]).toBe(
      "This repository is empty.",
    );
    const first = await bot.repos.createOrUpdateFileContents({
      ...there,
      path: "x",
      message: "First",
      content: base64("x"),
    });
    expect(first.status).toBe(201);
    expect((await bot.repos.listCommits(there)).data).toHaveLength(1);
  });
});
