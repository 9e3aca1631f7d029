import { z } from "zod";
import { registrySchema } from "./registry.ts";

/**
 * The JSON Schema of the registry, by which editors complete and check it. It refuses less than {@link registrySchema}: that
 * every id, and every badge of a partner, is there once is left to the check.
 */
export function registryJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(registrySchema, {
      io: "input",
      unrepresentable: "any",
      override({ jsonSchema }) {
        // A URI of JSON Schema may have any scheme, and takes no letters of other scripts, which browsers do.
        if (jsonSchema.format !== "uri") return;
        delete jsonSchema.format;
        jsonSchema.pattern = "^\\s*[Hh][Tt][Tt][Pp][Ss]?:";
      },
    }),
    title: "Partners of a Partnerbot program",
  };
}
