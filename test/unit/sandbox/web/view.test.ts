import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "../../../../src/sandbox/content.ts";
import { Deliveries } from "../../../../src/sandbox/deliveries.ts";
import { type SandboxServer, startSandboxServer } from "../../../../src/sandbox/server.ts";
import type { Issue } from "../../../../src/sandbox/state.ts";
import { createWebView } from "../../../../src/sandbox/web/view.ts";
import { loadIssueForm } from "../../../../src/templates.ts";
import { buildSmallWorld, SMALL_APP, type SmallWorld } from "../small-world.ts";
import { expectHarmless } from "./page-check.ts";

const HOSTILE = `"><script>alert(1)</script><b onclick='x'>&amp; {{ x }} \${x} @ann`;
const FORM = "partnership-proposal.yml";

let world: SmallWorld;
let server: SandboxServer;
let deliveries: Deliveries;

beforeAll(async () => {
  world = buildSmallWorld({
    // Nobody listens there: the deliveries fail, and are in the log.
    app: { ...SMALL_APP, webhook: { url: "http://127.0.0.1:1/", secret: "secret" } },
    repositories: [
      {
        name: "octo/program",
        files: {
          "README.md": `# Program\n\n${HOSTILE}\n`,
          "docs/a&b <i>.md": "one\ntwo\n",
          "data.yml": `name: ${HOSTILE}\n`,
          [`.github/ISSUE_TEMPLATE/${FORM}`]: loadIssueForm("partnership-proposal"),
          ".github/ISSUE_TEMPLATE/broken.yml": "name: [",
        },
        collaborators: { wes: "write" },
      },
    ],
  });
  const { state } = world;
  deliveries = new Deliveries(state);
  const view = createWebView({ state, deliveries, start: world.repository("octo/program") });
  server = await startSandboxServer({ github: { state, deliveries }, host: "127.0.0.1", port: 0, web: view });
});

afterAll(async () => {
  deliveries.stop();
  await server.close();
});

let issue: Issue;
beforeEach(() => {
  issue = world.as("rob").openIssue({ repository: "octo/program", title: HOSTILE, body: HOSTILE });
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, { redirect: "manual", headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function post(
  path: string,
  fields: Record<string, string | string[]>,
  headers: Record<string, string> = {},
) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  const response = await fetch(`${server.url}${path}`, { method: "POST", body, headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** As a browser on another site, or under another name, would ask; `fetch` does not let one say so. */
function ask(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end();
  });
}

const pathOf = (one: { number: number }) => `/octo/program/issues/${one.number}`;

describe("the pages", () => {
  it("escape what people wrote, wherever it is shown", async () => {
    const { state } = world;
    const comment = world.as("rob").comment(issue, HOSTILE);
    world.as("wes").commit({
      repository: "octo/program",
      branch: "change",
      message: `${HOSTILE}\n\n${HOSTILE}`,
      files: { "data.yml": `name: ${HOSTILE} again\n` },
    });
    world.as("ann").setLabels(issue, ["<b>label"]);
    const pull = world
      .as("wes")
      .openPullRequest({ repository: "octo/program", title: HOSTILE, head: "change" });
    world.as("rob").editIssue(issue, { title: `${HOSTILE} 2` });
    await deliveries.idle();
    const head = world.repository("octo/program").refs.get("refs/heads/change");
    const last = deliveries.log.at(-1)?.id;
    const paths = [
      "/octo/program/issues",
      pathOf(issue),
      `${pathOf(issue)}/edit`,
      `${pathOf(issue)}/comments/${comment.id}/edit`,
      `/octo/program/issues/new`,
      `/octo/program/issues/new?template=${FORM}&title=${encodeURIComponent(HOSTILE)}&company=${encodeURIComponent(HOSTILE)}&description=${encodeURIComponent(HOSTILE)}`,
      `/octo/program/issues/new?template=blank&body=${encodeURIComponent(HOSTILE)}`,
      "/octo/program/pulls",
      `/octo/program/pull/${pull.number}`,
      "/octo/program",
      "/octo/program/tree/main/docs",
      `/octo/program/blob/main/docs/${encodeURIComponent("a&b <i>.md")}`,
      "/octo/program/blob/change/data.yml",
      `/octo/program/commit/${head}`,
      "/deliveries",
      `/deliveries/${last}`,
    ];
    for (const path of paths) {
      const { status, headers, text } = await get(path);
      expect(status, path).toBe(200);
      expect(headers.get("content-security-policy"), path).toMatch(/^default-src 'none'; style-src 'self'/);
      expect(text, path).not.toMatch(/<script>|undefined|\[object/);
      expectHarmless(text);
    }
    expect(state.repositories.size).toBe(1);
  });

  it("show a conversation in order, with events, editors and reactions", async () => {
    const comment = world.as("ann").comment(issue, "/vote yes");
    world.as("wes").editComment(comment, "/vote no");
    world.as("wes").react(comment, "confused");
    world.as("ann").closeIssue(issue, "not_planned");
    const { text } = await get(pathOf(issue));
    expect(text).toMatch(/\/vote no<\/p>.*😕 1.*closed this as not planned/s);
    expect(text).toContain("edited by Wes");
    expect(text).toContain("Closed as not planned");
    expect(text).toContain(">Reopen<");
  });

  it("lead where links in comments lead on GitHub", async () => {
    expect((await get("/")).headers.get("location")).toBe("/octo/program/issues");
    const pull = await openPullRequest("links");
    const { status, headers } = await get(`/octo/program/issues/${pull.number}`);
    expect([status, headers.get("location")]).toEqual([303, `/octo/program/pull/${pull.number}`]);
  });

  it.each([
    "/octo/program/issues/999",
    "/octo/program/pull/x",
    "/octo/program/blob/main/nowhere",
    "/octo/program/tree/no-such-branch",
    `/octo/program/commit/${"0".repeat(40)}`,
    "/deliveries/1",
  ])("say that there is nothing at %s", async (path) => {
    const { status, text } = await get(path);
    expect(status).toBe(404);
    expect(text).toContain("Nothing here");
  });

  it("leave the API to the API", async () => {
    expect((await get("/repos/octo/program")).text).toContain('"full_name":"octo/program"');
    expect((await get("/nobody/nothing")).text).toContain('"message":"Not Found"');
    const graphql = await fetch(`${server.url}/graphql`, {
      method: "POST",
      body: '{"query":"{viewer{login}}"}',
    });
    expect(graphql.status).toBe(401);
  });

  it("bring a script and a style of their own, and nothing from elsewhere", async () => {
    expect((await get("/assets/script.js")).headers.get("content-type")).toBe(
      "text/javascript; charset=utf-8",
    );
    expect((await get("/assets/style.css")).text).not.toMatch(/url\(|@import/);
    const { text } = await get("/octo/program/issues");
    expect([...text.matchAll(/ (?:src|rel="stylesheet" href)="([^"]*)"/g)].map(([, path]) => path)).toEqual([
      "/assets/style.css",
      "/assets/script.js",
    ]);
  });
});

describe("the forms", () => {
  it("open an issue by the program's issue form, as GitHub would write it", async () => {
    const { text } = await get(`/octo/program/issues/new?template=${FORM}`);
    const nameOf = (label: string) => new RegExp(`for="(field-\\d+)">${label}`).exec(text)?.[1] ?? "";
    const boxes = /name="(field-\d+)" value="Engineering/.exec(text)?.[1] ?? "";
    const { status, headers } = await post("/octo/program/issues", {
      as: "rob",
      template: FORM,
      title: "[Partner] Acme",
      [nameOf("Company name")]: "Acme",
      [nameOf("Description")]: "One\r\n\r\nTwo",
      [boxes]: ["Marketing (blogs, videos, press releases, meetups, podcasts, webinars)"],
    });
    expect(status).toBe(303);
    const number = Number(headers.get("location")?.split("/").at(-1));
    const made = world.repository("octo/program").issues.get(number);
    expect(made?.title).toBe("[Partner] Acme");
    const body = made === undefined ? "" : textOf(made.body);
    expect(body).toContain("### Company name\n\nAcme\n\n### Website\n\n_No response_");
    expect(body).toContain("### Description\n\nOne\n\nTwo\n\n");
    expect(body).toContain("- [ ] Engineering (architecture");
    expect(body).toContain("- [X] Marketing (blogs, videos, press releases, meetups, podcasts, webinars)");
  });

  it("comment as whoever is chosen, and remember it", async () => {
    const { status, headers } = await post(`${pathOf(issue)}/comments`, { as: "mia", text: "/vote yes\r\n" });
    expect(status).toBe(303);
    const [comment] = issue.comments;
    expect(headers.get("location")).toBe(`${pathOf(issue)}#issuecomment-${comment?.id}`);
    expect(comment && textOf(comment.body)).toBe("/vote yes\n");
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await get(pathOf(issue), { cookie })).text).toContain('<option value="mia" selected>');
    await post(`${pathOf(issue)}/comments`, { text: "again" }, { cookie });
    expect(issue.comments.map(({ authorId }) => world.state.accounts.get(authorId)?.login)).toEqual([
      "mia",
      "mia",
    ]);
  });

  it("edit and delete, with the rights of the person", async () => {
    const comment = world.as("ann").comment(issue, "one");
    const path = `${pathOf(issue)}/comments/${comment.id}`;
    const refused = await post(`${path}/edit`, { as: "rob", text: "mine" });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("GitHub refuses this");
    expect(textOf(comment.body)).toBe("one");
    expect((await post(`${path}/edit`, { as: "wes", text: "two" })).status).toBe(303);
    expect(textOf(comment.body)).toBe("two");
    expect((await post(`${path}/delete`, { as: "ann" })).status).toBe(303);
    expect(issue.comments).toEqual([]);
    expect((await post(`${pathOf(issue)}/edit`, { as: "rob", title: "New", text: "Text" })).status).toBe(303);
    expect([issue.title, textOf(issue.body)]).toEqual(["New", "Text"]);
  });

  it("close with what was typed, and reopen", async () => {
    await post(`${pathOf(issue)}/close`, { as: "ann", text: "Enough.", reason: "not_planned" });
    expect([issue.state, issue.stateReason, issue.comments.length]).toEqual(["closed", "not_planned", 1]);
    await post(`${pathOf(issue)}/reopen`, { as: "ann", text: "" });
    expect([issue.state, issue.comments.length]).toEqual(["open", 1]);
  });

  it("merge a pull request", async () => {
    const pull = await openPullRequest("merging");
    expect((await post(`/octo/program/pull/${pull.number}/merge`, { as: "wes", text: "" })).status).toBe(303);
    expect(pull.merge).not.toBeNull();
    expect((await post(`${pathOf(issue)}/merge`, { as: "wes" })).status).toBe(422);
  });

  it("move the clock, and say what cannot be a duration", async () => {
    const before = world.state.clock.now();
    const { headers } = await post("/clock", { by: "2d", back: "/octo/program/pulls?state=closed" });
    expect(headers.get("location")).toBe("/octo/program/pulls?state=closed");
    expect(world.state.clock.now() - before).toBeGreaterThanOrEqual(2 * 86_400_000);
    const wrong = await post("/clock", { by: "<b>soon" });
    expect(wrong.status).toBe(422);
    expectHarmless(wrong.text);
  });

  it.each(["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"])(
    "never lead away to %s",
    async (back) => {
      expect((await post("/visitor", { as: "ann", back })).headers.get("location")).toBe("/");
    },
  );

  it("are refused from pages of other sites and under other names", async () => {
    const path = `${pathOf(issue)}/close`;
    const host = new URL(server.url).host;
    expect(await ask("POST", path, { host, origin: "https://example.com" })).toBe(403);
    expect(await ask("POST", path, { host, origin: "null" })).toBe(403);
    expect(await ask("POST", path, { host, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await ask("POST", path, { host: "rebound.example" })).toBe(403);
    expect(await ask("GET", pathOf(issue), { host: "rebound.example" })).toBe(403);
    expect(issue.state).toBe("open");
  });
});

async function openPullRequest(branch: string) {
  world
    .as("wes")
    .commit({ repository: "octo/program", branch, message: branch, files: { [`${branch}.md`]: "x\n" } });
  return world.as("wes").openPullRequest({ repository: "octo/program", title: branch, head: branch });
}
