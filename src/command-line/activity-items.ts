import type { CreditState } from "../program/activity/affiliation.ts";
import type { PlacedContribution } from "../program/activity/contribution.ts";
import type { Credit } from "../program/activity/credit.ts";
import { formatDay, formatInstant, type Instant } from "../program/instant.ts";
import { csvLine } from "../text/csv.ts";

export type ActivityFormat = "text" | "json" | "csv";

interface ItemSource {
  /** The logins of people who agreed to be named, by account id. */
  readonly logins: ReadonlyMap<number, string>;
  /** GitHub's address, without a slash at its end. */
  readonly home: string;
  /** Only what counts for this partner; `null` for all of them. */
  readonly partner: string | null;
}

/** `shared_by` is among how many partners the contribution is divided. */
const COLUMNS = [
  "day",
  "kind",
  "partner",
  "state",
  "person",
  "account",
  "repository",
  "address",
  "shared_by",
] as const;

/** What stands before all of them. As JSON they begin an object that somebody else ends. */
const OPENING: Record<ActivityFormat, string> = { text: "", json: '{"items":[', csv: csvLine(COLUMNS) };

/** Prints each contribution that counts for a partner, once for each partner: opening, items, closing. */
export class ItemPrinter {
  readonly #source: ItemSource;
  readonly #format: ActivityFormat;
  /** A ledger has many contributions of a day. */
  #day: { from: number; text: string } | null = null;
  #printed = 0;

  constructor(format: ActivityFormat, source: ItemSource) {
    this.#format = format;
    this.#source = source;
  }

  opening(): string {
    return OPENING[this.#format];
  }

  closing(): string {
    if (this.#format === "text") return this.#printed === 0 ? "" : "\n";
    return this.#format === "json" ? "]" : "";
  }

  print(placed: PlacedContribution, { shares }: Credit): string {
    let text = "";
    for (const { partner, state } of shares) {
      if (this.#source.partner !== null && this.#source.partner !== partner) continue;
      text += this.#item(placed, partner, state, shares.length);
      this.#printed += 1;
    }
    return text;
  }

  #item(placed: PlacedContribution, partner: string, state: CreditState, shared: number): string {
    const { repository, contribution } = placed;
    const { at, kind, by, path } = contribution;
    const day = this.#dayOf(at);
    // Who has only been suggested has not agreed to be named.
    const login = state === "confirmed" ? (this.#source.logins.get(by) ?? null) : null;
    const address = `${this.#source.home}/${repository}/${path}`;
    if (this.#format === "csv") {
      return csvLine([day, kind, partner, state, login ?? "", by, repository, address, shared]);
    }
    const share = shared === 1 ? "1" : `1/${shared}`;
    if (this.#format === "json") {
      const item = {
        at: formatInstant(at),
        kind,
        partner,
        state,
        share,
        person: login,
        account: by,
        repository,
        address,
      };
      return `${this.#printed === 0 ? "" : ","}${JSON.stringify(item)}`;
    }
    const cells = [
      day,
      kind.padEnd(LONGEST_KIND),
      partner,
      login ?? `account ${by}`,
      repository,
      address,
      share,
    ];
    // Joined, so that a line that waits does not hold on to the piece of the file that its words are from.
    return `${(state === "confirmed" ? cells : [...cells, state]).join("  ")}\n`;
  }

  #dayOf(at: Instant): string {
    if (this.#day === null || at < this.#day.from || at >= this.#day.from + DAY) {
      this.#day = { from: Math.floor(at / DAY) * DAY, text: formatDay(at) };
    }
    return this.#day.text;
  }
}

const DAY = 86_400_000;
const LONGEST_KIND = "pull-request-merged".length;
