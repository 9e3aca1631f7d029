import { partnersListNames, renderPartnersFile, renderPartnersList } from "../../pages/partners-list.ts";
import { linkFrom, renderSupportedBy, renderSupportedByFile } from "../../pages/supported-by.ts";
import { readManagedSection } from "../../text/managed-section.ts";
import { normalizeLineEnds } from "../../text/markdown-blocks.ts";
import { CONFIG_PATH, type Config } from "../config.ts";
import type { Registry } from "../registry.ts";
import { supportedByPaths } from "../supported-by-files.ts";
import type { ProgramCheckFiles } from "./check-files.ts";
import { sectionFindings } from "./check-lists.ts";
import type { CheckFinding } from "./finding.ts";

type Repository = NonNullable<ProgramCheckFiles["repository"]>;

interface NamedSection {
  readonly path: string;
  readonly section: string;
  /** The file as it would be with this section anew. */
  render(text: string, repository: Repository): string;
}

const MEND =
  "The bot writes it anew with its next pull request, that of a decision or of an update by a partner. What else is written between the markers is lost then.";

/**
 * Whether the partners list and the blocks of names are what the registry gives. A change is told so when it touches one of
 * the two, or the config, which names what is in them. Files of which the section cannot be found are left to `checkLists`.
 */
export function checkListContents(
  { texts, base, repository }: Pick<ProgramCheckFiles, "texts" | "base" | "repository">,
  config: Config,
  registry: Registry,
): CheckFinding[] {
  const changed = base?.changed.map(({ path }) => path) ?? null;
  return sectionsOf(config, registry).flatMap(({ path, section, render }): CheckFinding[] => {
    const touched = [CONFIG_PATH, config.files.registry, path];
    if (changed !== null && !changed.some((file) => touched.includes(file))) return [];
    const text = texts.get(path);
    if (typeof text !== "string" || sectionFindings(path, text, section).length > 0) return [];
    const wanted = render(text, repository ?? repositoryIn(text));
    if (readManagedSection(text, section) === readManagedSection(wanted, section)) return [];
    return [
      {
        path,
        line: firstDifference(text, wanted),
        column: 1,
        level: changed === null || changed.includes(path) ? "warning" : "notice",
        message: `what stands between the markers of the section "${section}" is not what the registry gives`,
        mend: MEND,
      },
    ];
  });
}

function sectionsOf(config: Config, registry: Registry): NamedSection[] {
  const names = (repository: Repository) => partnersListNames(config, repository);
  const { list } = config.files;
  return [
    {
      path: list,
      section: "partners",
      render: (text, repository) => renderPartnersFile(text, renderPartnersList(registry, names(repository))),
    },
    ...supportedByPaths(config).map((path) => ({
      path,
      section: "supported-by",
      render: (text: string, repository: Repository) =>
        renderSupportedByFile(text, renderSupportedBy(registry, names(repository), linkFrom(path, list))),
    })),
  ];
}

/** A checkout may be one of a fork: which repository's form is linked is told by the link. */
function repositoryIn(text: string): Repository {
  const link = /\]\((https?:\/\/[^\s()]+)\/issues\/new\?template=/.exec(text)?.[1] ?? "";
  const url = decodeOf(link);
  return { url, owner: url.split("/").at(-2) ?? "" };
}

function decodeOf(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Counted from 1. */
function firstDifference(text: string, wanted: string): number {
  const [lines, right] = [text, wanted].map((one) => normalizeLineEnds(one).split("\n"));
  const index = lines?.findIndex((line, at) => line !== right?.[at]) ?? -1;
  return index === -1 ? 1 : index + 1;
}
