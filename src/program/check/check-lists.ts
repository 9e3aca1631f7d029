import { readManagedSection } from "../../text/managed-section.ts";
import type { Config } from "../config.ts";
import type { Locate } from "../yaml-problems.ts";
import { managedFiles, type ProgramCheckFiles } from "./check-files.ts";
import { type CheckFinding, errorFinding } from "./finding.ts";

/**
 * Whether this app finds its place in the Markdown files of which it keeps a section. The partners list and the list of
 * decisions need not be there: they are made when they are first needed.
 */
export function checkLists(
  { texts }: Pick<ProgramCheckFiles, "texts">,
  config: Config,
  configPath: string,
  locate: Locate,
): CheckFinding[] {
  const named = config.files["supported-by"];
  return managedFiles(config).flatMap(({ path, section }): CheckFinding[] => {
    const text = texts.get(path);
    const index = section === "supported-by" ? named.indexOf(path) : -1;
    if (text === undefined) {
      if (index === -1) return [];
      const place = locate(["files", "supported-by", index]);
      const mend = `Add it, with the two markers <!-- partnerbot:${section}:start --> and <!-- partnerbot:${section}:end -->.`;
      return [{ path: configPath, ...place, level: "failure", message: `there is no file ${path}`, mend }];
    }
    if (text === null || (index === -1 && text.trim() === "")) return [];
    return sectionFindings(path, text, section);
  });
}

/** What is wrong with the markers of a section; nothing when there is exactly one pair. */
export function sectionFindings(path: string, text: string, section: string): CheckFinding[] {
  try {
    readManagedSection(text, section);
    return [];
  } catch (error) {
    return [errorFinding(path, error)];
  }
}
