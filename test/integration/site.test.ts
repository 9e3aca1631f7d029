import { afterEach, beforeEach, expect, it } from "vitest";
import { MANIFEST } from "../../src/program/publication.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import type { Issue } from "../../src/sandbox/state.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, Vote } from "../support/vote.ts";

const SITE = "gh-pages";

const REGISTRY = `partners:
  - id: initech
    name: Initech
    url: https://initech.example/
    description: Prints reports. <script>alert(1)</script>
    since: "2025-04-01"
    badges: [{ category: marketing, awarded: "2025-04-01" }]
  - id: hooli
    name: Hooli
    since: "2025-05-01"
`;

let program: LocalProgram;

async function start(options: Parameters<typeof startLocalProgram>[0] = {}): Promise<void> {
  program = await startLocalProgram(options);
  push({ "partners.yml": REGISTRY });
}

function push(files: Record<string, string | Uint8Array | null>, branch = "main"): void {
  program.world.as("ada").commit({ repository: REPOSITORY, branch, files, message: "By hand" });
}

const page = (path: string) => program.file(path, SITE);
const head = () => branchHead(program.repository, SITE);

/** What this app has filed about the program. */
function report(): Issue {
  const found = [...program.repository.issues.values()].flatMap((entry) =>
    entry.type === "Issue" && entry.appId !== null ? [entry] : [],
  );
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} reports`);
  return first;
}

/** The kinds of requests of one look at the program. */
async function requestsOfLook(): Promise<string[]> {
  program.requests();
  await program.lookAtProgram();
  return program.requests();
}

beforeEach(() => start());

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

it("is published when the default branch moves, by one commit, and looked at once", async () => {
  expect(head()).toBeNull();
  await program.lookAtProgram();
  expect(page("index.html")).toContain("Initech");
  expect(page("partners/initech/index.html")).toContain("&lt;script&gt;");
  expect(page("badges/initech.svg")).toContain("<svg");
  expect(page(MANIFEST)).toContain("\nindex.html\n");
  expect(await requestsOfLook()).toHaveLength(1);
  const before = head();
  push({ "README.md": "# Nothing of the site\n" });
  await program.lookAtProgram();
  expect(head()).toBe(before);
});

it("shows what was counted with the look that counts it, and is published once a day for it", async () => {
  const engine = "stackwright/engine";
  await program.stop();
  const activity = `activity: { repositories: [${engine}], since: "2025-06-01" }\n`;
  await start({ config: `${CONFIG}${activity}`, repositories: [{ name: engine }] });
  const { actor } = program.world.as("dee");
  if (actor.kind !== "person") throw new Error("dee is no person");
  const person = `people: [{ login: dee, id: ${actor.accountId}, from: "2025-06-01", consent: { state: confirmed } }]`;
  push({ "partners.yml": `${REGISTRY}    ${person}\n` });
  await program.lookAtProgram();
  for (let day = 1; day <= 3; day += 1) {
    program.clock.advance(DAY);
    program.world.as("dee").openIssue({ repository: engine, title: `Issue ${day}` });
    const before = head();
    await program.lookAtProgram();
    const published = head();
    expect(published).not.toBe(before);
    expect(page("partners/hooli/index.html")).toContain(`to 2026-03-0${2 + day} was counted`);
    expect(await requestsOfLook()).toHaveLength(1);
    expect(head()).toBe(published);
  }
});

it("changes only the files that an edit concerns", async () => {
  await program.lookAtProgram();
  const paths = (page(MANIFEST) ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const before = new Map(paths.map((path) => [path, page(path)]));
  push({ "partners.yml": REGISTRY.replace("Prints reports.", "Prints no reports.") });
  const requests = await requestsOfLook();
  expect(requests).toEqual([
    "ProgramLook, viewer, repository",
    "Site, repository",
    "git/get-tree",
    "git/create-tree",
    "git/create-commit",
    "git/update-ref",
  ]);
  expect(page("partners/initech/index.html")).toContain("Prints no reports.");
  expect(paths.filter((path) => page(path) !== before.get(path))).toEqual([
    "index.html",
    "landscape2.yml",
    "partners.json",
    "partners/initech/index.html",
  ]);
});

it("is made again on another day, for badges that expire", async () => {
  push({
    "partners.yml": REGISTRY.replace(
      'awarded: "2025-04-01" }',
      'awarded: "2025-04-01", expires: "2026-03-02" }',
    ),
  });
  await program.lookAtProgram();
  expect(page("partners/initech/index.html")).toContain("Marketing");
  program.clock.advance(DAY);
  await program.lookAtProgram();
  expect(page("partners/initech/index.html")).not.toContain("Marketing");
  expect(await requestsOfLook()).toHaveLength(1);
});

it("takes away what a partner had when it leaves, and says so on the badge that others embed", async () => {
  await program.lookAtProgram();
  push({ CNAME: "partners.example\n" }, SITE);
  push({
    "partners.yml": REGISTRY.replace(
      "    name: Hooli\n",
      '    name: Hooli\n    status: former\n    status-since: "2026-03-01"\n',
    ),
  });
  await program.lookAtProgram();
  expect(page("partners/hooli/index.html")).toBeNull();
  expect(page("index.html")).not.toContain("Hooli");
  expect(page("badges/hooli.svg")).toContain("former partner");
  expect(page("CNAME")).toBe("partners.example\n");
});

it("copies logos as they are, and asks for each once", async () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  push({
    "logos/hooli.png": png,
    "partners.yml": REGISTRY.replace(
      "    name: Hooli\n",
      "    name: Hooli\n    logo: { light: logos/hooli.png }\n",
    ),
  });
  const first = await requestsOfLook();
  expect(first.filter((request) => request === "git/get-blob")).toHaveLength(1);
  expect(page("index.html")).toContain("logos/hooli.png");
  push({ "README.md": "# Another\n" });
  expect((await requestsOfLook()).filter((request) => request === "git/get-blob")).toEqual([]);
});

it("does not touch a branch that holds something else, and says so", async () => {
  push({ "index.html": "<p>Our documentation" }, "main");
  program.world.as("ada").createBranch({ repository: REPOSITORY, branch: SITE, from: "main" });
  const before = head();
  await program.lookAtProgram();
  expect(head()).toBe(before);
  expect(textOf(report().body)).toContain("holds something that the bot has not put there");
  push({ ".github/partnerbot.yml": `${CONFIG}site: { branch: partners-site }\n` });
  await program.lookAtProgram();
  expect(program.file("index.html", "partners-site")).toContain("Initech");
  expect(head()).toBe(before);
  expect(report().state).toBe("closed");
});

it("does not keep votes waiting where it cannot be published, and is made up for", async () => {
  const { number } = Vote.file(program, "Globex");
  program.server.faults.add({
    match: { path: "**/git/trees" },
    effect: { kind: "bad-gateway", applied: false },
  });
  let found: readonly number[] = [];
  await expect(
    program.lookAtProgram((applications) => {
      found = applications;
    }),
  ).rejects.toThrow();
  expect(found).toEqual([number]);
  expect(head()).toBeNull();
  await program.lookAtProgram();
  expect(page("index.html")).toContain("Initech");
});

it("publishes nothing when the config says so", async () => {
  push({ ".github/partnerbot.yml": `${CONFIG}site: { branch: none }\n` });
  expect(await requestsOfLook()).toHaveLength(1);
  expect(head()).toBeNull();
});

it("takes the program's own templates, and names the file and line of a broken one", async () => {
  push({ ".github/partnerbot/not-found.liquid": "<!doctype html>\n<p>{{ site.project }} has lost it\n" });
  await program.lookAtProgram();
  expect(page("404.html")).toContain("Stackwright has lost it");
  const before = head();
  push({ ".github/partnerbot/not-found.liquid": "<!doctype html>\n<p>{{ site.prject }}\n" });
  await program.lookAtProgram();
  expect(head()).toBe(before);
  const text = textOf(report().body);
  expect(text).toContain(".github/partnerbot/not-found.liquid");
  expect(text).toContain("line 2");
  push({ ".github/partnerbot/not-found.liquid": null });
  await program.lookAtProgram();
  expect(page("404.html")).not.toContain("has lost it");
  expect(report().state).toBe("closed");
});
