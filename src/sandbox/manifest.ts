import { parse } from "yaml";
import { z } from "zod";

const manifestSchema = z.object({
  name: z.string().min(1),
  description: z.string().default(""),
  default_permissions: z.record(z.string(), z.enum(["read", "write", "admin"])).default({}),
  default_events: z.array(z.string()).default([]),
});

/** What the sandbox needs of an app's manifest (`app.yml`). */
export interface Manifest {
  name: string;
  description: string;
  permissions: z.infer<typeof manifestSchema>["default_permissions"];
  events: string[];
}

/** Throws for a text that is no manifest. */
export function parseManifest(text: string): Manifest {
  const { name, description, default_permissions, default_events } = manifestSchema.parse(parse(text));
  return { name, description, permissions: default_permissions, events: default_events };
}
