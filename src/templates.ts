import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../templates/", import.meta.url);

/** Reads the package's own templates of one kind, by file name without its ending. */
export function loadTemplates(kind: "messages" | "pages"): ReadonlyMap<string, string> {
  const folder = new URL(`${kind}/`, FOLDER);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file.replace(/\.[^.]+$/, ""), readFileSync(new URL(file, folder), "utf8")]),
  );
}

/** Reads one of the package's own issue forms, as a program starts with it. */
export function loadIssueForm(name: string): string {
  return readFileSync(new URL(`issue-forms/${name}.yml`, FOLDER), "utf8");
}
