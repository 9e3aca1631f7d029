import { renderTypeLogo } from "../type-logo.ts";
import { logoPictures } from "./logo.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile } from "./site-input.ts";

/** The two pictures of every partner whom the site shows somewhere. */
export function logoFiles({ logos, partners }: SiteContext): SiteFile[] {
  return partners.flatMap(({ partner, logo }) => {
    const pictures = logoPictures(logos, partner);
    return [
      { path: logo.light, content: pictures?.light.bytes ?? renderTypeLogo(partner.name, "light") },
      { path: logo.dark, content: pictures?.dark.bytes ?? renderTypeLogo(partner.name, "dark") },
    ];
  });
}
