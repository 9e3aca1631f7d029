import { partnersListNames, renderPartnersFile, renderPartnersList } from "../pages/partners-list.ts";
import type { FileContent } from "./action.ts";
import { admitPartner } from "./admission.ts";
import type { BallotRecord } from "./ballot/record.ts";
import type { Config } from "./config.ts";
import { decisionPathOf, formatDecisionPath, kindOf, printDecision } from "./decision.ts";
import type { Partner } from "./partner.ts";
import { addPartner, printPartner, replacePartner, requireRegistry } from "./registry.ts";

export interface DecisionFilesInput {
  /** Closed, and passed. */
  record: BallotRecord;
  /** The registry and the list at the head of the base; `null` where there is no such file. */
  registryText: string | null;
  listText: string | null;
  config: Config;
  repository: { owner: string; url: string };
}

export interface DecisionFiles {
  /** All files of the pull request, whole: registry, list, record. One that is as the base has it changes nothing. */
  files: readonly FileContent[];
  /** The entry that the decision made. */
  partner: Partner;
}

/**
 * From a passed decision and the files of the current base to all files of its pull request. Pure, and without the
 * time: the same decision on the same base always gives the same bytes, so it can be made again whenever the base
 * moves. This version knows the kind `admit`.
 *
 * A decision that did not pass has no pull request: its ballot record with the result stays on the data branch
 * (`ballots/<issue>-<kind>.yml`), which holds all that a recount needs.
 *
 * @throws UserError when the registry is not valid or cannot be edited, when the list lacks its markers, and when the
 * company has become a partner by another decision.
 */
export function decisionFiles(input: DecisionFilesInput): DecisionFiles {
  const { record, registryText, config } = input;
  const kind = kindOf(record);
  if (kind !== "admit") throw new Error(`there is no pull request for a decision to ${kind} yet`);
  if (record.result?.count.outcome !== "passed") throw new Error("only a passed decision changes anything");
  const decision = formatDecisionPath(decisionPathOf(record, config.files.decisions));

  const registry = requireRegistry(registryText);
  const { committee } = config.program;
  const partner = admitPartner({ registry, record, committee, decision });
  const newRegistryText = withPartner(registryText, registry.partners, partner);

  const list = renderPartnersList(
    requireRegistry(newRegistryText),
    partnersListNames(config, input.repository),
  );
  return {
    files: [
      { path: config.files.registry, content: newRegistryText },
      { path: config.files.list, content: renderPartnersFile(input.listText, list) },
      { path: decision, content: printDecision({ ballot: record, entry: partner }, decision) },
    ],
    partner,
  };
}

/** An entry that is there already as it should be is not written anew: its comments and style stay. */
function withPartner(text: string | null, known: readonly Partner[], partner: Partner): string {
  const present = known.find(({ id }) => id === partner.id);
  if (text === null || present === undefined) return addPartner(text, partner);
  const same = JSON.stringify(printPartner(present)) === JSON.stringify(printPartner(partner));
  return same ? text : replacePartner(text, partner.id, partner);
}
