import { UserError } from "../errors.ts";
import { act } from "../github/act.ts";
import type { RepositoryName } from "../github/commit.ts";
import { type BranchFiles, findForgetBranch, findForgetting } from "../github/find-forgetting.ts";
import { findCoverage, findTexts } from "../github/find-ledger.ts";
import { orExplain } from "../github/token-client.ts";
import { type Coverage, linkedCoverage } from "../program/activity/coverage.ts";
import { type LedgerFile, requireLedger } from "../program/activity/ledger.ts";
import { alwaysRead, archiveYearOf, isDecision, isOwnTemplate } from "../program/check/check-files.ts";
import { CONFIG_PATH, type Config } from "../program/config.ts";
import { forgetPullRequest, formatForgetBranch } from "../program/forget/forget-pull-request.ts";
import type { Forgetting } from "../program/forget/forgetting.ts";
import type { ForgottenPerson } from "../program/forget/forgotten-person.ts";
import { believedCoverage } from "../program/lifecycle/believed-ledger.ts";
import { BALLOTS_FOLDER, REPORTS_FOLDER } from "../program/places.ts";
import { readConfig } from "../program/program-files.ts";
import { blobId } from "../program/publication.ts";
import { loadTemplates } from "../templates.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { createTemplates } from "../text/template.ts";
import type { ForgetLedger, ForgetSource } from "./forget-source.ts";
import type { GitHubAccess } from "./github-access.ts";

export interface ForgetOnline extends ForgetSource {
  /**
   * Opens the pull request, or makes the open one anew where it is another by now.
   * @returns its address.
   */
  propose(person: ForgottenPerson, forgetting: Forgetting, config: Config): Promise<string>;
}

/**
 * The files of a program at the head of its default branch, and the records and the ledger of the data branch.
 *
 * @throws UserError `repository-missing`, `repository-too-large`, `ledger-unbelieved`, and as `orExplain` does.
 */
export async function openOnline(access: GitHubAccess, name: RepositoryName): Promise<ForgetOnline> {
  const { client, host } = access;
  const look = await orExplain(findForgetting(client, name));
  if (look === null) {
    throw new UserError(
      "repository-missing",
      `There is no repository ${name.owner}/${name.name} with anything in it that this token may see.`,
      "See how it is spelled, and whether the token may read it.",
    );
  }
  const { repository } = look;
  const [files, data] = [required(look.files), required(look.data)];
  const read = (ids: ReadonlyMap<string, string>) => orExplain(readFiles(ids));
  const config = await read(new Map([...files].filter(([path]) => path === CONFIG_PATH)));
  const parsed = readConfig(config.get(CONFIG_PATH) ?? "");
  const isRead = (path: string) => parsed.ok && isProgramText(parsed.config, path);

  return {
    host,
    texts: new Map([...config, ...(await read(new Map([...files].filter(([path]) => isRead(path)))))]),
    records: await read(new Map([...data].filter(([path]) => isRecord(path)))),
    ledger: ({ activity }) => orExplain(readLedger(activity.repositories)),
    propose: (person, forgetting, made) => orExplain(propose(person, forgetting, made), "write"),
  };

  async function readFiles(ids: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const texts = await findTexts(client, name, [...new Set(ids.values())]);
    return new Map(
      [...ids].flatMap(([path, id]): [string, string][] => {
        const text = texts.get(id);
        return text === undefined ? [] : [[path, text]];
      }),
    );
  }

  async function readLedger(linked: readonly string[]): Promise<ForgetLedger> {
    const observed = await findCoverage(client, name, null);
    const belief = believedCoverage(observed, repository);
    if (!belief.ok) {
      throw new UserError(
        "ledger-unbelieved",
        belief.why,
        "The bot collects it anew with its next daily look: wait for that, and repeat this.",
      );
    }
    const months = monthsOf(belief.coverage, linked);
    const texts = await findTexts(
      client,
      name,
      months.map(({ id }) => id),
    );
    const contributions = months.flatMap(({ id, ...file }) =>
      requireLedger(file, texts.get(id)).map((contribution) => ({
        repository: file.repository,
        contribution,
      })),
    );
    return { coverage: belief.coverage, contributions: () => contributions, altered: [] };
  }

  async function propose(person: ForgottenPerson, forgetting: Forgetting, made: Config): Promise<string> {
    const branch = formatForgetBranch(person);
    const before = await findForgetBranch(client, name, branch);
    const isSame = forgetting.files.every(
      ({ path, content }) => before?.files?.get(path) === blobId(content),
    );
    const open = before?.pullRequest ?? null;
    if (open !== null && isSame) return open.url;
    const { title, view } = forgetPullRequest(forgetting, made);
    const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });
    const body = templates.render("forget-pull-request", view);
    await act(client, repository, [
      {
        do: "propose",
        base: repository.base,
        branch,
        branchExists: before !== null,
        headline: title,
        body: "",
        files: forgetting.files,
        pullRequest: { title, body, existing: open?.nodeId ?? null },
      },
    ]);
    const after = await findForgetBranch(client, name, branch);
    return after?.pullRequest?.url ?? repository.url;
  }
}

function required(files: BranchFiles): ReadonlyMap<string, string> {
  if (files !== null) return files;
  throw new UserError(
    "repository-too-large",
    "The repository has more files than GitHub lists at once.",
    "Use a checkout: partnerbot forget LOGIN DIR --from FOLDER.",
  );
}

function isProgramText(config: Config, path: string): boolean {
  return (
    alwaysRead(config).includes(path) ||
    isDecision(config, path) ||
    archiveYearOf(config, path) !== null ||
    isOwnTemplate(path)
  );
}

function isRecord(path: string): boolean {
  return [BALLOTS_FOLDER, REPORTS_FOLDER].some((folder) => path.startsWith(`${folder}/`));
}

/** The months of linked repositories, and git's ids of their files. */
function monthsOf(coverage: Coverage, linked: readonly string[]): (LedgerFile & { id: string })[] {
  return linkedCoverage(coverage, linked).flatMap(([repository, { files }]) =>
    Object.entries(files).map(([month, id]) => ({ repository, month, id })),
  );
}
