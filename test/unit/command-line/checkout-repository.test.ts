import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkoutRepository, parseRepositoryAddress } from "../../../src/command-line/checkout-repository.ts";
import { TemporaryFolder } from "../../support/checkout.ts";

describe("the address of a repository", () => {
  it.each([
    ["https://github.com/octo/program", "https://github.com/octo/program"],
    ["https://github.com/octo/program.git", "https://github.com/octo/program"],
    ["https://someone:token@github.com/octo/program.git/", "https://github.com/octo/program"],
    ["git@github.com:octo/program.git", "https://github.com/octo/program"],
    ["ssh://git@github.com/octo/program.git", "https://github.com/octo/program"],
    ["ssh://git@git.example.org:2222/octo/program.git", "https://git.example.org/octo/program"],
    ["http://127.0.0.1:4000/octo/program", "http://127.0.0.1:4000/octo/program"],
  ])("is read from %s", (address, url) => {
    const { hostname } = new URL(url);
    expect(parseRepositoryAddress(address)).toEqual({
      owner: "octo",
      name: "program",
      url,
      onGitHubCom: hostname === "github.com",
    });
  });

  it.each(["", "../program", "/srv/git/program.git", "https://github.com/octo", "https://github.com/a/b/c"])(
    "is none in %s",
    (address) => {
      expect(parseRepositoryAddress(address)).toBeNull();
    },
  );
});

const ORIGIN = `[core]
	bare = false
[remote "upstream"]
	url = https://github.com/other/other.git
[remote "origin"]
	fetch = +refs/heads/*:refs/remotes/origin/*
	url = https://github.com/octo/program.git
[branch "main"]
	remote = origin
`;

describe("the repository of a checkout", () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = new TemporaryFolder();
  });

  afterEach(() => folder.remove());

  it("is the one of the remote origin, with its default branch where that is known", () => {
    folder.write({ ".git/config": ORIGIN, ".git/HEAD": "ref: refs/heads/topic\n" });
    expect(checkoutRepository(folder.path)).toMatchObject({
      owner: "octo",
      name: "program",
      branch: "topic",
    });
    folder.write({ ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/trunk\n" });
    expect(checkoutRepository(folder.path)?.branch).toBe("trunk");
    folder.write({ ".git/refs/remotes/origin/HEAD": "", ".git/HEAD": `${"1".repeat(40)}\n` });
    expect(checkoutRepository(folder.path)?.branch).toBe("main");
  });

  it("is found from a second working tree", () => {
    const git = join(folder.path, "first/.git");
    folder.write({
      "first/.git/config": ORIGIN,
      "first/.git/worktrees/second/commondir": "../..\n",
      "first/.git/worktrees/second/HEAD": "ref: refs/heads/next\n",
      "second/.git": `gitdir: ${git}/worktrees/second\n`,
    });
    expect(checkoutRepository(join(folder.path, "second"))).toMatchObject({
      name: "program",
      branch: "next",
    });
  });

  it("is none without git, or without such a remote", () => {
    expect(checkoutRepository(folder.path)).toBeNull();
    folder.write({ ".git/config": '[remote "upstream"]\n\turl = https://github.com/octo/program\n' });
    expect(checkoutRepository(folder.path)).toBeNull();
  });
});
