import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogoSource } from "../../src/logos/logo-source.ts";
import { requireRegistry } from "../../src/program/registry.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { exportTree } from "../../src/sandbox/git/tree.ts";
import { pullRequestCommits, pullRequestFiles } from "../../src/sandbox/pull-requests.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import type { FormInput } from "../../src/text/issue-form.ts";
import { parseMarker } from "../../src/text/marker.ts";
import { filingIn } from "../support/filing.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { BLACK, claimingPng, pixelAt, plainPng, RED, svg, WHITE } from "../support/pictures.ts";
import { GLOBEX, INITECH, registryOf, UPDATE_FORM_TEXT, updateBody } from "../support/updates.ts";
import { SECOND } from "../support/vote.ts";

let program: LocalProgram;
/** The addresses that were fetched, in their order. */
let fetched: string[];
const { said, labels, cost } = filingIn(() => program);
const LIGHT = "logos/globex.png";
const DARK = "logos/globex-dark.png";

beforeEach(async () => {
  program = await startLocalProgram({
    files: {
      ".github/ISSUE_TEMPLATE/partner-update.yml": UPDATE_FORM_TEXT,
      "partners.yml": registryOf(GLOBEX, INITECH).replace(/(login: gus)\n *id: \d+/, "$1"),
    },
  });
  forget();
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** As after a start: no picture is remembered. */
function forget(): void {
  fetched = [];
  const source = createLogoSource();
  program.context.logos = (address, ...more) => {
    fetched.push(address);
    return source(address, ...more);
  };
}

async function filed(answers: Record<string, FormInput>, by = "gus"): Promise<number> {
  const { number } = program.world
    .as(by)
    .openIssue({ repository: REPOSITORY, title: "[Update] Globex", body: updateBody(answers) });
  await program.look(number);
  program.clock.advance(SECOND);
  return number;
}

async function edit(number: number, answers: Record<string, FormInput>): Promise<void> {
  program.world.as("gus").editIssue(program.issue(number), { body: updateBody(answers) });
  await program.look(number);
  program.clock.advance(SECOND);
}

function attached(bytes: Uint8Array, type = "image/png"): string {
  return `![Our logo](${program.world.as("gus").attach(bytes, type)})`;
}

function pullRequestOf(number: number): PullRequest {
  const [found, ...more] = program
    .pullRequests()
    .filter(({ head, state }) => state === "open" && head.ref.startsWith(`partnerbot/${number}-`));
  if (found === undefined || more.length > 0) throw new Error(`${more.length} more pull requests`);
  return found;
}

function filesOf(pullRequest: PullRequest): string[] {
  return pullRequestFiles(program.world.state, pullRequest).map(({ path }) => path);
}

function bytesAt(path: string, branch: string): Uint8Array {
  const { objects } = program.repository;
  const head = branchHead(program.repository, branch);
  const bytes = head === null ? undefined : exportTree(objects, readCommit(objects, head).tree).get(path);
  if (bytes === undefined) throw new Error(`there is no ${path} on ${branch}`);
  return bytes;
}

function logoOn(branch: string) {
  return requireRegistry(program.file("partners.yml", branch)).partners.find(({ id }) => id === "globex")
    ?.logo;
}

function status(number: number): string {
  const all = said(number).filter((text) => parseMarker(text)?.name === "status");
  if (all.length !== 1) throw new Error(`there are ${all.length} status comments`);
  return all[0] ?? "";
}

async function moveBase(): Promise<void> {
  program.world
    .as("ada")
    .commit({ repository: REPOSITORY, branch: "main", files: { "README.md": "# Moved\n" }, message: "move" });
  for (const number of await program.lookAtProgram()) await program.look(number);
}

/** The colour of the middle, where each of these logos is seen. */
async function colourOf(path: string, branch: string): Promise<number[]> {
  return (await pixelAt(bytesAt(path, branch), 200, 200)).slice(0, 3);
}

const PLAIN = { red: [220, 20, 20], black: [0, 0, 0], white: [255, 255, 255] };

describe("the logo of an update", () => {
  it("comes with the pull request, encoded anew, and the entry names it", async () => {
    const number = await filed({ logo: attached(svg('<circle cx="50" cy="50" r="50"/>'), "image/svg+xml") });
    expect(labels(number)).toContain("partner: approved");
    const pullRequest = pullRequestOf(number);
    const { ref } = pullRequest.head;
    expect(filesOf(pullRequest)).toEqual(["PARTNERS.md", DARK, LIGHT, "partners.yml"]);
    expect(logoOn(ref)).toEqual({ light: LIGHT, dark: DARK, alt: "Globex" });
    for (const path of [LIGHT, DARK]) {
      expect(await sharp(bytesAt(path, ref)).metadata()).toMatchObject({
        format: "png",
        width: 400,
        height: 400,
      });
    }
    const [commit, ...more] = pullRequestCommits(program.world.state, pullRequest);
    expect(more).toEqual([]);
    expect(commit?.signedByGitHub).toBe(true);
    const body = textOf(pullRequest.body);
    expect(body).toContain("| Logo | `https://github.com/user-attachments/assets/1` | `logos/globex.png` |");
    expect(body).toContain("- `logos/globex-dark.png`: the logo, for dark backgrounds");
    expect(status(number)).toContain("Nothing is missing.");
    // Looking again costs one request, and the picture is not fetched again.
    forget();
    expect(await cost(number)).toBe(1);
    expect(fetched).toEqual([]);

    await program.lookAtPullRequest(pullRequest.number);
    const [check] = program.repository.checkRuns.values();
    expect(check?.conclusion).not.toBe("failure");
    expect(check?.output.annotations.map(({ message }) => message).join("\n")).not.toMatch(/logo|markers/);

    program.world.as("ada").merge(pullRequest);
    expect(await program.look(number)).toMatchObject({ stage: "listed" });
    expect(logoOn("main")).toEqual({ light: LIGHT, dark: DARK, alt: "Globex" });
    expect(bytesAt(LIGHT, "main")).toEqual(expect.any(Uint8Array));
  });

  it("follows the issue, and a later one takes the place of the last", async () => {
    const number = await filed({ logo: attached(await plainPng(64, 64, RED)) });
    const { ref } = pullRequestOf(number).head;
    expect(await colourOf(LIGHT, ref)).toEqual(PLAIN.red);
    // Nothing in the entry says that it is another picture.
    const registry = program.file("partners.yml", ref);
    await edit(number, { logo: attached(await plainPng(64, 64, BLACK)) });
    expect(await colourOf(LIGHT, ref)).toEqual(PLAIN.black);
    expect(program.file("partners.yml", ref)).toBe(registry);
    expect(await cost(number)).toBe(1);
    program.world.as("ada").merge(pullRequestOf(number));
    await program.look(number);

    const second = await filed({ logo: attached(await plainPng(64, 64, WHITE)) });
    const pullRequest = pullRequestOf(second);
    expect(textOf(pullRequest.body)).toContain(
      "| Logo | `logos/globex.png` | `logos/globex.png (another picture)` |",
    );
    expect(filesOf(pullRequest)).toEqual([DARK, LIGHT, "partners.yml"]);
    expect(await colourOf(LIGHT, pullRequest.head.ref)).toEqual(PLAIN.white);
  });

  it("is another one for dark backgrounds, or none", async () => {
    const logo = attached(await plainPng(64, 64, BLACK));
    const number = await filed({ logo, "logo-dark": attached(await plainPng(64, 64, WHITE)) });
    const { ref } = pullRequestOf(number).head;
    expect(await colourOf(LIGHT, ref)).toEqual(PLAIN.black);
    expect(await colourOf(DARK, ref)).toEqual(PLAIN.white);
    await edit(number, { logo, "logo-dark": "-" });
    expect(filesOf(pullRequestOf(number))).toEqual(["PARTNERS.md", LIGHT, "partners.yml"]);
    expect(logoOn(ref)).toEqual({ light: LIGHT, alt: "Globex" });
    await edit(number, { "logo-dark": attached(await plainPng(64, 64, RED)) });
    expect(logoOn(ref)).toEqual({ light: GLOBEX.logo?.light, dark: DARK, alt: "Globex" });
    expect(await colourOf(DARK, ref)).toEqual(PLAIN.red);
    expect(await cost(number)).toBe(1);
  });

  it("is the same in bytes when the base moves, even if nobody remembers it", async () => {
    const number = await filed({ logo: attached(await plainPng(64, 64)) });
    const { ref, oid } = pullRequestOf(number).head;
    const before = bytesAt(LIGHT, ref);
    forget();
    await moveBase();
    expect(pullRequestOf(number).head.oid).not.toBe(oid);
    expect(bytesAt(LIGHT, ref)).toEqual(before);
    expect(fetched).toHaveLength(1);
  });

  it("is not fetched for somebody who may not ask", async () => {
    const number = await filed({ logo: attached(await plainPng(64, 64)) }, "mallory");
    expect(labels(number)).toContain("partner: incomplete");
    expect(fetched).toEqual([]);
    const member = await filed({ logo: attached(await plainPng(64, 64)) }, "cy");
    expect(filesOf(pullRequestOf(member))).toContain(LIGHT);
  });
});

const REFUSED: [string, () => Promise<Uint8Array>, string, string][] = [
  [
    "too small",
    () => plainPng(1, 1),
    "image/png",
    "The logo has 1 by 1 pixels. Attach one of at least 32 by",
  ],
  [
    "too large",
    async () => new Uint8Array(5 * 1024 * 1024 + 1),
    "image/png",
    "The logo has 5 MB. Attach one of at most 5 MB.",
  ],
  [
    "a few bytes that say they are ten thousand million pixels",
    async () => claimingPng(100_000, 100_000),
    "image/png",
    "The logo has 100,000 by 100,000 pixels, which is more than 25 million. Attach a smaller one",
  ],
  ["no picture", async () => Buffer.from("text"), "image/png", "The logo is no picture of a kind"],
  [
    "no image for GitHub",
    async () => Buffer.from("text"),
    "text/plain",
    "GitHub says that the logo is text/plain",
  ],
  [
    "an SVG with a script",
    async () => svg("<script>alert(1)</script>"),
    "image/svg+xml",
    "The logo is an SVG with a script, which a picture must not have. Export it as a plain SVG",
  ],
];

describe("a logo that cannot be used", () => {
  it.each(REFUSED)("is told, and the rest goes on: %s", async (_, make, type, sentence) => {
    const logo = attached(await make(), type);
    const number = await filed({ services: "Robots", logo });
    expect(labels(number)).toContain("partner: approved");
    const pullRequest = pullRequestOf(number);
    const { ref } = pullRequest.head;
    expect(filesOf(pullRequest)).toEqual(["PARTNERS.md", "partners.yml"]);
    expect(logoOn(ref)).toEqual(GLOBEX.logo);
    expect(program.file("partners.yml", ref)).toContain("- Robots");
    for (const text of [status(number), textOf(pullRequest.body)]) {
      expect(text.replaceAll("\\", "")).toContain(`- **Logo**: ${sentence}`);
    }
    expect(status(number)).not.toContain("Nothing is missing");
    const { oid } = pullRequest.head;
    expect(await cost(number)).toBe(1);
    forget();
    expect(await cost(number)).toBe(1);
    expect(pullRequestOf(number).head.oid).toBe(oid);

    await edit(number, { services: "Robots", logo: attached(await plainPng(64, 64)) });
    expect(status(number)).toContain("Nothing is missing");
    expect(filesOf(pullRequestOf(number))).toContain(LIGHT);
    expect(textOf(pullRequestOf(number).body)).not.toContain("cannot be used");
  });

  it("alone is something that is missing, until there is another one", async () => {
    const number = await filed({ logo: attached(await plainPng(1, 1)) });
    expect(labels(number)).toContain("partner: incomplete");
    expect(status(number)).toContain("- **Logo**: The logo has 1 by 1 pixels");
    expect(program.pullRequests()).toEqual([]);
    expect(await cost(number)).toBe(1);
    await edit(number, { logo: attached(await plainPng(64, 64)) });
    expect(filesOf(pullRequestOf(number))).toContain(LIGHT);
  });

  it("takes the other one along only where the entry has one for it", async () => {
    const small = attached(await plainPng(1, 1));
    const dark = attached(await plainPng(64, 64, WHITE));
    const number = await filed({ logo: small, "logo-dark": dark });
    expect(logoOn(pullRequestOf(number).head.ref)).toEqual({ ...GLOBEX.logo, dark: DARK });
    const other = await filed({ partner: "Initech", logo: small, "logo-dark": dark }, "ada");
    expect(labels(other)).toContain("partner: incomplete");
    expect(status(other)).toContain("- **Logo**: The logo has 1 by 1 pixels");
    const light = await filed({ logo: dark, "logo-dark": small, services: "Robots" });
    expect(logoOn(pullRequestOf(light).head.ref)).toEqual({ light: LIGHT, dark: DARK, alt: "Globex" });
    expect(status(light)).toContain("- **Logo for dark backgrounds**: The logo has 1 by 1 pixels");
    expect(await cost(light)).toBe(1);
  });

  it("comes after all when GitHub gives it again", async () => {
    const logo = attached(await plainPng(64, 64));
    const attachments = [...program.world.state.attachments];
    program.world.state.attachments.clear();
    const number = await filed({ services: "Robots", logo });
    expect(status(number)).toContain("GitHub has no such file any more.");
    for (const [id, attachment] of attachments) program.world.state.attachments.set(id, attachment);
    await program.look(number);
    expect(filesOf(pullRequestOf(number))).toContain(LIGHT);
    expect(status(number)).toContain("Nothing is missing");
  });

  it("from elsewhere is not asked for", async () => {
    const number = await filed({ logo: "![x](https://evil.example/logo.png)", services: "Robots" });
    expect(status(number)).toContain("Please drag the picture into the field");
    expect(fetched).toEqual([]);
    expect(program.pullRequests()).toEqual([]);
  });
});
