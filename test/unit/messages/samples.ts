import { linkProblems } from "../../../src/program/lifecycle/link-problems.ts";
import type { Message, MessageViews } from "../../../src/program/messages.ts";
import { repositoryCoverage } from "../../support/activities.ts";
import { checkMessages } from "../../support/check-messages.ts";
import { hostileReportMessages, reportMessages } from "./report-samples.ts";
import { hostileUpdateMessages, updateMessages } from "./update-samples.ts";

const tally = {
  yes: "6",
  no: "2",
  abstain: "1",
  present: "0",
  needed: "6",
  base: "10",
  unit: "points",
  formula: "6 of 10 points said yes; more than 1/2 was needed",
  quorum: "",
};

const voters = [
  {
    login: "ada",
    standing: "chair, 3 points",
    done: true,
    said: "recused",
    reason: "works for Globex",
    counted: "",
    when: "",
    link: "",
  },
  {
    login: "bo",
    standing: "senior, 2 points",
    done: true,
    said: "yes",
    reason: "they fixed our CI",
    counted: "2",
    when: "2026-03-03 10:00 UTC",
    link: "https://github.com/stackwright/community/issues/12#issuecomment-1",
  },
  {
    login: "cy",
    standing: "senior, 2 points",
    done: false,
    said: "",
    reason: "",
    counted: "",
    when: "",
    link: "",
  },
];

const rule = ["A yes needs more than 1/2 of all eligible points.", "The vote is open for 7 days."];

const voting: MessageViews["status-voting"] = {
  committee: "Technical Steering Committee",
  company: "Globex Corporation",
  isAdmission: true,
  question: "Shall Globex Corporation become a partner?",
  reason: "",
  categories: ["Engineering", "Marketing"],
  closes: "2026-03-09 09:00 UTC",
  tally,
  rule,
  voters,
  notices: [],
};

const result: MessageViews["result-passed"] = {
  committee: "Technical Steering Committee",
  company: "Globex Corporation",
  isAdmission: true,
  question: "Shall Globex Corporation become a partner?",
  reason: "",
  categories: ["Engineering"],
  why: "6 of 10 points said yes, which is more than half.",
  opened: "2026-03-02 09:00 UTC",
  closed: "2026-03-09 09:00 UTC",
  tally,
  rule,
  voters,
  folded: false,
  ignored: [],
  recused: [],
  capped: [],
  notices: [],
  recordLink: "https://github.com/stackwright/community/blob/partnerbot-data/ballots/12-admit.yml",
};

const issue = "https://github.com/stackwright/community/issues/12";

const standing: MessageViews["status-listed"] = {
  company: "Globex Corporation",
  program: "Stackwright Partners",
  committee: "Technical Steering Committee",
  listLink: "https://github.com/stackwright/community/blob/main/PARTNERS.md",
  since: "",
  pullRequest: 13,
  pullRequestLink: "https://github.com/stackwright/community/pull/13",
  last: null,
  waiting: [],
  distrusted: "",
  updateLink: "",
};

const windingDown: MessageViews["status-winding-down"] = {
  company: "Globex Corporation",
  program: "Stackwright Partners",
  committee: "Technical Steering Committee",
  state: "running",
  why: "",
  ends: "2027-02-22",
  person: "",
  last: null,
  byVote: false,
  problems: [],
};

const reviewed: MessageViews["review"] = {
  program: "Stackwright Partners",
  committee: "Technical Steering Committee",
  mention: "@stackwright/tsc",
  from: "2026-01-01",
  to: "2026-07-01",
  gap: "",
  repositories: 12,
  part: "",
  problems: [],
  partners: [],
};

const changed: MessageViews["partner-changed"] = {
  mentions: ["@gus", "@glinda"],
  company: "Globex Corporation",
  program: "Stackwright Partners",
  committee: "Technical Steering Committee",
  kind: "award",
  given: [],
  taken: [],
  listLink: "https://github.com/stackwright/community/blob/main/PARTNERS.md",
  resultLink: `${issue}#issuecomment-19`,
};

/** One sample for each thing that the bot can say. */
/** Everything that can be wrong with what is linked. */
const brokenLinks = linkProblems(
  {
    path: ".github/partnerbot.yml",
    text: `activity:
  repositories:
    - example/engine
    - example/*
    - example/old
    - example/secret
    - exampel/*
    - closed/*
    - example/packs-*
`,
  },
  {
    repositories: [
      "example/engine",
      "example/*",
      "example/old",
      "example/secret",
      "exampel/*",
      "closed/*",
      "example/packs-*",
    ],
  },
  {
    repositories: {
      "example/engine": repositoryCoverage("2025-01-01", "2026-03-01"),
      "Example/older": {
        ...repositoryCoverage("2025-01-01", "2026-03-01"),
        problem: "not-found",
        formerly: ["example/old"],
      },
      "example/secret": { ...repositoryCoverage("2025-01-01", "2026-03-01"), problem: "forbidden" },
      "example/unlinked": { ...repositoryCoverage("2025-01-01", "2026-03-01"), problem: "forbidden" },
    },
    globs: {
      "example/*": "too-many",
      "exampel/*": "not-found",
      "closed/*": "forbidden",
      "example/packs-*": "nothing",
    },
  },
);

const archived: MessageViews["archive-pull-request"] = {
  program: "Stackwright Partners",
  year: 2025,
  lastDay: "2025-12-31",
  partners: 7,
  digest: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
  data: "partners/2025.yml",
  page: "partners/2025.md",
  registry: "partners.yml",
};

export const messages: Record<string, Message> = {
  ...updateMessages,
  ...reportMessages,
  "status-stray": {
    name: "status-stray",
    view: {
      program: "Stackwright Partners",
      project: "Stackwright",
      formLink:
        "https://github.com/stackwright/community/issues/new?template=partnership-proposal.yml&company=Globex",
    },
  },
  "status-incomplete": {
    name: "status-incomplete",
    view: {
      program: "Stackwright Partners",
      company: "Globex Corporation",
      problems: [
        {
          field: "Description",
          found: "75 words.",
          mend: "Please shorten it to 60 words; it is what visitors of the partners page read.",
          link: "",
        },
        {
          field: "Agreement",
          found: "",
          mend: "Please tick the box; the program cannot admit a partner without it.",
          link: "",
        },
      ],
      expires: "2026-04-13 09:00 UTC",
      reminded: 0,
    },
  },
  "status-incomplete-reminded": {
    name: "status-incomplete",
    view: {
      program: "Stackwright Partners",
      company: "",
      problems: [{ field: "Company name", found: "", mend: "Please answer this.", link: "" }],
      expires: "2026-04-13 09:00 UTC",
      reminded: 1,
    },
  },
  "status-incomplete-listed": {
    name: "status-incomplete",
    view: {
      program: "Stackwright Partners",
      company: "Initech",
      problems: [
        {
          field: "Company",
          found: "Initech",
          mend: "This company is a partner already, so there is nothing to vote on.",
          link: "https://github.com/stackwright/community/blob/main/PARTNERS.md",
        },
      ],
      expires: "2026-04-13 09:00 UTC",
      reminded: 0,
    },
  },
  "status-duplicate": {
    name: "status-duplicate",
    view: {
      company: "Globex Corporation",
      first: 12,
      firstLink: issue,
      committee: "Technical Steering Committee",
    },
  },
  "status-review": {
    name: "status-review",
    view: {
      program: "Stackwright Partners",
      committee: "Technical Steering Committee",
      company: "Globex Corporation",
      categories: ["Engineering", "Professional Services", "Marketing"],
      opens: "2026-03-05 09:00 UTC",
      seconds: 0,
      seconders: [],
      openProblems: [],
      asked: ["dee", "fay"],
    },
  },
  "status-review-seconded": {
    name: "status-review",
    view: {
      program: "Stackwright Partners",
      committee: "Technical Steering Committee",
      company: "Globex Corporation",
      categories: ["Engineering"],
      opens: "",
      seconds: 2,
      seconders: ["bo"],
      openProblems: [],
      asked: [],
    },
  },
  "status-review-cannot-open": {
    name: "status-review",
    view: {
      program: "Stackwright Partners",
      committee: "Technical Steering Committee",
      company: "Globex Corporation",
      categories: [],
      opens: "",
      seconds: 0,
      seconders: [],
      openProblems: [
        "The team stackwright/maintainers cannot be read: it does not exist, or this app may not see it.",
        "There is no account octo-chair on GitHub; it is in the roll.",
      ],
      asked: [],
    },
  },
  "status-voting": { name: "status-voting", view: voting },
  "status-voting-noticed": {
    name: "status-voting",
    view: {
      ...voting,
      categories: [],
      tally: { ...tally, quorum: "1 of 3 needed" },
      notices: ["The proposal was edited while the vote was open, on 2026-03-04 09:00 UTC."],
    },
  },
  "status-stopped": {
    name: "status-stopped",
    view: {
      committee: "Technical Steering Committee",
      company: "Globex Corporation",
      commit: "0d35ce4",
      commitLink: "https://github.com/stackwright/community/commit/0d35ce439325",
      problem: "Its last commit is not this app's.",
      command: "/open-vote",
    },
  },
  "status-stopped-gone": {
    name: "status-stopped",
    view: {
      committee: "Technical Steering Committee",
      company: "Globex Corporation",
      commit: "",
      commitLink: "",
      problem: "Its whole branch was deleted.",
      command: "/open-vote award",
    },
  },
  "status-approved-outdated": {
    name: "status-approved",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      isAdmission: true,
      question: "Shall Globex Corporation become a partner?",
      merged: "Globex Corporation is listed",
      resultLink: `${issue}#issuecomment-9`,
      pullRequest: 14,
      pullRequestLink: "https://github.com/stackwright/community/pull/14",
      leftAlone: "",
      problem: 'PARTNERS.md has two lines "<!-- partnerbot:partners:start -->". Keep one.',
      asked: [],
    },
  },
  "status-approved": {
    name: "status-approved",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      isAdmission: true,
      question: "Shall Globex Corporation become a partner?",
      merged: "Globex Corporation is listed",
      resultLink: `${issue}#issuecomment-9`,
      pullRequest: 13,
      pullRequestLink: "https://github.com/stackwright/community/pull/13",
      leftAlone: "",
      problem: "",
      asked: ["dee"],
    },
  },
  "status-approved-removal": {
    name: "status-approved",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      isAdmission: false,
      question: "Shall Globex Corporation stop being a partner?",
      merged: "Globex Corporation is off the list",
      resultLink: `${issue}#issuecomment-19`,
      pullRequest: 21,
      pullRequestLink: "https://github.com/stackwright/community/pull/21",
      leftAlone: "",
      problem: "",
      asked: [],
    },
  },
  "status-approved-closed": {
    name: "status-approved",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      isAdmission: true,
      question: "Shall Globex Corporation become a partner?",
      merged: "Globex Corporation is listed",
      resultLink: `${issue}#issuecomment-9`,
      pullRequest: 13,
      pullRequestLink: "https://github.com/stackwright/community/pull/13",
      leftAlone: "closed",
      problem: "",
      asked: [],
    },
  },
  "status-approved-edited": {
    name: "status-approved",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      isAdmission: true,
      question: "Shall Globex Corporation become a partner?",
      merged: "Globex Corporation is listed",
      resultLink: `${issue}#issuecomment-9`,
      pullRequest: 13,
      pullRequestLink: "https://github.com/stackwright/community/pull/13",
      leftAlone: "edited",
      problem: "",
      asked: [],
    },
  },
  "status-approved-problem": {
    name: "status-approved",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      isAdmission: true,
      question: "Shall Globex Corporation become a partner?",
      merged: "Globex Corporation is listed",
      resultLink: `${issue}#issuecomment-9`,
      pullRequest: 0,
      pullRequestLink: "",
      leftAlone: "",
      problem: 'PARTNERS.md has two lines "<!-- partnerbot:partners:start -->". Keep one.',
      asked: [],
    },
  },
  "status-listed": { name: "status-listed", view: standing },
  "status-listed-after-a-vote": {
    name: "status-listed",
    view: {
      ...standing,
      pullRequest: 0,
      pullRequestLink: "https://github.com/stackwright/community/pull/17",
      last: {
        question: "Shall Globex Corporation be awarded the badge Marketing?",
        outcome: "passed",
        resultLink: `${issue}#issuecomment-19`,
        closedPullRequest: 17,
        pullRequestLink: "https://github.com/stackwright/community/pull/17",
      },
      waiting: [{ question: "Shall Globex Corporation stop being a partner?", seconders: ["bo"], needed: 2 }],
      distrusted: "https://github.com/stackwright/community/commit/0d35ce439325",
      updateLink: "https://github.com/stackwright/community/issues/new?template=partner-update.yml",
    },
  },
  "status-former": {
    name: "status-former",
    view: {
      ...standing,
      since: "2026-09-09",
      pullRequest: 0,
      pullRequestLink: "",
      last: {
        question: "Shall Globex Corporation stop being a partner?",
        outcome: "passed",
        resultLink: `${issue}#issuecomment-19`,
        closedPullRequest: 0,
        pullRequestLink: "",
      },
    },
  },
  "partner-changed-badges": {
    name: "partner-changed",
    view: { ...changed, kind: "award", given: ["Marketing"], taken: ["Engineering"] },
  },
  "partner-changed-removed": { name: "partner-changed", view: { ...changed, kind: "remove" } },
  "partner-changed-reinstated": { name: "partner-changed", view: { ...changed, kind: "reinstate" } },
  "status-voting-award": {
    name: "status-voting",
    view: {
      ...voting,
      categories: ["Marketing"],
      isAdmission: false,
      question: "Shall Globex Corporation be awarded the badge Marketing?",
      reason: "talks at three meetups",
    },
  },
  "result-passed-remove": {
    name: "result-passed",
    view: {
      ...result,
      categories: [],
      isAdmission: false,
      question: "Shall Globex Corporation stop being a partner?",
      reason: "nothing heard of them for a year",
    },
  },
  "result-failed-remove": {
    name: "result-failed",
    view: {
      ...result,
      categories: [],
      isAdmission: false,
      question: "Shall Globex Corporation stop being a partner?",
      reason: "nothing heard of them for a year",
    },
  },
  "status-rejected": {
    name: "status-rejected",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      resultLink: `${issue}#issuecomment-9`,
      outcome: "The committee did not say yes: 3 of 10 points, 6 were needed.",
    },
  },
  "status-withdrawn": { name: "status-withdrawn", view: { company: "Globex Corporation" } },
  "status-expired": { name: "status-expired", view: { company: "", days: "42 days" } },
  "status-cancelled": {
    name: "status-cancelled",
    view: {
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      why: "The vote was cancelled by bo: wrong categories.",
      resultLink: `${issue}#issuecomment-9`,
    },
  },
  "result-passed": { name: "result-passed", view: result },
  "result-failed": {
    name: "result-failed",
    view: {
      ...result,
      why: "3 of 10 points said yes; 6 were needed.",
      folded: true,
      ignored: [
        {
          login: "mallory",
          what: "yes",
          why: "is not on the roll",
          when: "2026-03-03 11:00 UTC",
          link: `${issue}#issuecomment-5`,
        },
      ],
      recused: [{ login: "ada", why: "works for Globex" }],
      capped: [{ organization: "Initech", from: "8", to: "6" }],
      notices: ["dee's vote was deleted by bo on 2026-03-04 12:00 UTC, and is not counted."],
    },
  },
  "result-no-quorum": {
    name: "result-no-quorum",
    view: {
      ...result,
      why: "2 of 6 people took part; 3 were needed.",
      tally: { ...tally, quorum: "2 of 3 needed" },
    },
  },
  "result-cancelled": {
    name: "result-cancelled",
    view: { ...result, why: "Cancelled by bo: wrong categories." },
  },
  reminder: {
    name: "reminder",
    view: {
      applicant: "gus",
      company: "Globex Corporation",
      problems: 2,
      statusLink: issue,
      expires: "2026-04-13 09:00 UTC",
    },
  },
  "vote-reminder": {
    name: "vote-reminder",
    view: {
      mentions: ["@cy", "@dee"],
      company: "Globex Corporation",
      closes: "2026-03-09 09:00 UTC",
      statusLink: issue,
    },
  },
  "vote-reminder-nobody": {
    name: "vote-reminder",
    view: { mentions: [], company: "Globex Corporation", closes: "2026-03-09 09:00 UTC", statusLink: issue },
  },
  "vote-again-edited": {
    name: "vote-again",
    view: { voter: "bo", how: "edited", by: "cy", link: `${issue}#issuecomment-5`, statusLink: issue },
  },
  "vote-again-deleted": {
    name: "vote-again",
    view: { voter: "bo", how: "deleted", by: "", link: "", statusLink: issue },
  },
  "bring-up": {
    name: "bring-up",
    view: {
      mention: "@stackwright/tsc",
      company: "Globex Corporation",
      since: "2026-03-02 09:00 UTC",
      committee: "Technical Steering Committee",
    },
  },
  "reopened-by-accident": {
    name: "reopened-by-accident",
    view: { person: "bo", committee: "Technical Steering Committee" },
  },
  "wind-down": {
    name: "wind-down",
    view: {
      mentions: ["@gus", "@hella"],
      company: "Globex Corporation",
      program: "Stackwright Partners",
      committee: "Technical Steering Committee",
      window: "90 days",
      last: { day: "2026-08-03", link: "https://github.com/stackwright/engine/pull/7" },
      updateLink: "https://github.com/stackwright/community/issues/new?template=partner-update.yml",
      reportLink: "https://github.com/stackwright/community/issues/new?template=contribution-report.yml",
      repositories: 12,
      until: "2027-02-22",
    },
  },
  "wind-down-bare": {
    name: "wind-down",
    view: {
      mentions: [],
      company: "Globex Corporation",
      program: "Stackwright Partners",
      committee: "Technical Steering Committee",
      window: "90 days",
      last: null,
      updateLink: "",
      reportLink: "",
      repositories: 1,
      until: "2027-02-22",
    },
  },
  "wind-down-last-unlinked": {
    name: "wind-down",
    view: {
      mentions: ["@gus"],
      company: "Globex Corporation",
      program: "Stackwright Partners",
      committee: "Technical Steering Committee",
      window: "90 days",
      last: { day: "2026-08-03", link: "" },
      updateLink: "",
      reportLink: "",
      repositories: 1,
      until: "2027-02-22",
    },
  },
  "wind-down-reminder": {
    name: "wind-down-reminder",
    view: {
      mentions: ["@gus"],
      company: "Globex Corporation",
      committee: "Technical Steering Committee",
      ends: "2027-02-22",
      statusLink: `${issue}#issuecomment-3`,
    },
  },
  "status-winding-down": { name: "status-winding-down", view: windingDown },
  "status-winding-down-stalled": {
    name: "status-winding-down",
    view: { ...windingDown, state: "stalled", why: "stackwright/engine cannot be read." },
  },
  "status-winding-down-appealed": {
    name: "status-winding-down",
    view: { ...windingDown, state: "appealed" },
  },
  "status-winding-down-over": {
    name: "status-winding-down",
    view: { ...windingDown, state: "over", problems: ["The team stackwright/tsc cannot be read."] },
  },
  "status-winding-down-resumed": {
    name: "status-winding-down",
    view: {
      ...windingDown,
      state: "resumed",
      last: { day: "2026-12-01", link: "https://github.com/stackwright/engine/pull/9" },
    },
  },
  "status-winding-down-resumed-unlinked": {
    name: "status-winding-down",
    view: { ...windingDown, state: "resumed", last: { day: "2026-12-01", link: "" } },
  },
  "status-winding-down-resumed-by-vote": {
    name: "status-winding-down",
    view: { ...windingDown, state: "resumed", byVote: true },
  },
  "status-winding-down-ended": {
    name: "status-winding-down",
    view: { ...windingDown, state: "ended", person: "bo" },
  },
  review: {
    name: "review",
    view: {
      ...reviewed,
      problems: [
        {
          text: "Globex Corporation, people: dee has no account id, so nothing can be credited.",
          link: "",
        },
        {
          text: "Globex Corporation: no account is called @fay any more. Correct the login in the registry; what the account did goes on to count by its number.",
          link: "",
        },
        {
          text: "A contribution names the partner hooli, and no partner has that id, so it counts for whom its person works for.",
          link: "https://github.com/stackwright/engine/pull/9",
        },
      ],
      partners: [
        {
          company: "Globex Corporation",
          issue: 12,
          issueLink: issue,
          standing: "active",
          did: [
            {
              amount: "3/2 pull requests merged",
              links: [
                "https://github.com/stackwright/engine/pull/9",
                "https://github.com/stackwright/engine/pull/7",
              ],
            },
            { amount: "1 release", links: ["https://github.com/stackwright/engine/releases/tag/v1)|x"] },
            { amount: "40 comments", links: [] },
          ],
          people: 3,
          weeks: 11,
          proposals: [
            { why: "the badge Marketing runs out after 2026-12-31", command: "/open-vote award marketing" },
            { why: "active for the badge Engineering in 11 weeks", command: "/open-vote award engineering" },
          ],
        },
        {
          company: "Old Mill | Hosting",
          issue: 0,
          issueLink: "",
          standing: "quiet",
          did: [],
          people: 0,
          weeks: 0,
          proposals: [],
        },
      ],
    },
  },
  "review-with-a-gap": {
    name: "review",
    view: { ...reviewed, mention: "", gap: "What happened before 2026-03-01 is not known.", partners: [] },
  },
  welcome: {
    name: "welcome",
    view: {
      applicant: "gus",
      company: "Globex Corporation",
      program: "Stackwright Partners",
      listLink: "https://github.com/stackwright/community/blob/main/PARTNERS.md",
      badges: ["Engineering", "Marketing"],
      embedding: {
        pageLink: "https://stackwright.github.io/community/partners/globex/",
        badge:
          "[![Globex Corporation: partner of Stackwright](https://stackwright.github.io/community/badges/globex.svg)](https://stackwright.github.io/community/partners/globex/)",
      },
    },
  },
  "welcome-without-a-site": {
    name: "welcome",
    view: {
      applicant: "gus",
      company: "Globex Corporation",
      program: "Stackwright Partners",
      listLink: "https://github.com/stackwright/community/blob/main/PARTNERS.md",
      badges: [],
      embedding: null,
    },
  },
  "reply-refused": {
    name: "reply",
    view: {
      person: "mallory",
      refusals: [
        { text: "/vote yes", why: "Only members of the committee vote.", link: `${issue}#issuecomment-5` },
        {
          text: "/vot no",
          why: "There is no such command. Comment /help to see what there is.",
          link: `${issue}#issuecomment-6`,
        },
      ],
      help: false,
      howToVote: false,
      statusLink: issue,
    },
  },
  "reply-not-counted": {
    name: "reply",
    view: {
      person: "bo",
      refusals: [
        {
          text: "",
          why: "What it said when the vote closed cannot be had any more, so it was not counted.",
          link: `${issue}#issuecomment-5`,
        },
      ],
      help: false,
      howToVote: false,
      statusLink: issue,
    },
  },
  "reply-how-to-vote": {
    name: "reply",
    view: { person: "bo", refusals: [], help: false, howToVote: true, statusLink: issue },
  },
  "reply-help": {
    name: "reply",
    view: { person: "gus", refusals: [], help: true, howToVote: false, statusLink: issue },
  },
  ...checkMessages,
  "archive-pull-request": { name: "archive-pull-request", view: archived },
  "archive-pull-request-one": { name: "archive-pull-request", view: { ...archived, partners: 1 } },
  "forget-pull-request": {
    name: "forget-pull-request",
    view: {
      program: "Stackwright Partners",
      partners: [
        { id: "acme-labs", weeks: 12 },
        { id: "globex", weeks: 1 },
      ],
      archives: [{ year: 2025, entries: 1 }],
      digests: 2,
      config: ".github/partnerbot.yml",
    },
  },
  "forget-pull-request-digests": {
    name: "forget-pull-request",
    view: {
      program: "Stackwright Partners",
      partners: [],
      archives: [],
      digests: 1,
      config: ".github/partnerbot.yml",
    },
  },
  "configuration-problem": {
    name: "configuration-problem",
    view: {
      problems: [
        {
          path: ".github/partnerbot.yml",
          place: "line 7, column 5",
          link: "https://github.com/stackwright/community/blob/main/.github/partnerbot.yml#L7",
          message: 'unknown key "quorom": did you mean "quorum"?',
        },
      ],
      blocks: true,
      docs: "docs/configuration.md in Partnerbot's own repository.",
    },
  },
  "configuration-links": {
    name: "configuration-problem",
    view: {
      problems: brokenLinks.map(({ path, line, column, message }) => ({
        path,
        place: `line ${line}, column ${column}`,
        link: `https://github.com/stackwright/community/blob/main/${path}#L${line}`,
        message,
      })),
      blocks: false,
      docs: "docs/configuration.md in Partnerbot's own repository.",
    },
  },
  "configuration-mended": {
    name: "configuration-problem",
    view: { problems: [], blocks: false, docs: "docs/configuration.md in Partnerbot's own repository." },
  },
};

const HOSTILE =
  "@everyone ![x](https://evil.example/p.png) <script>alert(1)</script> #1 `| a | **b** <!-- partnerbot:status -->";

/** The messages that carry most text of strangers, with the worst of it. */
export const hostileMessages: Record<string, Message> = {
  ...hostileUpdateMessages,
  ...hostileReportMessages,
  "check-summary": {
    name: "check-summary",
    view: {
      failures: 0,
      warnings: 0,
      notes: 0,
      unshown: 0,
      told: true,
      changes: [{ company: HOSTILE, what: `is called ${HOSTILE} instead of Acme` }],
      further: 0,
    },
  },
  incomplete: {
    name: "status-incomplete",
    view: {
      program: "Stackwright Partners",
      company: HOSTILE,
      problems: [{ field: "Website", found: HOSTILE, mend: "Please give a web address.", link: "" }],
      expires: "2026-04-13 09:00 UTC",
      reminded: 0,
    },
  },
  voting: {
    name: "status-voting",
    view: { ...voting, company: HOSTILE, voters: voters.map((voter) => ({ ...voter, reason: HOSTILE })) },
  },
  result: {
    name: "result-failed",
    view: {
      ...result,
      company: HOSTILE,
      voters: voters.map((voter) => ({ ...voter, reason: HOSTILE })),
      recused: [{ login: "ada", why: HOSTILE }],
    },
  },
  "archive-pull-request": {
    name: "archive-pull-request",
    view: { ...archived, program: HOSTILE, data: HOSTILE, page: HOSTILE, registry: HOSTILE },
  },
  reply: {
    name: "reply",
    view: {
      person: "mallory",
      refusals: [{ text: HOSTILE, why: "There is no such command.", link: issue }],
      help: false,
      howToVote: false,
      statusLink: issue,
    },
  },
};
