import { readFileSync } from "node:fs";
import { createClients } from "../../src/github/client.ts";
import { createLogoSource } from "../../src/logos/logo-source.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { Clock } from "../../src/sandbox/clock.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { exportTree } from "../../src/sandbox/git/tree.ts";
import { findIssue } from "../../src/sandbox/issues.ts";
import { type SandboxServer, startSandboxServer } from "../../src/sandbox/server.ts";
import type { Issue, IssueComment, PullRequest, Repository } from "../../src/sandbox/state.ts";
import { buildWorld, type World } from "../../src/sandbox/world.ts";
import { loadIssueForm, loadTemplates } from "../../src/templates.ts";
import { escapeMarkdown } from "../../src/text/escape.ts";
import { createTemplates } from "../../src/text/template.ts";
import { type LookContext, type Looked, lookAtApplication } from "../../src/work/look.ts";
import { Memory } from "../../src/work/memory.ts";
import { lookAtProgram } from "../../src/work/program.ts";
import { lookAtPullRequest } from "../../src/work/pull-request.ts";
import { collectDeviations } from "../oracles/exchanges.ts";

export const REPOSITORY = "stackwright/community";

/** Six voters with 10 points: more than half is 6. `ada` works for Globex. */
export const CONFIG = `
program: { name: Stackwright Partners, project: Stackwright }
roll:
  - { role: chair, points: 3, users: [ada] }
  - { role: senior, points: 2, team: stackwright/senior-maintainers }
  - { role: maintainer, points: 1, team: stackwright/maintainers }
rules:
  admit: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d } }
affiliations:
  - { login: ada, organization: Globex }
`;

export interface LocalProgram {
  world: World;
  server: SandboxServer;
  context: LookContext;
  clock: Clock;
  /** What went over the wire and is not as GitHub describes it. */
  deviations: string[];
  /** Requests since the last call, token requests left out. */
  requests(): string[];
  look(number: number): Promise<Looked>;
  /** The applications and notices to be looked at; `found` is told of all so far: of applications before anything is published. */
  lookAtProgram(found?: (applications: readonly number[]) => void): Promise<readonly number[]>;
  /** Looks at the program, and says which pull requests are to be looked at. */
  unseenPullRequests(): Promise<readonly number[]>;
  lookAtPullRequest(number: number): Promise<"nothing" | "unchanged" | "changed">;
  issue(number: number): Issue;
  repository: Repository;
  /** The bot's comments on an issue, oldest first. */
  botComments(number: number): IssueComment[];
  pullRequests(): PullRequest[];
  file(path: string, branch?: string): string | null;
  stop(): Promise<void>;
}

/** A program repository in a GitHub of its own, and this app's looks at it over HTTP, every exchange checked. */
export async function startLocalProgram(
  options: {
    config?: string;
    form?: string;
    files?: Record<string, string>;
    /** Further public repositories, such as `stackwright/engine`. Those of other owners are not the app's to see. */
    repositories?: readonly { name: string; private?: boolean; files?: Record<string, string> }[];
  } = {},
): Promise<LocalProgram> {
  // Time stands still but for what a test advances.
  const clock = new Clock(() => Date.UTC(2026, 2, 2, 9));
  const world = buildWorld({
    clock,
    users: ["ada", "bo", "cy", "dee", "eli", "fay", "gus", "mallory"],
    organizations: [
      {
        login: "stackwright",
        owners: ["ada"],
        members: ["bo", "cy", "dee", "eli", "fay"],
        teams: [
          { name: "Senior Maintainers", members: ["bo", "cy"] },
          { name: "Maintainers", members: ["dee", "eli", "fay"] },
        ],
      },
    ],
    repositories: [
      {
        name: REPOSITORY,
        files: {
          "README.md": "# Community\n",
          ".github/partnerbot.yml": options.config ?? CONFIG,
          ".github/ISSUE_TEMPLATE/partnership-proposal.yml":
            options.form ?? loadIssueForm("partnership-proposal"),
          ...options.files,
        },
        teams: { "senior-maintainers": "write", maintainers: "write" },
      },
      ...(options.repositories ?? []).map((repository) => ({
        files: { "README.md": "# Code\n" },
        ...repository,
        collaborators: { dee: "write", fay: "write" } as const,
      })),
    ],
    app: {
      manifest: readFileSync(new URL("../../app.yml", import.meta.url), "utf8"),
      slug: "partnerbot",
      installations: [{ account: "stackwright" }],
    },
  });
  const server = await startSandboxServer({ github: { state: world.state }, port: 0, host: "127.0.0.1" });
  const deviations = collectDeviations(server);
  const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });
  const clients = createClients({
    appId: world.app?.id ?? 0,
    privateKey: world.privateKey ?? "",
    baseUrl: `${server.url}/api/v3`,
    paced: false,
    log: { warn: () => {} },
  });
  const installation = world.installations[0]?.id ?? 0;
  const context: LookContext = {
    clients: (id) => clients.installation(id),
    memory: new Memory(),
    render: ({ name, view }) => templates.render(name, view),
    logos: createLogoSource(),
    // Knows nothing: no test asks the Internet.
    links: async () => null,
    pages: loadTemplates("pages"),
  };
  const [owner = "", name = ""] = REPOSITORY.split("/");
  const repository = world.repository(REPOSITORY);
  let counted = 0;

  const issue = (number: number): Issue => {
    const found = findIssue(repository, number);
    if (found?.type !== "Issue") throw new Error(`there is no issue ${number}`);
    return found;
  };
  return {
    world,
    server,
    context,
    clock,
    deviations,
    repository,
    issue,
    requests() {
      const fresh = server.requests().slice(counted);
      counted = server.requests().length;
      return fresh
        .filter((request) => request.kind !== "token")
        .map((request) => request.graphqlOperation ?? request.operation ?? request.path);
    },
    look: (number) => lookAtApplication(context, { kind: "application", installation, owner, name, number }),
    async lookAtProgram(found = () => {}) {
      let applications: readonly number[] = [];
      await lookAtProgram(context, { kind: "program", installation, owner, name }, (all) => {
        applications = [...applications, ...all.applications];
        found(applications);
      });
      return applications;
    },
    async unseenPullRequests() {
      let pullRequests: readonly number[] = [];
      await lookAtProgram(context, { kind: "program", installation, owner, name }, (all) => {
        pullRequests = [...pullRequests, ...all.pullRequests];
      });
      return pullRequests;
    },
    lookAtPullRequest: (number) =>
      lookAtPullRequest(context, { kind: "pull-request", installation, owner, name, number }),
    botComments: (number) => issue(number).comments.filter((comment) => comment.appId !== null),
    pullRequests: () => [...repository.issues.values()].filter((entry) => entry.type === "PullRequest"),
    file: (path, branch = repository.defaultBranch) => readFile(repository, branch, path),
    stop: () => server.close(),
  };
}

function readFile(repository: Repository, branch: string, path: string): string | null {
  const { objects } = repository;
  const head = branchHead(repository, branch);
  if (head === null) return null;
  const bytes = exportTree(objects, readCommit(objects, head).tree).get(path);
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
}
