import { UserError } from "../errors.ts";
import type { RepositoryName } from "../github/commit.ts";
import type { Config } from "../program/config.ts";
import { forgetPerson } from "../program/forget/forgetting.ts";
import { identifyPerson } from "../program/forget/forgotten-person.ts";
import { formatDay, instantOf } from "../program/instant.ts";
import type { Arguments, Command } from "./command.ts";
import { type ForgetCheckout, openCheckout } from "./forget-checkout.ts";
import { openOnline } from "./forget-online.ts";
import { type ForgetSource, readCredit, readProgram } from "./forget-source.ts";
import { type ForgetOutcome, printForget, renderForget } from "./forget-text.ts";
import { githubAccess } from "./github-access.ts";

interface Job {
  readonly login: string;
  /** GitHub's account id; `null` where it was not given. */
  readonly id: number | null;
  readonly program: string;
  readonly data: string;
  /** Where a pull request is to be opened; `null` for a checkout. */
  readonly repository: RepositoryName | null;
}

/** Forgets a person in the files of a program. The time is milliseconds since 1970. */
export function createForget(now: () => number = Date.now): Command {
  return {
    summary: "Forget a person in the files of a program, and keep the counts without them",
    describe: [
      "Takes LOGIN out of the people, the contacts and the history of every partner in the registry, redacts what archives say of them, and adds the digests of the login and of the account's number to activity.opted-out of the config, so that nothing of them is collected or listed any more. What their contributions counted for a partner stays in its entry, by week and kind, without saying whose it was. All other bytes of the files stay as they are.",
      "It reads and writes the checkout DIR (or else the current folder), and needs the ledger where the person has anything in it: the branch partnerbot-data of the clone that DIR is, as it was fetched last, or a folder that has that branch checked out (--from). No network. When the change is on the default branch, the bot takes the lines of the account out of the ledger.",
      "With --pull-request it reads the repository --repository from GitHub instead, with its ledger, and opens a pull request that does not name the person. That needs a token in GITHUB_TOKEN (or GH_TOKEN) that may write its contents and pull requests. GHE_HOST and GHE_PROTOCOL name another GitHub than github.com.",
      "Records of votes, decisions and confirmed reports are official acts and stay; they are listed. Git's history, and issues and comments on GitHub, are not touched.",
    ],
    options: {
      id: {
        type: "string",
        value: "NUMBER",
        describe: "GitHub's number of the account. Default: the one in the registry.",
      },
      from: {
        type: "string",
        value: "FOLDER",
        describe: "A folder with the ledger, activity/, in it, or another clone. Default: DIR.",
      },
      "pull-request": {
        type: "boolean",
        describe: "Open a pull request, of what is on GitHub; with --repository.",
      },
      repository: { type: "string", value: "OWNER/NAME", describe: "The program repository on GitHub." },
      json: { type: "boolean", describe: "Print one JSON object." },
    },
    operands: "LOGIN [DIR]",
    examples: [
      {
        line: "forget octocat ../community",
        does: "In a clone that has fetched the ledger",
      },
      { line: "forget octocat --id 583231 --from ../data", does: "An account that has another name by now" },
      {
        line: "forget octocat --pull-request --repository example/community",
        does: "By a pull request, without a checkout",
      },
    ],
    exits: {
      0: "the files do not name the person any more",
      1: "there was nothing to forget, or a file is not there or not valid, or GitHub refuses the token",
      2: "used wrongly",
      3: "GitHub did not answer",
    },

    async run(given, terminal) {
      const job = readJob(given);
      const day = formatDay(instantOf(now()));
      const { repository } = job;
      const made =
        repository === null
          ? await inCheckout(openCheckout(terminal.folder, job.program, job.data), job, day)
          : await online(repository, job, day);
      if ("problems" in made) {
        terminal.error(made.problems);
        return 1;
      }
      terminal.out(given.flag("json") ? `${JSON.stringify(printForget(made))}\n` : renderForget(made));
      return made.forgetting.files.length === 0 ? 1 : 0;
    },
  };
}

export const forget = createForget();

interface Problems {
  readonly problems: string;
}

async function inCheckout(source: ForgetCheckout, job: Job, day: string): Promise<ForgetOutcome | Problems> {
  const found = await forgetIn(source, job, day);
  if ("problems" in found) return found;
  source.write(found.forgetting.files);
  return { ...found, pullRequest: null };
}

async function online(repository: RepositoryName, job: Job, day: string): Promise<ForgetOutcome | Problems> {
  const source = await openOnline(githubAccess("forget --pull-request"), repository);
  const found = await forgetIn(source, job, day);
  if ("problems" in found) return found;
  const { person, forgetting, config } = found;
  const pullRequest = forgetting.files.length === 0 ? null : await source.propose(person, forgetting, config);
  return { ...found, pullRequest };
}

type Found = Omit<ForgetOutcome, "pullRequest"> & { readonly config: Config };

async function forgetIn(source: ForgetSource, { login, id }: Job, day: string): Promise<Found | Problems> {
  const program = readProgram(source);
  if (!program.ok) return program;
  const { config, registry } = program;
  const person = identifyPerson(registry, login, id);
  const { credit, altered } = await readCredit(source, program, person);
  const { texts, records, host } = source;
  return {
    person,
    config,
    forgetting: forgetPerson({ person, config, registry, texts, records, credit, host, day }),
    altered,
  };
}

function readJob(given: Arguments): Job {
  const [named, program = ".", ...more] = given.operands;
  if (named === undefined || more.length > 0) {
    throw new UserError("usage", "forget needs one login.", "partnerbot forget LOGIN [DIR]");
  }
  const login = named.replace(/^@/, "");
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(login)) {
    throw new UserError(
      "usage",
      `${JSON.stringify(named)} is not a login of a person.`,
      "Write it as GitHub does: octocat.",
    );
  }
  const number = given.text("id");
  if (number !== null && !/^[1-9]\d{0,14}$/.test(number)) {
    throw new UserError(
      "usage",
      `${JSON.stringify(number)} is not the number of an account.`,
      "Write it as GitHub does: --id 583231.",
    );
  }
  return {
    login,
    id: number === null ? null : Number(number),
    program,
    data: given.text("from") ?? program,
    repository: readRepository(given),
  };
}

function readRepository(given: Arguments): RepositoryName | null {
  const named = given.text("repository");
  if (!given.flag("pull-request")) {
    if (named === null) return null;
    throw new UserError("usage", "--repository is for a pull request.", "Add --pull-request.");
  }
  if (given.operands.length > 1 || given.text("from") !== null) {
    throw new UserError(
      "usage",
      "With --pull-request everything is read from GitHub.",
      "Leave DIR and --from out.",
    );
  }
  const [, owner, name] = /^([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+)$/.exec(named ?? "") ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new UserError(
    "usage",
    "A pull request needs the repository.",
    "partnerbot forget LOGIN --pull-request --repository OWNER/NAME",
  );
}
