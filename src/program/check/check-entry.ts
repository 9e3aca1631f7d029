import { safeUrl, webAddress } from "../../text/escape.ts";
import type { Config } from "../config.ts";
import { nearest } from "../nearest-word.ts";
import type { Partner } from "../partner.ts";
import { isListed } from "../registry.ts";
import { validBadges } from "../tier.ts";
import type { EntryFinding } from "./entry-finding.ts";

interface EntryContext {
  readonly config: Config;
  readonly today: string;
  readonly exists: (path: string) => boolean;
  readonly isPicture: (path: string) => boolean | null;
}

/** What one entry says that its shape allows, and that is wrong or will surprise. Days are for `checkDates`. */
export function checkEntry(partner: Partner, context: EntryContext): EntryFinding[] {
  return [
    ...categoryFindings(partner, context),
    ...placeFindings(partner, context),
    ...logoFindings(partner, context),
    ...silences(partner),
  ];
}

/** Badges of categories that the config does not have: one that would count fails, one that is over only surprises. */
function categoryFindings(partner: Partner, { config, today }: EntryContext): EntryFinding[] {
  const ids = config.categories.map(({ id }) => id);
  const valid = isListed(partner) ? validBadges(partner, today) : [];
  return partner.badges.flatMap((badge, index): EntryFinding[] => {
    if (ids.includes(badge.category)) return [];
    const meant = nearest(badge.category, ids);
    const mend =
      meant === null
        ? `Write one of ${ids.join(", ")}`
        : `Did you mean ${meant}? If not, write one of ${ids.join(", ")}`;
    return [
      {
        path: ["badges", index, "category"],
        level: valid.includes(badge) ? "failure" : "warning",
        message: `there is no category ${badge.category} in the config, so this badge does not count`,
        mend: `${mend}, or add the category to the config.`,
      },
    ];
  });
}

/** Records of decisions that an entry names, and that are not there. */
function placeFindings({ badges, history }: Partner, { config, exists }: EntryContext): EntryFinding[] {
  const missing = (path: EntryFinding["path"], place: string | undefined): EntryFinding[] => {
    if (place === undefined || webAddress(place) !== null || exists(place)) return [];
    const message = `there is no file ${place}`;
    return [{ path, level: "failure", message, mend: "Write the path of the record of the decision." }];
  };
  return [
    ...badges.flatMap(({ decision }, index) => missing(["badges", index, "decision"], decision)),
    // A reference is one line of any text; only what looks like a record must be one.
    ...history.flatMap(({ ref }, index) =>
      ref?.startsWith(`${config.files.decisions}/`) ? missing(["history", index, "ref"], ref) : [],
    ),
  ];
}

function logoFindings({ logo }: Partner, { config, exists, isPicture }: EntryContext): EntryFinding[] {
  return (["light", "dark"] as const).flatMap((scheme): EntryFinding[] => {
    const place = logo?.[scheme];
    const path = ["logo", scheme];
    if (place === undefined) return [];
    if (webAddress(place) !== null) {
      const message =
        "the site loads nothing from other hosts, so this logo is not shown and the name is set in type";
      const mend = `Put the picture into the folder ${config.files.logos}, and write its path.`;
      return [{ path, level: "warning", message, mend }];
    }
    if (exists(place)) {
      if (isPicture(place) !== false) return [];
      const message = `${place} is no picture that the site shows, so the name is set in type`;
      const mend =
        "Use a PNG, JPEG, WebP, GIF or AVIF, or an SVG without scripts and without anything from elsewhere.";
      return [{ path, level: "failure", message, mend }];
    }
    const mend = `Add the picture, or correct the path; logos are in the folder ${config.files.logos}.`;
    return [{ path, level: "failure", message: `there is no file ${place}`, mend }];
  });
}

/** What an entry does not say although somebody will ask. */
function silences(partner: Partner): EntryFinding[] {
  const { url, people, status, agreement } = partner;
  const findings: EntryFinding[] = [];
  if (url !== undefined && safeUrl(url) === null) {
    findings.push({
      path: ["url"],
      level: "warning",
      message: `${url} is no address of a public website, so no page links it`,
      mend: "Write an address such as https://acme.example.com/.",
    });
  }
  if (status !== "active" && partner["status-since"] === undefined) {
    findings.push({
      path: ["status"],
      level: "warning",
      message: `nothing says since when it is ${status}, so it counts from the day on which it became a partner`,
      mend: "Add `status-since`.",
    });
  }
  people.forEach(({ login, consent }, index) => {
    if (consent.state !== "confirmed" || consent.at !== undefined || consent.ref !== undefined) return;
    findings.push({
      path: ["people", index, "consent"],
      level: "warning",
      message: `nothing says where or when ${login} agreed to be named here`,
      mend: "Add `at` and `ref`, or write `suggested` until the person confirms.",
    });
  });
  if (isListed(partner) && agreement === undefined) {
    findings.push({
      path: [],
      level: "notice",
      message: `nothing says that ${partner.name} agreed to the terms of the program`,
      mend: "Add `agreement` with its date, and with version and signatory where they are known.",
    });
  }
  return findings;
}
