import type { Action } from "../../src/program/action.ts";
import { ONE } from "../../src/program/ballot/fraction.ts";
import { type Instant, instantOf } from "../../src/program/instant.ts";
import type { Committee } from "../../src/program/lifecycle/committee.ts";
import type { Verdict } from "../../src/program/lifecycle/verdict.ts";
import type { Message } from "../../src/program/messages.ts";
import type { ApplicationLook, ObservedComment, TimelineEvent } from "../../src/program/observation.ts";
import { loadTemplates } from "../../src/templates.ts";
import { escapeMarkdown } from "../../src/text/escape.ts";
import { createTemplates } from "../../src/text/template.ts";
import {
  applicationLook,
  FILED,
  HOME,
  NO_BALLOTS,
  observedComment,
  observedFile,
  person,
  verdictOf,
} from "./looks.ts";

const DAY = 24 * 3_600_000;

/** The time so many days after the filing. */
export const onDay = (days: number): Instant => instantOf(FILED + days * DAY);

const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });
/** A message as Markdown. */
export const render = ({ name, view }: Message) => templates.render(name, view);

function committeeWith(employer?: string): Committee {
  const roll = ["bo", "cy"].map((login) => ({
    login,
    id: person(login).id,
    role: null,
    points: ONE,
    organizations: employer !== undefined && login === "bo" ? [employer] : [],
    inBase: true,
    alternateFor: null,
  }));
  return { ok: true, roll };
}

/** The voters of these looks: `bo` and `cy`. */
export const committee = committeeWith();

/** What `login` says on a day after the filing. */
export function said(
  login: string,
  body: string,
  days = 1,
  more: Partial<ObservedComment> = {},
): ObservedComment {
  const id = Math.round(days * 1000) + login.charCodeAt(0);
  return observedComment(id, login, body, { createdAt: onDay(days), ...more });
}

/** A vote, and when it is looked at. */
export interface Situation {
  /** What the rule says besides what passes, and what passes where it is not more than half. */
  rule?: string;
  pass?: string;
  /** For whom bo works. */
  employer?: string;
  comments?: readonly ObservedComment[];
  timeline?: readonly TimelineEvent[];
  /** Days after the filing at which it is looked at. */
  at?: number;
}

/** The content of the record that a verdict writes down. */
export function recordOf({ first }: Verdict): string {
  const action = first.find(
    (candidate): candidate is Extract<Action, { do: "record" }> => candidate.do === "record",
  );
  if (action === undefined) throw new Error("nothing is written down");
  return action.file.content;
}

/** A look at the application of which the ballot has that record. */
export function lookWith(record: string, situation: Situation): ApplicationLook {
  const { comments = [], timeline = [], at = 3 } = situation;
  const head = "3".repeat(40);
  return applicationLook({
    config: configWith(situation),
    at: onDay(at),
    issue: { comments, timeline },
    ballots: {
      ...NO_BALLOTS,
      admit: {
        record: observedFile("ballots/12-admit.yml", record),
        commits: [{ oid: head, url: `${HOME}/commit/${head}`, own: true, signature: "github", parents: [] }],
      },
    },
    dataHead: head,
  });
}

function configWith({ rule = "", pass = "{ over: 1/2, of: eligible }" }: Situation): string {
  return `rules: { admit: { pass: ${pass}${rule} } }\nreview: { open-for: none }\n`;
}

/** The record of the vote as it opens. */
export function opened(situation: Situation = {}): string {
  return recordOf(
    verdictOf(applicationLook({ config: configWith(situation) }), committeeWith(situation.employer)),
  );
}

/** What is replied to people in a verdict. */
export function replies({ notes }: Verdict): string {
  const told = notes.filter(({ name }) => name === "reply").map(({ message }) => render(message).trim());
  return told.length === 0 ? "Nothing." : told.join("\n\n");
}
