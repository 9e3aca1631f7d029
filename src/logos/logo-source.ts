import { UserError } from "../errors.ts";
import { isAttachment, isAttachmentStorage } from "../program/attachment.ts";
import type { EncodedLogo, LogoRefusal } from "../program/logo.ts";
import { fetchLogo } from "./fetch-logo.ts";
import { encodeLogo } from "./logo-image.ts";

/** Pull requests are made anew whenever their base moves; each logo has a few hundred kilobytes. */
const REMEMBERED = 50;

/**
 * Gets the logo at an attachment's address.
 * @param web the address of the program's repository, which says on which GitHub it is.
 * @param token one that may read that repository.
 */
export type LogoSource = (
  address: string,
  web: string,
  token: () => Promise<string>,
) => Promise<EncodedLogo | LogoRefusal>;

/** Fetches and encodes logos. An attachment never changes, so what was made of one is kept for a while. */
export function createLogoSource(): LogoSource {
  const known = new Map<string, EncodedLogo>();
  return async (address, web, token) => {
    const present = known.get(address);
    if (present !== undefined) return present;
    try {
      const bytes = await fetchLogo(address, {
        allowed: (at) => isAttachment(at, web),
        storage: (at) => isAttachmentStorage(at, web),
        token,
        tokenFor: new URL(web).origin,
      });
      const logo = await encodeLogo(bytes);
      known.set(address, logo);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      return logo;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { problem: `${error.message} ${error.mend}` };
    }
  };
}
