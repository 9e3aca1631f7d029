import type { Message, MessageViews } from "../../../src/program/messages.ts";

const HOME = "https://github.com/stackwright/community";
const company = "Globex Corporation";
const committee = "Technical Steering Committee";
const vote = { committee, issue: 12, issueLink: `${HOME}/issues/12` };
const pullRequest = 31;
const pullRequestLink = `${HOME}/pull/31`;

const incomplete: MessageViews["status-update-incomplete"] = {
  company,
  problems: [
    {
      field: "Who asks",
      found: "mallory",
      mend: "Only people whom the entry of Globex Corporation names can change it.",
      link: "",
    },
    {
      field: "Partner",
      found: "Globex",
      mend: "More than one partner is meant by this: please write globex, globex-labs.",
      link: `${HOME}/blob/main/partners.yml`,
    },
  ],
  formLink: "",
  expires: "2026-04-13 09:00 UTC",
  vote: null,
};

const waiting: MessageViews["status-update-waiting"] = {
  company,
  pullRequest,
  pullRequestLink,
  isEdited: false,
  asked: [],
  problem: "",
  leftOut: [],
  vote: null,
};

const leftOut = [
  {
    field: "Logo for dark backgrounds",
    problem: "The logo has 1 by 1 pixels. Attach one of at least 32 by 32, better 400 by 400.",
  },
];

const closed: MessageViews["status-update-closed"] = {
  company,
  ending: "withdrawn",
  person: "",
  days: "42 days",
  pullRequest,
  pullRequestLink,
  isOpen: false,
};

const proposed: MessageViews["update-pull-request"] = {
  company,
  asker: "gus",
  isMember: false,
  committee,
  issue: 30,
  issueLink: `${HOME}/issues/30`,
  changes: [
    { part: "Services", before: "Consulting, Training", after: "Robots", exact: false },
    { part: "Website", before: "", after: "https://globex.example/", exact: true },
  ],
  formerName: "",
  suggested: [],
  asksForVote: false,
  leftOut: [],
  files: [
    { path: "partners.yml", change: 'the entry "globex"; every other line stays' },
    { path: "PARTNERS.md", change: "what stands between the markers" },
  ],
};

export const updateMessages: Record<string, Message> = {
  "status-update-incomplete": { name: "status-update-incomplete", view: incomplete },
  "status-update-incomplete-stray": {
    name: "status-update-incomplete",
    view: {
      ...incomplete,
      company: "",
      problems: [],
      formLink: `${HOME}/issues/new?template=partner-update.yml`,
    },
  },
  "status-update-incomplete-vote": {
    name: "status-update-incomplete",
    view: {
      ...incomplete,
      company: "",
      problems: incomplete.problems.slice(1),
      vote: { ...vote, issue: 0, issueLink: "" },
    },
  },
  "status-update-waiting": { name: "status-update-waiting", view: waiting },
  "status-update-waiting-asked": {
    name: "status-update-waiting",
    view: { ...waiting, asked: ["dee", "cy"] },
  },
  "status-update-waiting-vote": { name: "status-update-waiting", view: { ...waiting, vote } },
  "status-update-waiting-written": {
    name: "status-update-waiting",
    view: { ...waiting, pullRequest: 0, pullRequestLink: "" },
  },
  "status-update-waiting-edited": { name: "status-update-waiting", view: { ...waiting, isEdited: true } },
  "status-update-waiting-problem": {
    name: "status-update-waiting",
    view: { ...waiting, problem: "PARTNERS.md: there are no markers. Add them." },
  },
  "status-update-waiting-left-out": { name: "status-update-waiting", view: { ...waiting, leftOut, vote } },
  "status-update-done": {
    name: "status-update-done",
    view: {
      company,
      person: "gus",
      listLink: `${HOME}/blob/main/PARTNERS.md`,
      pullRequest,
      pullRequestLink,
    },
  },
  "status-update-closed": { name: "status-update-closed", view: closed },
  "status-update-closed-left-open": { name: "status-update-closed", view: { ...closed, isOpen: true } },
  "status-update-closed-by": {
    name: "status-update-closed",
    view: { ...closed, ending: "closed", person: "ada" },
  },
  "status-update-closed-declined": {
    name: "status-update-closed",
    view: { ...closed, ending: "declined" },
  },
  "status-update-closed-expired": {
    name: "status-update-closed",
    view: { ...closed, company: "", ending: "expired" },
  },
  "update-pull-request": { name: "update-pull-request", view: proposed },
  "update-pull-request-renamed": {
    name: "update-pull-request",
    view: {
      ...proposed,
      asker: "bo",
      isMember: true,
      changes: [{ part: "Name", before: company, after: "Globex Labs", exact: false }],
      formerName: company,
      suggested: ["zoe"],
      asksForVote: true,
    },
  },
  "update-pull-request-left-out": {
    name: "update-pull-request",
    view: {
      ...proposed,
      changes: [
        {
          part: "Logo",
          before: "logos/globex.png",
          after: "logos/globex.png (another picture)",
          exact: true,
        },
      ],
      leftOut,
      files: [
        ...proposed.files,
        { path: "logos/globex.png", change: "the logo, for light backgrounds" },
        { path: "logos/globex-dark.png", change: "the logo, for dark backgrounds" },
      ],
    },
  },
};

const HOSTILE =
  "@everyone ![x](https://evil.example/p.png) <script>alert(1)</script> #1 `| a | **b** <!-- partnerbot:status -->";

export const hostileUpdateMessages: Record<string, Message> = {
  "update-incomplete": {
    name: "status-update-incomplete",
    view: {
      ...incomplete,
      company: HOSTILE,
      problems: [{ field: HOSTILE, found: HOSTILE, mend: "Please correct it.", link: "" }],
    },
  },
  "update-waiting": {
    name: "status-update-waiting",
    view: { ...waiting, leftOut: [{ field: HOSTILE, problem: HOSTILE }] },
  },
  "update-pull-request": {
    name: "update-pull-request",
    view: {
      ...proposed,
      company: HOSTILE,
      formerName: HOSTILE,
      changes: [
        { part: HOSTILE, before: HOSTILE, after: HOSTILE, exact: false },
        { part: "Website", before: HOSTILE, after: HOSTILE, exact: true },
      ],
      leftOut: [{ field: HOSTILE, problem: HOSTILE }],
    },
  },
};
