import type { Partner } from "../../program/partner.ts";
import { webAddress } from "../../text/escape.ts";
import { pictureFormat } from "./picture-format.ts";
import type { SiteInput } from "./site-input.ts";

/** A picture by its ending in the site, such as `png`, and its bytes. */
interface Picture {
  readonly ending: string;
  readonly bytes: Uint8Array;
}

/** The pictures of a partner. */
export interface LogoPictures {
  readonly light: Picture;
  readonly dark: Picture;
  /** Whether the dark one was made for dark backgrounds, and is not the light one again. */
  readonly adapts: boolean;
}

/** The logo of a partner in the site. */
export interface ShownLogo {
  /** Paths in the site; both are always there, a typographic one where there is no logo. */
  readonly light: string;
  readonly dark: string;
  readonly alt: string;
  /** As {@link LogoPictures} says; a typographic one does. */
  readonly adapts: boolean;
}

/**
 * The pictures that a partner's entry names, as far as the repository has them in a format that browsers show; `null`
 * without any: then the name is set in type. An address on the web is none, since nothing on the site loads from there.
 */
export function logoPictures(logos: SiteInput["logos"], { logo }: Partner): LogoPictures | null {
  const light = pictureAt(logos, logo?.light);
  const dark = pictureAt(logos, logo?.dark);
  if (light !== null) return { light, dark: dark ?? light, adapts: dark !== null };
  return dark === null ? null : { light: dark, dark, adapts: false };
}

/** Where the two pictures of a partner are in the site. An id has no dots, so no other partner's files are there. */
export function showLogo(logos: SiteInput["logos"], partner: Partner): ShownLogo {
  const pictures = logoPictures(logos, partner);
  return {
    light: `logos/${partner.id}.${pictures?.light.ending ?? "svg"}`,
    dark: `logos/${partner.id}.dark.${pictures?.dark.ending ?? "svg"}`,
    alt: partner.logo?.alt ?? partner.name,
    adapts: pictures?.adapts ?? true,
  };
}

function pictureAt(logos: SiteInput["logos"], place: string | undefined): Picture | null {
  const bytes = place === undefined || webAddress(place) !== null ? undefined : logos.get(place);
  const ending = bytes === undefined ? null : pictureFormat(bytes);
  return bytes === undefined || ending === null ? null : { ending, bytes };
}
