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

/** What may be different when it is tried again. */
const PASSING = ["logo-unreachable", "logo-missing"];

/** Fetches and encodes logos. An attachment never changes, so what was made of one is kept for a while. */
export function createLogoSource(): LogoSource {
  const known = new Map<string, EncodedLogo | LogoRefusal>();
  const remember = <Result extends EncodedLogo | LogoRefusal>(address: string, result: Result): Result => {
    known.set(address, result);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return result;
  };
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
      return remember(address, await encodeLogo(bytes));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const refusal = { problem: `${error.message} ${error.mend}` };
      return PASSING.includes(error.code) ? refusal : remember(address, refusal);
    }
  };
}
