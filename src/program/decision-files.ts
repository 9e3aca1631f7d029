import { decisionsReadmeFile } from "../pages/decisions-readme.ts";
import { partnersListNames, renderPartnersFile, renderPartnersList } from "../pages/partners-list.ts";
import type { FileContent } from "./action.ts";
import { admitPartner } from "./admission.ts";
import type { BallotRecord } from "./ballot/record.ts";
import type { Config } from "./config.ts";
import { decisionPathOf, formatDecisionPath, kindOf, printDecision } from "./decision.ts";
import type { GatheredDecisions } from "./decisions.ts";
import { inFile } from "./in-file.ts";
import { type EncodedLogo, type LogoRefusal, type ProposedLogo, proposedLogo } from "./logo.ts";
import type { Partner } from "./partner.ts";
import { changePartner } from "./partner-change.ts";
import type { Consent } from "./partner-people.ts";
import { addPartner, printPartner, replacePartner, requireRegistry } from "./registry.ts";
import { type SupportedByText, supportedByFiles } from "./supported-by-files.ts";

export interface DecisionFilesInput {
  /** Closed, and passed. */
  record: BallotRecord;
  /** The registry and the list at the head of the base; `null` where there is no such file. */
  registryText: string | null;
  listText: string | null;
  /** The files with a block of the partners' names. */
  supportedBy: readonly SupportedByText[];
  /** What the folder of decisions becomes with this one. */
  decisions: GatheredDecisions;
  /** The text of the folder's README at the head of the base. */
  readmeText: string | null;
  /** What was made of the picture that the company attached; `null` when nobody has fetched it yet. */
  logo: EncodedLogo | LogoRefusal | null;
  /** What people whom the proposal names have said of themselves. */
  consents: readonly Consent[];
  config: Config;
  repository: { owner: string; url: string };
}

export interface DecisionFiles {
  /**
   * All files of the pull request, whole: registry, list, record, the records of votes that did not pass and are not in the
   * folder yet, the folder's README, the logo, and those with a block of names that changes. One of the others that is as the
   * base has it changes nothing.
   */
  files: readonly FileContent[];
  /** The entry that the decision made. */
  partner: Partner;
  /** How many records of votes that did not pass come along. */
  carried: number;
  /** The paths of the files in which the block of the partners' names changes. */
  supportedBy: readonly string[];
  /** What became of the logo in the proposal. */
  logo: ProposedLogo;
}

/**
 * From a passed decision and the files of the current base to all files of its pull request. Pure, and without the
 * time: the same decision on the same base always gives the same bytes, so it can be made again whenever the base
 * moves.
 *
 * A decision that did not pass has no pull request of its own: its record stays on the data branch, and comes into the
 * folder with the next one.
 *
 * @throws UserError when the registry is not valid or cannot be edited, when the list, the README or a file with a block
 * of names lacks its markers, and when the registry is such that the decision makes no sense any more.
 */
export function decisionFiles(input: DecisionFilesInput): DecisionFiles {
  const { record, registryText, listText, readmeText, config } = input;
  if (record.result?.count.outcome !== "passed") throw new Error("only a passed decision changes anything");
  const decision = formatDecisionPath(decisionPathOf(record, config.files.decisions));

  const registry = requireRegistry(registryText);
  const { committee } = config.program;
  const { categories } = config;
  const issueUrl = `${input.repository.url}/issues/${record.issue}`;
  const isAdmission = kindOf(record) === "admit";
  const proposed = proposedLogo(isAdmission ? record.proposal : null, input.repository.url, input.logo);
  const logos = proposed.kind === "usable" ? config.files.logos : null;
  const partner = isAdmission
    ? admitPartner({ registry, record, committee, decision, categories, logos, consents: input.consents })
    : changePartner({ registry, record, committee, decision, issueUrl, categories });
  // An entry that is there already is left as it is, its logo too.
  const logo: ProposedLogo = registry.partners.includes(partner) ? { kind: "none" } : proposed;
  const newRegistryText = withPartner(registryText, registry.partners, partner);

  const newRegistry = requireRegistry(newRegistryText);
  const list = renderPartnersList(newRegistry, partnersListNames(config, input.repository));
  const { listed, carried, unreadable } = input.decisions;
  const others = listed.filter(({ path }) => path !== decision);
  const folder = config.files.decisions;
  const readme = `${folder}/README.md`;
  const names = { program: config.program.name, committee, repositoryUrl: input.repository.url };
  const all = [...others, { ballot: record, path: decision }];
  const files: FileContent[] = [
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
    ...logoFiles(partner, logo),
  ];
  const taken = files.map(({ path }) => path);
  const blocks = supportedByFiles(input.supportedBy, newRegistry, taken, config, input.repository);
  return {
    files: [...files, ...blocks],
    partner,
    carried: carried.length,
    supportedBy: blocks.map(({ path }) => path),
    logo,
  };
}

function logoFiles({ logo: paths }: Partner, logo: ProposedLogo): FileContent[] {
  if (logo.kind !== "usable" || paths?.dark === undefined) return [];
  return [
    { path: paths.light, content: logo.encoded.light },
    { path: paths.dark, content: logo.encoded.dark },
  ];
}

/** An entry that is there already as it should be is not written anew: its comments and style stay. */
function withPartner(text: string | null, known: readonly Partner[], partner: Partner): string {
  const present = known.find(({ id }) => id === partner.id);
  if (text === null || present === undefined) return addPartner(text, partner);
  const same = JSON.stringify(printPartner(present)) === JSON.stringify(printPartner(partner));
  return same ? text : replacePartner(text, partner.id, partner);
}
