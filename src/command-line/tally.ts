import { UserError } from "../errors.ts";
import { findVote } from "../github/find-vote.ts";
import { orExplain } from "../github/token-client.ts";
import { printCount } from "../program/ballot/count-print.ts";
import { printFraction } from "../program/ballot/fraction.ts";
import { BALLOT_KINDS } from "../program/config.ts";
import { formatInstant, formatInstantForPeople } from "../program/instant.ts";
import { countLiveVote, type LiveVote } from "../program/lifecycle/live-vote.ts";
import type { ApplicationLook } from "../program/observation.ts";
import { escapeLog } from "../text/escape.ts";
import type { Command } from "./command.ts";
import { renderCount } from "./count-text.ts";
import { githubAccess, parseIssueAddress, requireSameHost } from "./github-access.ts";

/** Counts a vote from GitHub, as anybody with a token can. */
export const tally: Command = {
  summary: "Count a vote on GitHub again, from its comments",
  describe: [
    "Reads the ballot record from the branch partnerbot-data and all comments of the issue, counts the vote as it stands by GitHub's own clock, and prints the outcome, the numbers, every voter and what was not counted. A vote that is decided is counted as of when the bot counted it, and compared with its record.",
    "It needs a token in GITHUB_TOKEN (or GH_TOKEN) that may read the repository. GHE_HOST and GHE_PROTOCOL name another GitHub than github.com.",
    "The record is believed when its last commit is the app's and signed by GitHub. Which app that is, --app says; without it, it is the app that committed the record first.",
  ],
  options: {
    json: { type: "boolean", describe: "Print one JSON object." },
    app: { type: "string", value: "SLUG", describe: "The app that runs the program, such as partnerbot." },
    kind: {
      type: "string",
      value: "KIND",
      describe: `What the vote is about: ${BALLOT_KINDS.join(", ")}. Default: the vote that is open, or else the last.`,
    },
  },
  operands: "ISSUE-URL",
  examples: [
    {
      line: "tally https://github.com/example/partners/issues/12",
      does: "How does this vote stand?",
    },
    {
      line: "tally https://github.com/example/partners/issues/12 --app example-partnerbot --json",
      does: "The same as data, and only if that app wrote the record",
    },
  ],
  exits: {
    0: "the vote was counted, and agrees with its record if it is decided",
    1: "it differs from its record, the record is not believed, there is no vote, or GitHub does not accept the token",
    2: "used wrongly",
    3: "GitHub did not answer",
  },

  async run(given, terminal) {
    const [url, ...more] = given.operands;
    if (url === undefined || more.length > 0) {
      throw new UserError("usage", "tally needs the address of one issue.", "partnerbot tally ISSUE-URL");
    }
    const address = parseIssueAddress(url);
    if (address === null) {
      const mend = "Write it as in the browser: https://github.com/example/partners/issues/12";
      throw new UserError("usage", `${url} is not the address of an issue.`, mend);
    }
    const wanted = given.text("kind");
    const kind = wanted === null ? null : BALLOT_KINDS.find((known) => known === wanted);
    if (kind === undefined) {
      throw new UserError(
        "usage",
        `There are no votes of the kind ${wanted}.`,
        `Write ${BALLOT_KINDS.join(", ")}.`,
      );
    }
    const access = githubAccess("tally");
    requireSameHost(address.host, access);
    const look = await orExplain(findVote(access.client, address, kind, given.text("app")));
    if (look === null) {
      const { owner, name, number } = address;
      throw new UserError(
        "no-issue",
        `There is no issue ${number} in ${owner}/${name}, or the token may not see it.`,
        "See whether the address is right, and whether the token may read the repository.",
      );
    }
    const vote = countLiveVote(look, kind);
    terminal.out(given.flag("json") ? `${JSON.stringify(printVote(look, vote))}\n` : renderVote(look, vote));
    return (vote.differences ?? []).length === 0 ? 0 : 1;
  },
};

function printVote({ at, app, issue }: ApplicationLook, { record, count, differences }: LiveVote): object {
  return {
    ...printCount(count),
    issue: issue.url,
    kind: record.kind,
    app,
    "as-of": formatInstant(record.result?.counted ?? at),
    recorded: record.result?.count.outcome ?? null,
    differences: differences ?? [],
    voters: count.voters.map((line) => ({
      login: line.voter.login,
      role: line.voter.role,
      points: printFraction(line.voter.points),
      state: line.state,
      choice: line.choice,
      counted: printFraction(line.counted),
      reason: line.reason,
      at: line.at === null ? null : formatInstant(line.at),
      link: line.link,
    })),
  };
}

function renderVote({ at, app, issue }: ApplicationLook, { record, count, differences }: LiveVote): string {
  const counted = renderCount(
    `${issue.url}: ${record.kind} ${record.partner.name}: ${count.outcome}`,
    record.rule,
    count,
  );
  const when = formatInstantForPeople(record.result?.counted ?? at);
  return (
    counted +
    closing(app, when, count.outcome, differences)
      .map((line) => `${escapeLog(line)}\n`)
      .join("")
  );
}

function closing(
  app: string,
  when: string,
  outcome: LiveVote["count"]["outcome"],
  differences: LiveVote["differences"],
): string[] {
  const source = `Counted as of ${when}, from the record that the app ${app} committed.`;
  if (differences === null) {
    const unwritten =
      outcome === "open" ? [] : ["The vote is over; the bot has not written its result down yet."];
    return [source, ...unwritten];
  }
  if (differences.length === 0) return [source, "The vote is decided, and its record says the same."];
  return [
    source,
    "The vote is decided, and its record says something else:",
    ...differences.map(
      ({ key, recorded, recounted }) =>
        `  ${key}: the record says ${JSON.stringify(recorded)}, the comments come to ${JSON.stringify(recounted)}`,
    ),
  ];
}
