import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { instantOf } from "../../../src/program/instant.ts";
import { permissionOf } from "../../../src/sandbox/access.ts";
import { deleteAccount, findAccount, findAccountByEmail } from "../../../src/sandbox/accounts.ts";
import { createApp, installationFor, installationRepositories } from "../../../src/sandbox/apps.ts";
import { Clock } from "../../../src/sandbox/clock.ts";
import { findRepository } from "../../../src/sandbox/repositories.ts";
import { findTeam, removeMembership, teamMembers } from "../../../src/sandbox/teams.ts";
import { buildWorld } from "../../../src/sandbox/world.ts";
import { buildSmallWorld, SMALL_APP } from "./small-world.ts";

describe("a world", () => {
  it("finds logins and repositories without case", () => {
    const { state } = buildSmallWorld();
    expect(findAccount(state, "WES")?.login).toBe("Wes");
    expect(findRepository(state, "OCTO", "Program")?.name).toBe("program");
    expect(findAccount(state, "Partner-Bot[bot]")?.type).toBe("Bot");
    expect([findAccount(state, "nobody"), findRepository(state, "octo", "nothing")]).toEqual([null, null]);
  });

  it("makes a key pair for an app that brings none", () => {
    const { publicKey: _, ...app } = SMALL_APP;
    const {
      state,
      privateKey,
      app: made,
    } = buildWorld({ users: [], organizations: [{ login: "octo" }], app });
    const text = Buffer.from("text");
    const signature = sign("sha256", text, createPrivateKey(privateKey ?? ""));
    expect(verify("sha256", text, createPublicKey(made?.publicKey ?? ""), signature)).toBe(true);
    expect(made?.permissions).toMatchObject({ issues: "write", metadata: "read" });
    expect(state.installations.size).toBe(1);
  });

  it("refuses an app events without their permission, and names that are no logins", () => {
    const { state } = buildSmallWorld();
    const owner = findAccount(state, "octo");
    if (owner === null) throw new Error("not built");
    const app = { slug: "x", name: "x", owner, permissions: {}, publicKey: "", events: ["issues"] };
    expect(() => createApp(state, app)).toThrow("Default events unsupported: issues");
    expect(() => buildWorld({ users: ["two words"] })).toThrow("Validation Failed");
    expect(() => buildWorld({ users: ["one", "ONE"] })).toThrow("Validation Failed");
  });

  it("covers the repositories on which the app is installed", () => {
    const installations = [{ account: "octo", repositories: ["octo/program"] }];
    const { state, app, repository } = buildSmallWorld({ app: { ...SMALL_APP, installations } });
    const [installation] = state.installations.values();
    if (app === null || installation === undefined) throw new Error("not built");
    expect(installationRepositories(state, installation).map(({ name }) => name)).toEqual(["program"]);
    expect(installationFor(state, app, repository("octo/hidden"))).toBeNull();
  });

  it("knows whose an address in a commit is", () => {
    const { state } = buildSmallWorld();
    const rob = findAccount(state, "rob");
    expect(findAccountByEmail(state, "WES@example.org")?.login).toBe("Wes");
    expect(findAccountByEmail(state, `${rob?.id}+rob@users.noreply.github.com`)).toBe(rob);
    expect(findAccountByEmail(state, "rob@users.noreply.github.com")).toBe(rob);
    expect(findAccountByEmail(state, "x@example.org")).toBeNull();
  });
});

describe("teams", () => {
  it("count the members of their child teams, each once", () => {
    const { state } = buildSmallWorld();
    const organization = findAccount(state, "octo");
    if (organization?.type !== "Organization") throw new Error("not built");
    const members = (slug: string) => {
      const team = findTeam(state, organization, slug);
      return team === null
        ? null
        : teamMembers(state, team).map(({ account, role }) => `${account.login} ${role}`);
    };
    expect(members("Committee")).toEqual(["ann member", "mia maintainer", "liz member"]);
    expect(members("seniors")).toEqual(["mia member", "liz member"]);
    const liz = findAccount(state, "liz");
    if (liz?.type === "User") deleteAccount(state, liz);
    expect(members("committee")).toEqual(["ann member", "mia maintainer"]);
    expect(members("none")).toBeNull();
    const mia = findAccount(state, "mia");
    const seniors = findTeam(state, organization, "seniors");
    if (mia === null || seniors === null) throw new Error("not built");
    removeMembership(seniors, mia);
    expect(members("seniors")).toEqual([]);
  });
});

describe("what a person may do", () => {
  it("is the highest of all that is granted", () => {
    const { state, repository } = buildSmallWorld();
    const hidden = repository("octo/hidden");
    const has = (login: string, name = "octo/program") => {
      const account = findAccount(state, login);
      return account === null ? null : permissionOf(state, account, repository(name));
    };
    expect(["ann", "Wes", "tia", "mia", "rob"].map((login) => has(login))).toEqual([
      ...["admin", "write", "triage", "read", "read"],
    ]);
    expect(["ann", "mia", "rob"].map((login) => has(login, "octo/hidden"))).toEqual([
      "admin",
      "read",
      "none",
    ]);
    const organization = findAccount(state, "octo");
    const committee =
      organization?.type === "Organization" ? findTeam(state, organization, "committee") : null;
    hidden.teams.set(committee?.id ?? 0, "maintain");
    expect(has("liz", "octo/hidden")).toBe("maintain");
  });
});

describe("the clock", () => {
  it("has whole seconds, jumps, and goes on", () => {
    let real = 1_700_000_000_600;
    const clock = new Clock(() => real);
    expect(clock.now()).toBe(1_700_000_000_000);
    clock.advance(86_400_000);
    expect(clock.now()).toBe(1_700_086_400_000);
    clock.set(instantOf(1_000_000));
    real += 1_999;
    expect(clock.now()).toBe(1_001_000);
  });
});
