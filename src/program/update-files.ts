import { partnersListNames, renderPartnersFile, renderPartnersList } from "../pages/partners-list.ts";
import type { FileContent } from "./action.ts";
import type { Config } from "./config.ts";
import { inFile } from "./in-file.ts";
import type { Partner } from "./partner.ts";
import { replacePartner, requireRegistry } from "./registry.ts";
import { type SupportedByText, supportedByFiles } from "./supported-by-files.ts";

interface UpdateFilesInput {
  /** The entry as the update leaves it. */
  partner: Partner;
  /** The registry and the list at the head of the base; `null` where there is no list. */
  registryText: string;
  listText: string | null;
  /** The files with a block of the partners' names. */
  supportedBy: readonly SupportedByText[];
  /** The pictures of its logo. */
  logos: readonly FileContent[];
  config: Config;
  repository: { owner: string; url: string };
}

interface UpdateFiles {
  /** All files of the pull request, whole, the registry first. */
  files: readonly FileContent[];
  /** The text of the registry. */
  registryText: string;
  /** The paths of the files in which the block of the partners' names changes. */
  supportedBy: readonly string[];
}

/**
 * All files of an update's pull request. Pure, and without the time: the same update of the same base always gives the
 * same bytes.
 *
 * @throws UserError when the registry cannot be edited, or when the list or a file with a block of names lacks its
 * markers.
 */
export function updateFiles(input: UpdateFilesInput): UpdateFiles {
  const { partner, listText, config, repository } = input;
  const registryText = replacePartner(input.registryText, partner.id, partner);
  const registry = requireRegistry(registryText);
  const list = renderPartnersList(registry, partnersListNames(config, repository));
  const path = config.files.list;
  const files: FileContent[] = [
    { path: config.files.registry, content: registryText },
    { path, content: inFile(path, () => renderPartnersFile(listText, list)) },
    ...input.logos,
  ];
  const taken = files.map((file) => file.path);
  const blocks = supportedByFiles(input.supportedBy, registry, taken, config, repository);
  return {
    files: [...files, ...blocks],
    registryText,
    supportedBy: blocks.map((file) => file.path),
  };
}
