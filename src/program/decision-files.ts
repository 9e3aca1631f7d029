import { UserError } from "../errors.ts";
import { decisionsReadmeFile } from "../pages/decisions-readme.ts";
import { partnersListNames, renderPartnersFile, renderPartnersList } from "../pages/partners-list.ts";
import type { FileContent } from "./action.ts";
import { admitPartner } from "./admission.ts";
import type { BallotRecord } from "./ballot/record.ts";
import type { Config } from "./config.ts";
import { decisionPathOf, formatDecisionPath, kindOf, printDecision } from "./decision.ts";
import type { GatheredDecisions } from "./decisions.ts";
import type { Partner } from "./partner.ts";
import { changePartner } from "./partner-change.ts";
import { addPartner, printPartner, replacePartner, requireRegistry } from "./registry.ts";

export interface DecisionFilesInput {
  /** Closed, and passed. */
  record: BallotRecord;
  /** The registry and the list at the head of the base; `null` where there is no such file. */
  registryText: string | null;
  listText: string | null;
  /** What the folder of decisions becomes with this one. */
  decisions: GatheredDecisions;
  /** The text of the folder's README at the head of the base. */
  readmeText: string | null;
  config: Config;
  repository: { owner: string; url: string };
}

export interface DecisionFiles {
  /**
   * All files of the pull request, whole: registry, list, record, the records of votes that did not pass and are not in the
   * folder yet, and the folder's README. One that is as the base has it changes nothing.
   */
  files: readonly FileContent[];
  /** The entry that the decision made. */
  partner: Partner;
  /** How many records of votes that did not pass come along. */
  carried: number;
}

/**
 * From a passed decision and the files of the current base to all files of its pull request. Pure, and without the
 * time: the same decision on the same base always gives the same bytes, so it can be made again whenever the base
 * moves.
 *
 * A decision that did not pass has no pull request of its own: its record stays on the data branch, and comes into the
 * folder with the next one.
 *
 * @throws UserError when the registry is not valid or cannot be edited, when the list or the README lacks its markers,
 * and when the registry is such that the decision makes no sense any more.
 */
export function decisionFiles(input: DecisionFilesInput): DecisionFiles {
  const { record, registryText, listText, readmeText, config } = input;
  if (record.result?.count.outcome !== "passed") throw new Error("only a passed decision changes anything");
  const decision = formatDecisionPath(decisionPathOf(record, config.files.decisions));

  const registry = requireRegistry(registryText);
  const { committee } = config.program;
  const issueUrl = `${input.repository.url}/issues/${record.issue}`;
  const partner =
    kindOf(record) === "admit"
      ? admitPartner({ registry, record, committee, decision })
      : changePartner({ registry, record, committee, decision, issueUrl });
  const newRegistryText = withPartner(registryText, registry.partners, partner);

  const list = renderPartnersList(
    requireRegistry(newRegistryText),
    partnersListNames(config, input.repository),
  );
  const { listed, carried, unreadable } = input.decisions;
  const others = listed.filter(({ path }) => path !== decision);
  const folder = config.files.decisions;
  const readme = `${folder}/README.md`;
  const names = { program: config.program.name, committee, repositoryUrl: input.repository.url };
  const all = [...others, { ballot: record, path: decision }];
  return {
    files: [
      { path: config.files.registry, content: newRegistryText },
      {
        path: config.files.list,
        content: inFile(config.files.list, () => renderPartnersFile(listText, list)),
      },
      { path: decision, content: printDecision({ ballot: record, entry: partner }, decision) },
      ...carried,
      {
        path: readme,
        content: inFile(readme, () => decisionsReadmeFile(readmeText, all, unreadable, folder, names)),
      },
    ],
    partner,
    carried: carried.length,
  };
}

/** Says in which file it is that a person has to mend something. */
function inFile(path: string, render: () => string): string {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${path}: ${error.message}`, error.mend, { cause: error });
  }
}

/** An entry that is there already as it should be is not written anew: its comments and style stay. */
function withPartner(text: string | null, known: readonly Partner[], partner: Partner): string {
  const present = known.find(({ id }) => id === partner.id);
  if (text === null || present === undefined) return addPartner(text, partner);
  const same = JSON.stringify(printPartner(present)) === JSON.stringify(printPartner(partner));
  return same ? text : replacePartner(text, partner.id, partner);
}
