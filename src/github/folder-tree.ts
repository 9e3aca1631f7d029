import { z } from "zod";
import type { DecisionFile } from "../program/decisions.ts";
import { fileSchema } from "./fragments.ts";

/** The files right in a folder, for a query. */
export const FOLDER = "... on Tree { entries { name object { ...File } } }";

/** The files in a folder and in the folders right in it, for a query. */
export const FOLDER_OF_FOLDERS =
  "... on Tree { entries { name object { ...File ... on Tree { entries { name object { ...File } } } } } }";

/** Files by name; `{}` for what is no folder, `null` for nothing. */
export const folderSchema = z
  .object({ entries: z.array(z.object({ name: z.string(), object: fileSchema })).nullish() })
  .nullish();

export const folderOfFoldersSchema = z
  .object({
    entries: z.array(z.object({ name: z.string(), object: fileSchema.and(folderSchema) })).nullish(),
  })
  .nullish();

/** The files right in a folder; what is no file is left out. Texts are `null` where GitHub does not give them whole. */
export function filesIn(path: string, tree: z.output<typeof folderSchema>): DecisionFile[] {
  return (tree?.entries ?? []).flatMap(({ name, object }) =>
    object?.oid === undefined
      ? []
      : [
          {
            path: `${path}/${name}`,
            oid: object.oid,
            text: object.isTruncated ? null : (object.text ?? null),
          },
        ],
  );
}

/** The files `<folder>/<year>/*.yml`. */
export function filesOfYears(folder: string, tree: z.output<typeof folderOfFoldersSchema>): DecisionFile[] {
  return (tree?.entries ?? [])
    .filter((entry) => /^\d{4}$/.test(entry.name))
    .flatMap((year) => filesIn(`${folder}/${year.name}`, year.object))
    .filter(({ path }) => path.endsWith(".yml"));
}
