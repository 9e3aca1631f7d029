import type { Message, MessageViews } from "../../../src/program/messages.ts";

const HOME = "https://github.com/stackwright/community";
const company = "Globex Corporation";
const committee = "Technical Steering Committee";
const work = "a talk";
const date = "2026-02-20";
const expires = "2027-02-20";

const incomplete: MessageViews["status-report-incomplete"] = {
  company,
  problems: [
    {
      field: "Date",
      found: "2025-12-24",
      mend: "Globex Corporation is a partner since 2026-01-05, and what was before does not count.",
      link: `${HOME}/blob/main/partners.yml`,
    },
    {
      field: "Evidence",
      found: "see our blog",
      mend: "Please give a web address, such as https://www.example.com.",
      link: "",
    },
  ],
  formLink: "",
  expires: "2026-04-13 09:00 UTC",
};

const waiting: MessageViews["status-report-waiting"] = {
  company,
  work,
  date,
  expires,
  committee,
  mention: "",
  dead: [],
};

const confirmed: MessageViews["status-report-confirmed"] = {
  company,
  work,
  date,
  expires,
  member: "cy",
  recordLink: `${HOME}/blob/partnerbot-data/reports/30.yml`,
  isEdited: false,
};

const stopped: MessageViews["status-report-stopped"] = {
  company,
  committee,
  problem: "Its last commit is not this app's.",
  commit: "1234567",
  commitLink: `${HOME}/commit/1234567890123456789012345678901234567890`,
  problems: [],
};

const closed: MessageViews["status-report-closed"] = {
  company,
  ending: "withdrawn",
  person: "",
  reason: "",
  days: "42 days",
};

export const reportMessages: Record<string, Message> = {
  "status-report-incomplete": { name: "status-report-incomplete", view: incomplete },
  "status-report-incomplete-stray": {
    name: "status-report-incomplete",
    view: {
      ...incomplete,
      company: "",
      problems: [],
      formLink: `${HOME}/issues/new?template=contribution-report.yml`,
    },
  },
  "status-report-waiting": { name: "status-report-waiting", view: waiting },
  "status-report-waiting-mention": {
    name: "status-report-waiting",
    view: { ...waiting, mention: "@stackwright/tsc" },
  },
  "status-report-waiting-dead": {
    name: "status-report-waiting",
    view: { ...waiting, dead: [{ address: "https://conference.example/talks/7", why: "404 Not Found" }] },
  },
  "status-report-waiting-dead-several": {
    name: "status-report-waiting",
    view: {
      ...waiting,
      dead: [
        { address: "https://conference.example/talks/7", why: "410 Gone" },
        { address: "https://confrence.example/slides.pdf", why: "there is no such host" },
      ],
    },
  },
  "status-report-confirmed": { name: "status-report-confirmed", view: confirmed },
  "status-report-confirmed-edited": {
    name: "status-report-confirmed",
    view: { ...confirmed, isEdited: true },
  },
  "status-report-stopped": { name: "status-report-stopped", view: stopped },
  "status-report-stopped-incomplete": {
    name: "status-report-stopped",
    view: {
      ...stopped,
      company: "",
      problem: "It is gone, with its history.",
      commit: "",
      commitLink: "",
      problems: incomplete.problems,
    },
  },
  "status-report-closed": { name: "status-report-closed", view: closed },
  "status-report-closed-declined": {
    name: "status-report-closed",
    view: { ...closed, ending: "declined", person: "cy", reason: "the link does not open" },
  },
  "status-report-closed-by": {
    name: "status-report-closed",
    view: { ...closed, ending: "closed", person: "ada" },
  },
  "status-report-closed-expired": {
    name: "status-report-closed",
    view: { ...closed, company: "", ending: "expired" },
  },
  "status-report-closed-resting": { name: "status-report-closed", view: { ...closed, ending: "resting" } },
};

const HOSTILE =
  "@everyone ![x](https://evil.example/p.png) <script>alert(1)</script> #1 `| a | **b** <!-- partnerbot:status -->";

export const hostileReportMessages: Record<string, Message> = {
  "report-incomplete": {
    name: "status-report-incomplete",
    view: {
      ...incomplete,
      company: HOSTILE,
      problems: [{ field: HOSTILE, found: HOSTILE, mend: "Please correct it.", link: "" }],
    },
  },
  "report-waiting": {
    name: "status-report-waiting",
    view: { ...waiting, company: HOSTILE, dead: [{ address: HOSTILE, why: "404 Not Found" }] },
  },
  "report-declined": {
    name: "status-report-closed",
    view: { ...closed, company: HOSTILE, ending: "declined", person: "cy", reason: HOSTILE },
  },
};
