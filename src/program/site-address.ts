import type { Config } from "./config.ts";

/**
 * The address at which the site is seen, with a slash at its end: as the config says, else where GitHub Pages shows the
 * repository's (docs.github.com, "About GitHub Pages"); of another GitHub that is not known, and the repository stands
 * for it.
 */
export function siteUrlOf(
  { program }: Pick<Config, "program">,
  { owner, name, url, onGitHubCom }: { owner: string; name: string; url: string; onGitHubCom: boolean },
): string {
  if (program.page !== undefined) return program.page.replace(/\/*$/, "/");
  if (!onGitHubCom) return `${url}/`;
  const host = `${owner.toLowerCase()}.github.io`;
  return name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${name}/`;
}
