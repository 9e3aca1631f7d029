import type { Action } from "../../src/program/action.ts";
import type { ProgramActivity } from "../../src/program/activity/partner-activity.ts";
import { ONE } from "../../src/program/ballot/fraction.ts";
import { categorySchema, DEFAULT_CATEGORIES } from "../../src/program/category.ts";
import type { ObservedDecisions } from "../../src/program/decisions.ts";
import { instantOf } from "../../src/program/instant.ts";
import { firstPlaces, readApplication } from "../../src/program/lifecycle/application.ts";
import type { Committee } from "../../src/program/lifecycle/committee.ts";
import { decideApplication } from "../../src/program/lifecycle/decide.ts";
import { type Render, stepsOf } from "../../src/program/lifecycle/steps.ts";
import type { Needs, Verdict } from "../../src/program/lifecycle/verdict.ts";
import type {
  ApplicationLook,
  ObservedComment,
  ObservedFile,
  ObservedIssue,
  ObservedRecord,
  Person,
} from "../../src/program/observation.ts";
import { loadIssueForm, loadTemplates } from "../../src/templates.ts";
import { escapeMarkdown } from "../../src/text/escape.ts";
import { createTemplates } from "../../src/text/template.ts";
import { proposalBody } from "./proposals.ts";

export const HOME = "https://github.com/stackwright/community";
/** When everything in these looks begins. */
export const FILED = instantOf(Date.UTC(2026, 2, 2, 9));

export const PATHS = {
  form: ".github/ISSUE_TEMPLATE/partnership-proposal.yml",
  updateForm: ".github/ISSUE_TEMPLATE/partner-update.yml",
  reportForm: ".github/ISSUE_TEMPLATE/contribution-report.yml",
  registry: "partners.yml",
  list: "PARTNERS.md",
};

const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });

const render: Render = ({ name, view }) => templates.render(name, view);

export function observedFile(path: string, text: string): ObservedFile {
  return { path, oid: "0".repeat(40), text };
}

/** A person; `partnerbot` is this app's own account, and other logins that end in `bot` are other apps. */
export function person(login: string): Person {
  const bot = login.endsWith("bot");
  const id = bot ? null : login.length * 1000 + login.charCodeAt(0);
  return { login, id, kind: bot ? "bot" : "user", own: login === "partnerbot" };
}

/** A comment, written at the filing unless said. The first one has the number 1. */
export function observedComment(
  id: number,
  login: string,
  body: string,
  more: Partial<ObservedComment> = {},
): ObservedComment {
  return {
    nodeId: `comment-${id}`,
    id,
    url: `${HOME}/issues/12#issuecomment-${id}`,
    author: person(login),
    body,
    createdAt: FILED,
    lastEditedAt: null,
    editor: null,
    edits: [],
    reactions: { thumbsUp: false, confused: false },
    ...more,
  };
}

interface LookParts extends Omit<Partial<ApplicationLook>, "issue" | "config"> {
  /** What the config says beside the roll, where `bo` alone votes. */
  config?: string;
  issue?: Partial<ObservedIssue>;
}

/** A look at issue 12, a complete proposal that `gus` has just filed. */
export function applicationLook({ config = "", issue, ...parts }: LookParts = {}): ApplicationLook {
  return {
    at: FILED,
    app: "partnerbot",
    repository: {
      nodeId: "repository",
      owner: "stackwright",
      name: "community",
      url: HOME,
      base: { branch: "main", oid: "1".repeat(40), tree: "2".repeat(40) },
      labels: [],
      allLabels: true,
      onGitHubCom: false,
    },
    issue: {
      nodeId: "issue",
      number: 12,
      url: `${HOME}/issues/12`,
      title: "[Partner] Globex",
      body: proposalBody({ people: null, contact: null }),
      author: person("gus"),
      createdAt: FILED,
      lastEditedAt: null,
      editor: null,
      state: "open",
      labels: [],
      comments: [],
      timeline: [],
      ...issue,
    },
    config: observedFile(".github/partnerbot.yml", `roll: [{ users: [bo] }]\n${config}`),
    form: observedFile(PATHS.form, loadIssueForm("partnership-proposal")),
    updateForm: null,
    reportForm: null,
    registry: null,
    list: null,
    supportedBy: [],
    ballots: NO_BALLOTS,
    report: NO_RECORD,
    dataHead: null,
    branch: null,
    pullRequest: null,
    updated: { registry: null, message: "", branches: [] },
    accounts: new Map(),
    others: [],
    ...parts,
  };
}

const NO_RECORD: ObservedRecord = { record: null, commits: [] };

/** No vote was ever opened. */
export const NO_BALLOTS: ApplicationLook["ballots"] = {
  admit: NO_RECORD,
  award: NO_RECORD,
  remove: NO_RECORD,
  reinstate: NO_RECORD,
};

/** The committee of these looks. */
export const COMMITTEE: Committee = {
  ok: true,
  roll: [
    {
      login: "bo",
      id: person("bo").id,
      role: null,
      points: ONE,
      organizations: [],
      inBase: true,
      alternateFor: null,
    },
  ],
};

/** No decision was ever written down. */
const NO_DECISIONS: ObservedDecisions = { readme: null, files: [], ballots: [] };

/** What should be true, or what has to be known first; `null` for an issue that is no application. */
export function decide(
  look: ApplicationLook,
  committee: Committee | null = null,
  activity: ProgramActivity | null = null,
): Verdict | Needs | null {
  let places = firstPlaces(PATHS);
  for (let round = 0; round < 3; round += 1) {
    const reading = readApplication(look, places);
    if (reading.kind === "application")
      return decideApplication(reading.application, {
        committee,
        activity,
        decisions: NO_DECISIONS,
        logos: new Map(),
        links: new Map(),
      });
    if (reading.kind !== "look-elsewhere") return null;
    places = reading.places;
  }
  throw new Error("the look is never in the right place");
}

/** As {@link decide}, of an application of which everything is known. */
export function verdictOf(look: ApplicationLook, committee: Committee | null = COMMITTEE): Verdict {
  const verdict = decide(look, committee);
  if (verdict === null || "needs" in verdict) throw new Error("there is no verdict");
  return verdict;
}

/** What is to be done about a look. */
export function stepsFor(look: ApplicationLook): Action[] {
  return stepsOf(
    look,
    DEFAULT_CATEGORIES.map((category) => categorySchema.parse(category)),
    verdictOf(look),
    render,
  );
}
