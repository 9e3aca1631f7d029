import { UserError } from "../errors.ts";
import { partnersListNames } from "../pages/partners-list.ts";
import { linkFrom, renderSupportedBy, renderSupportedByFile } from "../pages/supported-by.ts";
import type { FileContent } from "./action.ts";
import type { Config } from "./config.ts";
import { inFile } from "./in-file.ts";
import type { Registry } from "./registry.ts";

/** A file of `files.supported-by` at the head of the base; `text` is `null` where there is no such file. */
export interface SupportedByText {
  path: string;
  text: string | null;
}

/** Where the files with a block of the partners' names are, each once. */
export function supportedByPaths({ files }: Pick<Config, "files">): string[] {
  return [...new Set(files["supported-by"])];
}

/** The texts of these files, of a look at them. */
export function supportedByTexts(
  files: readonly { path: string; file: { text: string } | null }[],
): SupportedByText[] {
  return files.map(({ path, file }) => ({ path, text: file?.text ?? null }));
}

/**
 * The files with a block of the partners' names that `registry` changes, whole. One whose block stays is left out.
 * `taken` are the paths of the pull request's other files.
 *
 * @throws UserError when a file is not there or lacks its markers, or is one that this app writes as something else.
 */
export function supportedByFiles(
  found: readonly SupportedByText[],
  registry: Registry,
  taken: readonly string[],
  config: Config,
  repository: { owner: string; url: string },
): FileContent[] {
  const names = partnersListNames(config, repository);
  return found.flatMap(({ path, text }) => {
    if (taken.includes(path)) {
      throw new UserError(
        "supported-by-taken",
        `${path}: this app keeps the whole list or record in this file.`,
        "Take it out of files.supported-by.",
      );
    }
    const block = renderSupportedBy(registry, names, linkFrom(path, config.files.list));
    const content = inFile(path, () => renderSupportedByFile(text, block));
    return content === text ? [] : [{ path, content }];
  });
}

/** What a pull request says of these files. */
export function supportedByChanges(paths: readonly string[]): { path: string; change: string }[] {
  return paths.map((path) => ({ path, change: "the partners' names between the markers" }));
}
