import { stringify } from "yaml";
import { z } from "zod";
import { formatInstant, type Instant, instantOf } from "../instant.ts";
import { type ProposalSnapshot, proposalSnapshotSchema } from "../proposal-snapshot.ts";
import { parseYaml, type YamlProblem } from "../yaml-problems.ts";
import type { Ballot, Count, Subject } from "./ballot.ts";
import { countBallot } from "./count.ts";
import { type PrintedCount, printCount, printedCountSchema } from "./count-print.ts";
import { actorSchema, actSchema, instantSchema, orderSchema, printAct } from "./record-act.ts";
import { actOfEvent, eventSchema, printEvent, type RecordedEvent } from "./record-event.ts";
import { frozenRollSchema, printRoll, type Roll, rollDigest } from "./roll.ts";
import { type Rule, ruleSchema } from "./rule.ts";
import { printRule } from "./rule-print.ts";
import type { Act, Actor } from "./vote.ts";

/** The outcome as it was written down, with every act that a recount needs, ignored ones included. */
interface RecordedResult {
  /** The instant at which it was counted. */
  readonly counted: Instant;
  readonly count: PrintedCount;
  readonly acts: readonly Act[];
  /** Logins of voters who were no longer in the committee when it was counted; the frozen roll stands. */
  readonly left: readonly string[];
}

/** A ballot of the same kind on the same issue whose record was replaced by a later one's. */
export interface EarlierBallot {
  /** The commit on the data branch that holds its record. */
  readonly commit: string;
  /** `void`: its record was not believed. */
  readonly outcome: Exclude<PrintedCount["outcome"], "open"> | "void";
}

/**
 * A ballot as kept on the data branch, `ballots/<issue>-<kind>.yml`: what GitHub cannot be asked for again
 * (`DESIGN.md` section 6). The same shape with a result is the record of a decision.
 */
export interface BallotRecord {
  readonly issue: number;
  readonly kind: string;
  /** Ballots of one kind on one issue are counted, so that each decision has a branch and a file of its own. From 1. */
  readonly number: number;
  readonly opened: {
    readonly at: Instant;
    readonly by: Actor | null;
    readonly order: readonly [number, number] | null;
  };
  readonly subject: Subject;
  /** The partner's id and name as they were when the ballot opened. */
  readonly partner: { readonly id: string; readonly name: string };
  /** Badges that a yes gives. */
  readonly categories: readonly string[];
  /** Badges that a yes takes away. */
  readonly taken: readonly string[];
  /** Why the vote was asked for, in the member's words; a proposal says it itself. */
  readonly reason: string | null;
  /** SHA-256 of the proposal's answers; empty for a ballot that is about no proposal. */
  readonly digest: string;
  /** What the proposal said when the ballot opened; `null` for a ballot that is about no proposal. */
  readonly proposal: ProposalSnapshot | null;
  /**
   * Git's id of the config as it was when the ballot opened: whatever is changed in it later, this decision was made by it.
   * `null` in records from before it was kept.
   */
  readonly config: string | null;
  readonly rule: Rule;
  readonly roll: Roll;
  readonly events: readonly RecordedEvent[];
  /** What this record took the place of, oldest first. */
  readonly earlier: readonly EarlierBallot[];
  readonly result: RecordedResult | null;
}

export type BallotRecordResult =
  | { readonly ok: true; readonly record: BallotRecord }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

const VERSION = 1;

const recordSchema = z
  .strictObject({
    version: z.literal(VERSION),
    issue: z.int().min(1),
    kind: z.string().min(1),
    number: z.int().min(1).default(1),
    opened: z.strictObject({ at: instantSchema, by: actorSchema.nullable(), order: orderSchema.nullable() }),
    partner: z.strictObject({ id: z.string(), name: z.string() }),
    categories: z.array(z.string()),
    taken: z.array(z.string()).default([]),
    reason: z.string().nullable().default(null),
    digest: z.string(),
    proposal: proposalSnapshotSchema.nullable(),
    config: z
      .string()
      .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "git's id of a file")
      .nullable()
      .default(null),
    subject: z.strictObject({
      organizations: z.array(z.string()),
      applicant: z.string().nullable(),
      proposer: z.string().nullable(),
      person: z.string().nullable(),
      claims: z.array(z.string()),
    }),
    rule: ruleSchema,
    roll: frozenRollSchema,
    "roll-digest": z.string(),
    events: z.array(eventSchema),
    earlier: z
      .array(
        z.strictObject({
          commit: z.string(),
          outcome: z.enum(["passed", "failed", "no-quorum", "cancelled", "void"]),
        }),
      )
      .default([]),
    result: z
      .strictObject({
        counted: instantSchema,
        count: printedCountSchema,
        acts: z.array(actSchema),
        left: z.array(z.string()).default([]),
      })
      .nullable(),
  })
  .transform(({ version: _, "roll-digest": digest, ...record }, context): BallotRecord => {
    if (digest !== rollDigest(record.roll)) {
      const message = "the roll is not the one that was frozen: its digest differs";
      context.addIssue({ code: "custom", message, path: ["roll-digest"], input: digest });
    }
    return record;
  });

/** Reads a ballot record; a roll that does not match its digest is refused. */
export function parseBallotRecord(text: string): BallotRecordResult {
  const parsed = parseYaml(text, recordSchema);
  return parsed.ok ? { ok: true, record: parsed.value } : parsed;
}

/** Writes a ballot record: the same record always gives the same bytes. */
export function printBallotRecord(record: BallotRecord): string {
  const { opened, subject, result } = record;
  const data = {
    version: VERSION,
    issue: record.issue,
    kind: record.kind,
    ...(record.number === 1 ? {} : { number: record.number }),
    opened: { at: formatInstant(opened.at), by: opened.by, order: opened.order },
    partner: { id: record.partner.id, name: record.partner.name },
    categories: record.categories,
    ...(record.taken.length === 0 ? {} : { taken: record.taken }),
    ...(record.reason === null ? {} : { reason: record.reason }),
    digest: record.digest,
    proposal: record.proposal,
    subject: {
      organizations: subject.organizations,
      applicant: subject.applicant,
      proposer: subject.proposer,
      person: subject.person,
      claims: subject.claims,
    },
    ...(record.config === null ? {} : { config: record.config }),
    rule: printRule(record.rule),
    roll: printRoll(record.roll),
    "roll-digest": rollDigest(record.roll),
    events: record.events.map(printEvent),
    ...(record.earlier.length === 0 ? {} : { earlier: record.earlier }),
    result:
      result === null
        ? null
        : {
            counted: formatInstant(result.counted),
            count: result.count,
            acts: result.acts.map(printAct),
            ...(result.left.length === 0 ? {} : { left: result.left }),
          },
  };
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The ballot that a record froze. */
export function ballotOf({ rule, roll, subject, opened }: BallotRecord): Ballot {
  return { rule, roll, subject, opened: opened.at };
}

/** Counts once more from what the record holds alone, as of the instant at which it was counted. */
export function recountRecord(record: BallotRecord): Count {
  const { result } = record;
  const acts = withRecordedEvents(record, result?.acts ?? []);
  const now = result?.counted ?? instantOf(Math.max(record.opened.at, ...acts.map(({ at }) => at)));
  return countBallot(ballotOf(record), acts, now);
}

/** What a recount comes to that the record does not say, key by key; empty when they agree. */
export function compareRecount(
  record: BallotRecord,
): { key: keyof PrintedCount; recorded: string; recounted: string }[] {
  if (record.result === null) return [];
  const recorded = record.result.count;
  const recounted = printCount(recountRecord(record));
  return printedCountSchema.keyof().options.flatMap((key) => {
    const [was, is] = [JSON.stringify(recorded[key]), JSON.stringify(recounted[key])];
    return was === is ? [] : [{ key, recorded: was, recounted: is }];
  });
}

/**
 * The acts of a ballot: what the record accepted stands, also when its comment has gone since, and takes the
 * place of the same act read from a comment.
 */
export function withRecordedEvents(record: BallotRecord, acts: readonly Act[]): Act[] {
  const recorded = record.events.map(actOfEvent);
  const known = new Set(recorded.map((act) => act.order.join(" ")));
  return [...recorded, ...acts.filter((act) => !known.has(act.order.join(" ")))];
}
