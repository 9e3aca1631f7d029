import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import nock from "nock";
import { Probot } from "probot";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/app.ts";
import { type Key, printKey } from "../../src/work/key.ts";

type Payload = Record<string, unknown>;

const BOT = { login: "partnerbot[bot]", type: "Bot" };
const keys: Key[] = [];
const requests: string[] = [];
/** Repositories that were found to be no programs. */
const others: string[] = [];
let probot: Probot;

beforeAll(async () => {
  nock.disableNetConnect();
  nock.emitter.on("no match", (request: { path?: string }) => requests.push(request.path ?? "a request"));
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  probot = new Probot({ appId: 1, privateKey, secret: "secret", logLevel: "fatal" });
  await probot.load(
    createApp({
      add: (key) => keys.push(key),
      isOwn: ({ login, type }) => login === BOT.login && type === BOT.type,
      mayBeProgram: ({ owner, name }) => !others.includes(`${owner}/${name}`.toLowerCase()),
    }),
  );
});

beforeEach(() => {
  keys.length = 0;
  requests.length = 0;
  others.length = 0;
});

afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const EXAMPLES: { name: string; examples: Payload[] }[] = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json"),
    "utf8",
  ),
);

/** GitHub's own example of an event, for an installation of this app. */
function exampleOf(name: string, action: string | null, changes: Payload = {}): Payload {
  const found = EXAMPLES.find((event) => event.name === name)?.examples.find(
    (example) => action === null || example["action"] === action,
  );
  if (!found) throw new Error(`there is no example of ${name} ${action}`);
  const installation = { id: 42, ...(isObject(found["installation"]) ? found["installation"] : {}) };
  return { ...structuredClone(found), ...changes, installation: { ...installation, id: 42 } };
}

function isObject(value: unknown): value is Payload {
  return typeof value === "object" && value !== null;
}

async function receive(name: string, payload: Payload): Promise<string[]> {
  const text = JSON.stringify(payload);
  const signature = await probot.webhooks.sign(text);
  const id = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
  await probot.webhooks.verifyAndReceive({ id, name, payload: text, signature });
  expect(keys.every((key) => key.installation === 42)).toBe(true);
  return keys.map((key) => printKey(key)).sort();
}

const LINKED = "codertocat/hello-world/repository";

describe("events", () => {
  for (const action of ["opened", "edited", "labeled", "unlabeled", "deleted", "pinned"]) {
    it(`an issue that was ${action} is looked at`, async () => {
      expect(await receive("issues", exampleOf("issues", action))).toEqual([
        "codertocat/hello-world#1",
        LINKED,
      ]);
    });
  }

  for (const action of ["created", "edited", "deleted"]) {
    it(`an issue with a comment that was ${action} is looked at`, async () => {
      const payload = exampleOf("issue_comment", action);
      expect(await receive("issue_comment", payload)).toEqual(["codertocat/hello-world#1", LINKED]);
    });
  }

  it("a comment on a pull request is not", async () => {
    const payload = exampleOf("issue_comment", "created");
    const issue = { ...(isObject(payload["issue"]) ? payload["issue"] : {}), pull_request: { url: "" } };
    expect(await receive("issue_comment", { ...payload, issue })).toEqual([LINKED]);
  });

  it("a decision's pull request is looked at as its application, and no other one", async () => {
    const payload = exampleOf("pull_request", "closed");
    expect(await receive("pull_request", payload)).toEqual([LINKED]);
    keys.length = 0;
    const pullRequest = isObject(payload["pull_request"]) ? payload["pull_request"] : {};
    const head = { ...(isObject(pullRequest["head"]) ? pullRequest["head"] : {}) };
    const decided = { ...pullRequest, head: { ...head, ref: "partnerbot/12-admit-acme" } };
    expect(await receive("pull_request", { ...payload, pull_request: decided })).toEqual([
      "codertocat/hello-world#12",
      LINKED,
    ]);
  });

  for (const action of ["opened", "synchronize", "reopened"]) {
    it(`a pull request that was ${action} is looked at, this app's own too`, async () => {
      for (const changes of [{}, { sender: BOT }]) {
        keys.length = 0;
        expect(await receive("pull_request", exampleOf("pull_request", action, changes))).toEqual([
          "codertocat/hello-world/pull/2",
          ...("sender" in changes ? [] : [LINKED]),
        ]);
      }
    });
  }

  it("a push to the default branch, or by a person to the data branch, is looked at as the program", async () => {
    for (const ref of ["refs/heads/master", "refs/heads/partnerbot-data"]) {
      keys.length = 0;
      expect(await receive("push", exampleOf("push", null, { ref })), ref).toEqual([
        "codertocat/hello-world",
        ...(ref.endsWith("/master") ? [LINKED] : []),
      ]);
    }
  });

  it("a push to a decision's branch is looked at as its application, any other push not at all", async () => {
    const ref = "refs/heads/partnerbot/12-admit-acme";
    expect(await receive("push", exampleOf("push", null, { ref }))).toEqual(["codertocat/hello-world#12"]);
    keys.length = 0;
    const update = "refs/heads/partnerbot/12-update-acme";
    expect(await receive("push", exampleOf("push", null, { ref: update }))).toEqual([
      "codertocat/hello-world#12",
    ]);
    keys.length = 0;
    expect(await receive("push", exampleOf("push", null, { ref: "refs/heads/topic" }))).toEqual([]);
  });

  it("every repository of a new installation, or added to one, is looked at", async () => {
    const repositories = [{ full_name: "octo/one" }, { full_name: "octo/two" }];
    const payload = exampleOf("installation", "created", { repositories });
    expect(await receive("installation", payload)).toEqual(["octo/one", "octo/two"]);
    keys.length = 0;
    const added = exampleOf("installation_repositories", "added", { repositories_added: repositories });
    expect(await receive("installation_repositories", added)).toEqual(["octo/one", "octo/two"]);
  });

  it("what this app did itself is not looked at again", async () => {
    const ref = "refs/heads/partnerbot-data";
    await receive("issues", exampleOf("issues", "labeled", { sender: BOT }));
    await receive("issue_comment", exampleOf("issue_comment", "created", { sender: BOT }));
    await receive("push", exampleOf("push", null, { ref, sender: BOT }));
    expect(keys).toEqual([]);
  });

  it("a review or a release is for the programs that link the repository, and is none of this app's own", async () => {
    for (const [name, action] of [
      ["pull_request_review", "submitted"],
      ["release", "published"],
    ] as const) {
      keys.length = 0;
      expect(await receive(name, exampleOf(name, action))).toEqual([LINKED]);
      keys.length = 0;
      expect(await receive(name, exampleOf(name, action, { sender: BOT }))).toEqual([]);
    }
  });

  it("in a repository that is no program are for those that link it alone", async () => {
    others.push("codertocat/hello-world");
    for (const [name, action] of [
      ["issues", "opened"],
      ["issue_comment", "created"],
      ["pull_request", "opened"],
    ] as const) {
      keys.length = 0;
      expect(await receive(name, exampleOf(name, action)), name).toEqual([LINKED]);
    }
    keys.length = 0;
    // By a push it may become one.
    const push = exampleOf("push", null, { ref: "refs/heads/master" });
    expect(await receive("push", push)).toEqual(["codertocat/hello-world", LINKED]);
  });

  it("nothing is asked of GitHub by the handlers", async () => {
    await receive("issues", exampleOf("issues", "opened"));
    await receive("push", exampleOf("push", null));
    expect(requests).toEqual([]);
  });
});
