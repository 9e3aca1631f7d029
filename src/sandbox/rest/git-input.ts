import { z } from "zod";
import { parseInstant } from "../../program/instant.ts";
import type { CommitPerson } from "../signatures.ts";

const DATE = z.string().refine((text) => parseInstant(text) !== null, "it is not an ISO 8601 date");

/** Who made a commit, as REST takes it. */
export const PERSON = z.strictObject({
  name: z.string().min(1),
  email: z.string().min(1),
  date: DATE.exactOptional(),
});

/** The same for the operations; `undefined` when nobody is named. */
export function personOf(person: z.output<typeof PERSON> | undefined): CommitPerson | undefined {
  if (person === undefined) return undefined;
  const at = person.date === undefined ? null : parseInstant(person.date);
  return { name: person.name, email: person.email, ...(at === null ? {} : { at }) };
}
