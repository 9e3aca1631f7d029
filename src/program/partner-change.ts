import { UserError } from "../errors.ts";
import { oneLine } from "../text/one-line.ts";
import type { BallotRecord } from "./ballot/record.ts";
import { type Category, expiryOf } from "./category.ts";
import { decidedAt, kindOf } from "./decision.ts";
import { formatDay } from "./instant.ts";
import { type Partner, partnerSchema } from "./partner.ts";
import type { Registry } from "./registry.ts";

/** A passed ballot about a company that is in the registry, and where it is written down. */
interface PartnerChange {
  registry: Registry;
  /** Closed, and passed, of the kind `award`, `remove` or `reinstate`. */
  record: BallotRecord;
  /** Who decided, in words. */
  committee: string;
  /** The path of the decision's record. */
  decision: string;
  /** The address of the issue. */
  issueUrl: string;
  /** As the config has them: how long each badge counts. */
  categories: readonly Category[];
}

/**
 * The entry of a partner as a decision leaves it: with other badges, as a former partner, or as one in good standing
 * again. Every date in it is the day of the decision. An entry that this decision has changed before is returned as it is.
 *
 * @throws UserError `partner-missing` when the registry has no such entry any more, `partner-former` when badges of a
 * partner change that has been removed meanwhile.
 */
export function changePartner(change: PartnerChange): Partner {
  const { registry, record, decision } = change;
  const kind = kindOf(record);
  const partner = registry.partners.find(({ id }) => id === record.partner.id);
  if (partner === undefined) {
    throw new UserError(
      "partner-missing",
      `The registry has no entry with the id "${record.partner.id}" any more.`,
      "Put the entry back, or correct its id: an id is never changed.",
    );
  }
  if (partner.history.some(({ ref }) => ref === decision)) return partner;
  const day = formatDay(decidedAt(record));
  switch (kind) {
    case "award":
      return withBadges(partner, change, day);
    case "remove":
      return withStatus(partner, "former", withHistory(change, day, ["removed"]), day);
    case "reinstate":
      return withStatus(partner, "active", withHistory(change, day, ["reinstated"]), day);
    case "admit":
      throw new Error("an admission makes an entry of its own");
  }
}

function withBadges(partner: Partner, change: PartnerChange, day: string): Partner {
  const { record, decision, issueUrl, categories } = change;
  if (partner.status === "former") {
    throw new UserError(
      "partner-former",
      `${partner.name} is not a partner any more, so its badges do not change.`,
      "Close this pull request, or vote on reinstating the partner first.",
    );
  }
  const reason = oneLine(record.reason ?? "");
  const evidence = [...(reason === "" ? [] : [reason]), issueUrl];
  const changed = new Set([...record.categories, ...record.taken]);
  const given = record.categories.map((category) => {
    const expires = expiryOf(categories, category, decidedAt(record));
    return { category, awarded: day, ...(expires === undefined ? {} : { expires }), evidence, decision };
  });
  const events = [
    ...(record.categories.length === 0 ? [] : ["badge-awarded"]),
    ...(record.taken.length === 0 ? [] : ["badge-withdrawn"]),
  ];
  return partnerSchema.parse({
    ...partner,
    badges: [...partner.badges.filter(({ category }) => !changed.has(category)), ...given],
    history: [...partner.history, ...withHistory(change, day, events)],
  });
}

function withStatus(
  partner: Partner,
  status: Partner["status"],
  history: Partner["history"],
  day: string,
): Partner {
  return partnerSchema.parse({
    ...partner,
    status,
    "status-since": day,
    history: [...partner.history, ...history],
  });
}

function withHistory(
  { committee, decision }: PartnerChange,
  day: string,
  events: readonly string[],
): Partner["history"] {
  const actor = oneLine(committee);
  return events.map((event) => ({ at: day, event, actor, ref: decision }));
}
