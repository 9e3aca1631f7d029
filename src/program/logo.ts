import { isAttachment } from "./attachment.ts";
import type { Partner } from "./partner.ts";

/** A logo as it comes into the repository: two PNGs of 400 by 400 pixels, for light and for dark backgrounds. */
export interface EncodedLogo {
  readonly light: Uint8Array;
  readonly dark: Uint8Array;
}

/** Why a logo cannot be used, and what its company can do, in plain text. */
export interface LogoRefusal {
  readonly problem: string;
}

/** What was made of the pictures that were fetched, by the addresses at which they are attached. */
export type FetchedLogos = ReadonlyMap<string, EncodedLogo | LogoRefusal>;

/** Where a partner's logo is in the repository. */
export interface LogoPaths {
  readonly light: string;
  readonly dark: string;
}

/** What becomes of the logo that a proposal names. */
export type ProposedLogo =
  | { readonly kind: "none" }
  /** It is attached, and nobody has fetched it yet. */
  | { readonly kind: "attached"; readonly address: string }
  | { readonly kind: "usable"; readonly encoded: EncodedLogo }
  | { readonly kind: "refused"; readonly problem: string };

/**
 * @param web any address of this GitHub's pages.
 * @param fetched what was made of the picture; `null` when nobody has fetched it yet.
 */
export function proposedLogo(
  proposal: { readonly logo: string | null } | null,
  web: string,
  fetched: EncodedLogo | LogoRefusal | null,
): ProposedLogo {
  const address = proposal?.logo ?? null;
  if (address === null) return { kind: "none" };
  if (!isAttachment(address, web)) {
    return {
      kind: "refused",
      problem:
        "The logo is a link to another site, where it may change after the vote. Attach the picture itself.",
    };
  }
  if (fetched === null) return { kind: "attached", address };
  return "problem" in fetched ? { kind: "refused", ...fetched } : { kind: "usable", encoded: fetched };
}

/**
 * Where a partner's logo goes: `logos/acme.png` and `logos/acme-dark.png`. When another partner's logo is there already
 * (`acme-dark` has an id of its own), the next free number is added.
 */
export function logoPaths(folder: string, id: string, others: readonly Partner[]): LogoPaths {
  const taken = new Set(others.flatMap(({ logo }) => [logo?.light, logo?.dark]));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? id : `${id}-${number}`;
    const paths = { light: `${folder}/${name}.png`, dark: `${folder}/${name}-dark.png` };
    if (!taken.has(paths.light) && !taken.has(paths.dark)) return paths;
  }
}

/** What a pull request says of the files of a partner's logo. */
export function logoChanges({ logo }: Pick<Partner, "logo">): { path: string; change: string }[] {
  return [
    { path: logo?.light ?? "", change: "the logo, for light backgrounds" },
    { path: logo?.dark ?? "", change: "the logo, for dark backgrounds" },
  ].filter(({ path }) => path !== "");
}
