import { z } from "zod";
import { formatInstant } from "../instant.ts";
import type { Count } from "./ballot.ts";
import { printFraction } from "./fraction.ts";

const amount = z.string();

/** A count as `partnerbot simulate --json` prints it and as records keep it (`DESIGN.md` section 10). */
export const printedCountSchema = z.strictObject({
  outcome: z.enum(["open", "passed", "failed", "no-quorum", "cancelled"]),
  closes: z.string(),
  decided: z.string().nullable(),
  why: z.string(),
  yes: amount,
  no: amount,
  abstain: amount,
  present: amount,
  base: amount,
  needed: amount,
  quorum: z.strictObject({ met: z.boolean(), have: amount, need: amount }).nullable(),
  recused: z.array(z.strictObject({ login: z.string(), why: z.string() })),
  ignored: z.array(z.strictObject({ by: z.string(), at: z.string(), why: z.string() })),
  capped: z.array(z.strictObject({ organization: z.string(), from: amount, to: amount })),
});

/** Amounts are exact strings such as `"12"` or `"13/2"`. */
export type PrintedCount = z.output<typeof printedCountSchema>;

/** A count as plain data, keys in the documented order. */
export function printCount(count: Count): PrintedCount {
  const { quorum } = count;
  return {
    outcome: count.outcome,
    closes: formatInstant(count.closes),
    decided: count.decided === null ? null : formatInstant(count.decided),
    why: count.why,
    yes: printFraction(count.yes),
    no: printFraction(count.no),
    abstain: printFraction(count.abstain),
    present: printFraction(count.present),
    base: printFraction(count.base),
    needed: printFraction(count.needed),
    quorum:
      quorum === null
        ? null
        : { met: quorum.met, have: printFraction(quorum.have), need: printFraction(quorum.need) },
    recused: count.recused.map(({ login, why }) => ({ login, why })),
    ignored: count.ignored.map(({ act, why }) => ({ by: act.by.login, at: formatInstant(act.at), why })),
    capped: count.capped.map(({ organization, from, to }) => ({
      organization,
      from: printFraction(from),
      to: printFraction(to),
    })),
  };
}
