import { BALLOT_KINDS, type BallotKind, type Config } from "./config.ts";
import type { Partner } from "./partner.ts";

/** What a member asks the committee to vote on, by `/open-vote`. Reasons are as they were written. */
type BallotRequest =
  | { readonly kind: "admit" }
  | {
      readonly kind: "award";
      /** Ids of the categories whose badges a yes gives. */
      readonly given: readonly string[];
      /** Ids of those that it takes away. */
      readonly taken: readonly string[];
      readonly reason: string | null;
    }
  | { readonly kind: "remove" | "reinstate"; readonly reason: string | null };

/** A request about a company that is a partner, or was one. */
export type PartnerRequest = Exclude<BallotRequest, { kind: "admit" }>;

export type RequestReading =
  | { readonly ok: true; readonly request: BallotRequest }
  /** Why it makes no sense, and what does. */
  | { readonly ok: false; readonly problem: string };

const AWARD_USAGE = "Write which badges, such as /open-vote award marketing: talks at three meetups.";

/**
 * Reads what stands behind `/open-vote`: nothing for admission, else the kind. Behind `award` come categories, with `-`
 * in front of one whose badge is to be taken away, and after a colon the reason; behind the other kinds the reason.
 */
export function parseBallotRequest(command: { kind: string | null; rest: string }): RequestReading {
  const kind = BALLOT_KINDS.find((known) => known === (command.kind ?? "admit"));
  switch (kind) {
    case undefined:
      return refused(
        `There is no vote of the kind "${command.kind}". Write /open-vote alone, or /open-vote award, remove or reinstate.`,
      );
    case "admit":
      return { ok: true, request: { kind } };
    case "award":
      return parseAward(command.rest);
    default:
      return { ok: true, request: { kind, reason: reasonOf(command.rest) } };
  }
}

function parseAward(rest: string): RequestReading {
  const [, named = "", reason = ""] = /^(.*?)(?:(?::|\s[-–—]+(?=\s)|[–—])(.*))?$/su.exec(rest) ?? [];
  const words = named.split(/[\s,]+/).filter((word) => word !== "" && word.toLowerCase() !== "and");
  const given = new Set<string>();
  const taken = new Set<string>();
  for (const word of words) {
    const [, sign, id] = /^([+\-−–]?)([\p{L}\p{N}][\p{L}\p{N}_-]*)[.;!…]*$/u.exec(word) ?? [];
    if (id === undefined) return refused(AWARD_USAGE);
    (sign === "" || sign === "+" ? given : taken).add(id.toLowerCase());
  }
  if (given.size + taken.size === 0) return refused(AWARD_USAGE);
  const both = [...given].find((id) => taken.has(id));
  if (both !== undefined) return refused(`The badge ${both} is both given and taken away.`);
  return {
    ok: true,
    request: { kind: "award", given: [...given], taken: [...taken], reason: reasonOf(reason) },
  };
}

/** Why this cannot be voted on now; `null` when it can. `partner` is the registry's entry of the company. */
export function hindranceOf(
  request: PartnerRequest,
  partner: Partner,
  config: Pick<Config, "categories">,
): string | null {
  const { name, status, badges } = partner;
  switch (request.kind) {
    case "award": {
      if (status === "former" || status === "suspended")
        return `${name} is not on the list, so its badges do not change.`;
      const known = config.categories.map((category) => category.id);
      const unknown = request.given.filter((id) => !known.includes(id));
      if (unknown.length > 0) {
        return `There is no category ${unknown.join(", ")}. Categories: ${known.join(", ")}. A reason stands behind a colon.`;
      }
      const held = request.given.find((id) =>
        badges.some(({ category, expires }) => category === id && expires === undefined),
      );
      if (held !== undefined) return `${name} has the badge ${held} already.`;
      const missing = request.taken.find((id) => badges.every(({ category }) => category !== id));
      return missing === undefined ? null : `${name} has no badge ${missing}.`;
    }
    case "remove":
      return status === "former" ? `${name} is not a partner any more.` : null;
    case "reinstate":
      return status === "active" ? `${name} is an active partner.` : null;
  }
}

/** The question that is voted on, in one sentence. `names` turns the id of a category into its name. */
export function questionOf(
  ballot: { kind: BallotKind; company: string; given: readonly string[]; taken: readonly string[] },
  names: (id: string) => string,
): string {
  const { kind, company, given, taken } = ballot;
  switch (kind) {
    case "admit":
      return `Shall ${company} become a partner?`;
    case "award":
      return `Shall ${company} ${[
        ...(given.length === 0 ? [] : [`be awarded ${badges(given, names)}`]),
        ...(taken.length === 0 ? [] : [`lose ${badges(taken, names)}`]),
      ].join(" and ")}?`;
    case "remove":
      return `Shall ${company} stop being a partner?`;
    case "reinstate":
      return `Shall ${company} be a partner in good standing again?`;
  }
}

/** `the badges Marketing and Engineering`. */
export function badges(ids: readonly string[], names: (id: string) => string): string {
  const all = ids.map(names);
  const last = all.at(-1) ?? "";
  return all.length === 1 ? `the badge ${last}` : `the badges ${all.slice(0, -1).join(", ")} and ${last}`;
}

function reasonOf(text: string): string | null {
  const reason = text.replace(/^(?:[\s:,;.!…—–]|-+(?=\s|$))+/u, "").trim();
  return reason === "" ? null : reason;
}

function refused(problem: string): RequestReading {
  return { ok: false, problem };
}
