import { UserError } from "../errors.ts";
import { firstInstantOf, lastInstantOf } from "../program/activity/activity-window.ts";
import { formatDay, type Instant, instantOf } from "../program/instant.ts";
import { nearest } from "../program/nearest-word.ts";
import type { Registry } from "../program/registry.ts";
import { type ActivityQuestion, printActivity } from "./activity-answer.ts";
import { readActivityFiles, readOtherConfig } from "./activity-files.ts";
import { BatchedOutput } from "./batched-output.ts";
import type { Arguments, Command, Terminal } from "./command.ts";
import { StoredLedger } from "./stored-ledger.ts";

interface Job extends ActivityQuestion {
  /** The checkout of the program, and the folder of the ledger. */
  readonly program: string;
  readonly from: string;
  /** The file of another config; `null` for no comparison. */
  readonly whatIf: string | null;
}

/** Counts the activity of partners from a ledger. The time is milliseconds since 1970. */
export function createActivity(now: () => number = Date.now): Command {
  return {
    summary: "Count what partners' people did, from the ledger, offline",
    describe: [
      "Reads the config and the registry from DIR (or else the current folder), and the ledger from the branch partnerbot-data of the clone that DIR is, as it was fetched last, or from a folder that has that branch checked out (--from). Prints each contribution that counts for a partner, the sums of each partner in the order of the registry, and what the ledger is complete for. Nobody is ranked. No network.",
      "A contribution counts for the partner that its person worked for on that day (UTC), or that it names itself by a line such as `Partner: acme`. Who works for several partners counts for each in equal parts. What people have not confirmed is shown apart, as suggested.",
      "As CSV all amounts are whole numbers, since a spreadsheet takes 1/2 for a day: `shared_by` says among how many partners a contribution is divided, and sums count `parts`, so that 3 with 2 parts is 3/2.",
      "With --what-if it says how the partners stand under this config and under another one, side by side: who has gone quiet, and who has not. Only `activity` of the other config matters.",
    ],
    options: {
      since: { type: "string", value: "YYYY-MM-DD", describe: "The first day, in UTC." },
      until: {
        type: "string",
        value: "YYYY-MM-DD",
        describe: "The last day. Default: today; for --what-if, as late as the ledger is complete.",
      },
      partner: { type: "string", value: "ID", describe: "Only this partner." },
      from: {
        type: "string",
        value: "FOLDER",
        describe: "A folder with the ledger, activity/, in it, or another clone. Default: DIR.",
      },
      sums: { type: "boolean", describe: "Only the sums, without the contributions that they are of." },
      "what-if": { type: "string", value: "FILE", describe: "Another config, to see what it would change." },
      json: { type: "boolean", describe: "Print one JSON object." },
      csv: {
        type: "boolean",
        describe:
          "Print a table for spreadsheets: the contributions, or the sums with --sums, or the comparison with --what-if.",
      },
    },
    operands: "[DIR]",
    examples: [
      {
        line: "activity --since 2026-01-01 --until 2026-06-30",
        does: "Half a year, in a clone of the program's repository",
      },
      {
        line: "activity ../community --since 2026-01-01 --partner acme --csv",
        does: "What of one partner was counted, for a spreadsheet",
      },
      {
        line: "activity --from ../data --what-if stricter.yml",
        does: "Who would be quiet under another config, by a checkout of the ledger?",
      },
    ],
    exits: {
      0: "it was counted",
      1: "the config, the registry or the ledger is not there or not valid, or there is no such partner",
      2: "used wrongly",
    },

    async run(given, terminal) {
      const job = readJob(given, formatDay(instantOf(now())));
      const files = readActivityFiles(terminal.folder, job.program);
      if (!files.ok) return refuse(files.problems, terminal);
      const { whatIf } = job;
      const other = whatIf === null ? null : readOtherConfig(terminal.folder, whatIf);
      if (other?.ok === false) return refuse(other.problems, terminal);
      requirePartner(job.partner, files.value.registry);
      const output = new BatchedOutput(terminal);
      const ledger = StoredLedger.of(terminal.folder, job.from);
      const compared = whatIf === null || other === null ? null : { file: whatIf, config: other.value };
      const doubts = await printActivity(job, files.value, compared, ledger, output);
      await output.flush();
      if (doubts !== "") terminal.error(doubts);
      return 0;
    },
  };
}

export const activity = createActivity();

function refuse(problems: string, terminal: Terminal): 1 {
  terminal.error(problems);
  return 1;
}

function readJob(given: Arguments, today: string): Job {
  const [program = ".", ...more] = given.operands;
  if (more.length > 0) {
    throw new UserError(
      "usage",
      "activity reads one checkout at a time.",
      "partnerbot activity [DIR] --since DAY",
    );
  }
  const [since, until, whatIf] = [given.text("since"), given.text("until"), given.text("what-if")];
  if (since === null && whatIf === null) {
    throw new UserError(
      "usage",
      "activity needs the first day.",
      "partnerbot activity [DIR] --since YYYY-MM-DD",
    );
  }
  if (given.flag("json") && given.flag("csv")) {
    throw new UserError("usage", "--json and --csv are two forms of one thing.", "Leave one of them out.");
  }
  const from = since === null ? null : requireDay(since, firstInstantOf(since));
  const to = requireDay(until ?? today, lastInstantOf(until ?? today));
  if (from !== null && to < from) {
    throw new UserError(
      "usage",
      `The last day, ${until ?? today}, is before the first, ${since}.`,
      "Swap them.",
    );
  }
  return {
    program,
    from: given.text("from") ?? program,
    window: from === null ? null : { from, to },
    until: until === null ? null : to,
    partner: given.text("partner"),
    format: given.flag("json") ? "json" : given.flag("csv") ? "csv" : "text",
    sums: given.flag("sums"),
    whatIf,
  };
}

function requireDay(day: string, at: Instant | undefined): Instant {
  if (at !== undefined) return at;
  throw new UserError("usage", `${day} is not a day.`, "Write it as 2026-01-31.");
}

function requirePartner(id: string | null, { partners }: Registry): void {
  if (id === null || partners.some((partner) => partner.id === id)) return;
  const meant = nearest(
    id,
    partners.map((partner) => partner.id),
  );
  const mend = meant === null ? "The registry has the ids of all partners." : `Did you mean ${meant}?`;
  throw new UserError("partner-missing", `There is no partner ${id} in the registry.`, mend);
}
