import type { Bench } from "./bench.ts";
import { type Fraction, fraction, ONE, ZERO } from "./fraction.ts";
import type { Ledger, LedgerSeat } from "./ledger.ts";
import type { Rule } from "./rule.ts";
import type { Seat } from "./seat.ts";

/** What each vote weighs in the count, after the rule for organizations. */
export class CountedVotes {
  readonly #rule: Rule;
  readonly #unit: bigint;
  readonly #ledger: Ledger;
  /** Under `collapse-identical` those who count for all equal votes of their organization. */
  readonly #first: ReadonlySet<LedgerSeat>;

  constructor(rule: Rule, { ledger, unit }: Bench) {
    this.#rule = rule;
    this.#unit = unit;
    this.#ledger = ledger;
    this.#first = rule.organization.kind === "collapse-identical" ? firstAmongEquals(ledger) : new Set();
  }

  /** What a seat's choice weighs, in points or people; zero without a choice. */
  of({ ledger: seat, holder: { voter } }: Seat): Fraction {
    const { status, weight } = seat;
    const group = this.#ledger.groups[seat.group];
    if (group === undefined || status === "silent" || status === "recused") return ZERO;
    const own = this.#rule.count === "heads" ? ONE : voter.points;
    const { organization } = this.#ledger.rule;
    switch (organization.kind) {
      case "none":
        return own;
      case "split":
        return fraction(own.numerator, own.denominator * BigInt(Math.max(1, group.now.members)));
      case "collapse-identical":
        return this.#first.has(seat) ? own : ZERO;
      case "cap": {
        const cast = group.now.yes + group.now.no;
        const cut = (status === "yes" || status === "no") && cast > organization.cap;
        return cut ? fraction(weight * organization.cap, cast * this.#unit) : own;
      }
    }
  }
}

/** Among equal votes of one organization the one with the highest points, and of those the first, counts. */
function firstAmongEquals({ groups }: Ledger): Set<LedgerSeat> {
  const firsts = groups.flatMap(({ seats }) => {
    const byStatus = new Map<string, LedgerSeat>();
    for (const seat of seats) {
      const other = byStatus.get(seat.status);
      if (other === undefined || seat.weight > other.weight) byStatus.set(seat.status, seat);
    }
    return [...byStatus.values()];
  });
  return new Set(firsts);
}
