import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { type BallotRecord, compareRecount } from "../program/ballot/record.ts";
import { rollDigest } from "../program/ballot/roll.ts";
import type { VoteChange } from "../program/lifecycle/vote-changes.ts";
import { escapeLog } from "../text/escape.ts";
import type { Command, ExitStatus } from "./command.ts";
import { type GitHubAccess, githubAccess } from "./github-access.ts";
import { type RecordFile, readRecordFile } from "./record-file.ts";
import { checkVotesOnline } from "./votes-online.ts";

/** Counts a record again from what it holds alone, and says where that differs from what it says. */
export const verify: Command = {
  summary: "Count the record of a decision again, from what it holds",
  describe: [
    "Reads each FILE (decisions/…/….yml of the program repository, or a ballot record of the branch partnerbot-data), checks that its roll is the one that was frozen, counts every act in it under its own rule, and compares the result with what the record says. No network.",
    "With --online it also reads each linked vote from GitHub again and says what has changed since: deleted, edited by somebody else, by another author, says something else; and what was said in time and is not on record. That needs a token in GITHUB_TOKEN (or GH_TOKEN) that may read the repository. GHE_HOST and GHE_PROTOCOL name another GitHub than github.com.",
  ],
  options: {
    json: { type: "boolean", describe: "Print one JSON object a line for each file, in order." },
    online: { type: "boolean", describe: "Read each linked vote from GitHub again." },
  },
  operands: "FILE…",
  examples: [
    { line: "verify decisions/2026/12-acme-admit.yml", does: "Does the count hold?" },
    { line: "verify --online decisions/2026/*.yml", does: "And does GitHub still say the same?" },
  ],
  exits: {
    0: "everything agrees",
    1: "a record differs, is not valid, or GitHub does not accept the token",
    2: "used wrongly",
    3: "GitHub did not answer",
  },

  async run(given, terminal) {
    if (given.operands.length === 0) {
      throw new UserError("usage", "verify needs a file.", "partnerbot verify FILE…");
    }
    const access = given.flag("online") ? githubAccess("verify --online") : null;
    let status: ExitStatus = 0;
    for (const file of given.operands) {
      const read = readRecordFile(resolve(terminal.folder, file));
      const verified = read.ok ? await verifyRecord(read.record, access) : null;
      if (verified === null || verified.differences.length > 0 || (verified.changes ?? []).length > 0)
        status = 1;
      if (given.flag("json")) terminal.out(`${JSON.stringify({ file, ...jsonOf(read, verified) })}\n`);
      else if (!read.ok) {
        for (const { line, column, message } of read.problems)
          terminal.error(`${file}:${line}:${column}: ${escapeLog(message)}\n`);
      } else if (verified !== null) {
        terminal.out(
          renderVerified(file, read.record, verified)
            .map((line) => `${escapeLog(line)}\n`)
            .join(""),
        );
      }
    }
    return status;
  },
};

interface Verified {
  readonly differences: ReturnType<typeof compareRecount>;
  /** `null` when GitHub was not asked. */
  readonly changes: readonly VoteChange[] | null;
}

async function verifyRecord(record: BallotRecord, access: GitHubAccess | null): Promise<Verified> {
  return {
    differences: compareRecount(record),
    changes: access === null ? null : await checkVotesOnline(record, access),
  };
}

function jsonOf(read: RecordFile, verified: Verified | null): object {
  if (!read.ok || verified === null) {
    const problems = read.ok ? [] : read.problems;
    return { problems: problems.map(({ line, column, message }) => ({ line, column, message })) };
  }
  const { record } = read;
  return {
    agrees: verified.differences.length === 0 && (verified.changes ?? []).length === 0,
    issue: record.issue,
    kind: record.kind,
    partner: record.partner.id,
    outcome: record.result?.count.outcome ?? "open",
    "roll-digest": rollDigest(record.roll),
    differences: verified.differences.map(({ key, recorded, recounted }) => ({
      key,
      recorded: JSON.parse(recorded),
      recounted: JSON.parse(recounted),
    })),
    ...(verified.changes === null ? {} : { online: verified.changes }),
  };
}

function renderVerified(file: string, record: BallotRecord, { differences, changes }: Verified): string[] {
  const what = `${record.kind} ${record.partner.id}, issue ${record.issue}`;
  const roll = `  The roll: ${record.roll.length} ${record.roll.length === 1 ? "voter" : "voters"}, SHA-256 ${rollDigest(record.roll)}, as it was frozen.`;
  if (record.result === null) {
    return [
      `${file}: open (${what})`,
      roll,
      "  There is no result yet: partnerbot tally counts it as it stands.",
    ];
  }
  const { outcome, yes, no, base, needed } = record.result.count;
  const agrees = differences.length === 0 && (changes ?? []).length === 0;
  const linked = record.result.acts.some(({ link }) => link !== null);
  return [
    `${file}: ${outcome}, ${agrees ? "agrees" : "differs"} (${what})`,
    roll,
    ...(differences.length === 0
      ? [`  The count: ${yes} yes, ${no} no, ${needed} of ${base} needed, as the acts in it come to.`]
      : differences.map(
          ({ key, recorded, recounted }) =>
            `  ${key}: the record says ${recorded}, its acts come to ${recounted}`,
        )),
    ...(changes?.length === 0
      ? [linked ? "  GitHub says the same." : "  It links no comment: nothing was asked of GitHub."]
      : []),
    ...(changes ?? []).map(renderChange),
  ];
}

function renderChange({ link, by, change, message }: VoteChange): string {
  return `  ${change === "not-recorded" ? by : `the comment of ${by}`} ${message}: ${link}`;
}
