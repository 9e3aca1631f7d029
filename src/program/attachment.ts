import { webAddress } from "../text/escape.ts";

const GITHUB_COM = "https://github.com";
/** Where github.com keeps pictures that were attached before 2023, and in private repositories. */
const OLDER_HOSTS = ["user-images.githubusercontent.com", "private-user-images.githubusercontent.com"];
/** Where github.com sends those who ask for an attachment. */
const STORAGE =
  /^(?:github-production-user-asset-[a-z0-9]+\.s3\.amazonaws\.com|[a-z0-9-]+\.githubusercontent\.com)$/;
const PATH = /^\/user-attachments\/(?:assets\/[\w-]+|files\/\d+\/[^/]+)$/;

/**
 * Whether an address is that of a file attached to an issue of this GitHub, which stays as it was when the committee saw
 * it. Anything else that a company links may change or vanish after the vote.
 * @param web any address of this GitHub's pages, such as the repository's.
 */
export function isAttachment(address: string, web: string): boolean {
  const url = webAddress(address);
  const home = webAddress(web);
  if (url === null || home === null) return false;
  if (url.origin === home.origin) return PATH.test(url.pathname);
  return home.origin === GITHUB_COM && url.protocol === "https:" && OLDER_HOSTS.includes(url.host);
}

/** Whether this GitHub may lead there from an attachment's address. Arguments as of {@link isAttachment}. */
export function isAttachmentStorage(address: string, web: string): boolean {
  const url = webAddress(address);
  const home = webAddress(web);
  if (url === null || home === null) return false;
  if (home.origin === GITHUB_COM) return url.protocol === "https:" && STORAGE.test(url.host);
  // An Enterprise Server keeps files itself, on its own host or on one below it.
  return url.protocol === home.protocol && (url.host === home.host || url.host === `media.${home.host}`);
}
