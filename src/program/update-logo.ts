import { createHash } from "node:crypto";
import type { FileContent } from "./action.ts";
import { type FetchedLogos, type LogoPaths, logoPaths } from "./logo.ts";
import type { Partner } from "./partner.ts";
import type { PartnerUpdate } from "./partner-update.ts";
import type { Registry } from "./registry.ts";

const LOGO_FIELDS = ["logo", "logo-dark"] as const;

/** A part of an entry that a picture is sent for. */
type LogoField = (typeof LOGO_FIELDS)[number];

/** Which pictures an update sends, by the addresses at which they are attached. */
export type SentLogos = ReadonlyMap<LogoField, string>;

/** A picture that cannot be used, and what to do about it. */
export interface RefusedLogo {
  field: LogoField;
  problem: string;
}

const MARKS: Record<LogoField, string> = {
  logo: "Logo: attachment",
  "logo-dark": "Logo for dark backgrounds: attachment",
};

export function sentLogos(update: PartnerUpdate): SentLogos {
  return new Map(
    LOGO_FIELDS.flatMap((field) => {
      const address = update[field];
      return typeof address === "string" ? [[field, address] as const] : [];
    }),
  );
}

/** What came of the pictures of an update; or the address of one that nobody has fetched yet. */
export function receivedLogos(
  sent: SentLogos,
  fetched: FetchedLogos,
): { awaited: string } | { usable: SentLogos; refused: readonly RefusedLogo[] } {
  const usable = new Map<LogoField, string>();
  const refused: RefusedLogo[] = [];
  for (const [field, address] of sent) {
    const found = fetched.get(address);
    if (found === undefined) return { awaited: address };
    if ("problem" in found) refused.push({ field, problem: found.problem });
    else usable.set(field, address);
  }
  return { usable, refused };
}

/** Those of the usable pictures that go into the entry: one for dark backgrounds alone is none. */
export function usedLogos(partner: Partner, update: PartnerUpdate, usable: SentLogos): SentLogos {
  const isLost = typeof update.logo === "string" && !usable.has("logo") && partner.logo === undefined;
  return isLost ? new Map() : usable;
}

/** Where the pictures of a partner's update go. */
export function updateLogoPaths({ partners }: Registry, { id }: Partner, folder: string): LogoPaths {
  return logoPaths(
    folder,
    id,
    partners.filter((other) => other.id !== id),
  );
}

/**
 * An update with the paths of the used pictures in place of their addresses; where one is not used, the entry keeps what it
 * has. A new logo is the one for dark backgrounds as well, unless there is another one for these.
 */
export function withLogoPaths(update: PartnerUpdate, used: SentLogos, paths: LogoPaths): PartnerUpdate {
  const part = (isNew: boolean, asked: string | null | undefined, path: string) =>
    asked === null ? null : isNew ? path : undefined;
  return {
    ...update,
    logo: part(used.has("logo"), update.logo, paths.light),
    "logo-dark": part(used.size > 0, update["logo-dark"], paths.dark),
  };
}

/** The files of the used pictures. All of these have been fetched. */
export function updateLogoFiles(
  update: PartnerUpdate,
  used: SentLogos,
  fetched: FetchedLogos,
  paths: LogoPaths,
): FileContent[] {
  const encoded = (field: LogoField) => {
    const found = fetched.get(used.get(field) ?? "");
    return found === undefined || "problem" in found ? null : found;
  };
  const light = encoded("logo");
  const dark = update["logo-dark"] === null ? null : (encoded("logo-dark") ?? light);
  return [
    ...(light === null ? [] : [{ path: paths.light, content: light.light }]),
    ...(dark === null ? [] : [{ path: paths.dark, content: dark.dark }]),
  ];
}

/**
 * Lines for the message of the commit that brings the pictures: by them the next look knows which ones it brought, without
 * fetching them again. An address may hold what GitHub would read as a mention, so the lines hold its digest.
 */
export function logoMarks(used: SentLogos): string[] {
  return [...used].map(([field, address]) => markOf(field, address));
}

/** Those of the pictures that a commit with this message brought. */
export function markedLogos(sent: SentLogos, message: string): SentLogos {
  const marks = marksIn(message);
  return new Map([...sent].filter(([field, address]) => marks.includes(markOf(field, address))));
}

/** Whether a commit with this message brought these pictures and no others. */
export function hasMarks(message: string, used: SentLogos): boolean {
  return marksIn(message).join("\n") === logoMarks(used).join("\n");
}

function markOf(field: LogoField, address: string): string {
  return `${MARKS[field]} ${createHash("sha256").update(address).digest("hex").slice(0, 16)}`;
}

function marksIn(message: string): string[] {
  return message.split(/\r?\n/).filter((line) => Object.values(MARKS).some((mark) => line.startsWith(mark)));
}
