import { FORGOTTEN_ACTOR, type Partner } from "../../program/partner.ts";
import type { SiteInput } from "./site-input.ts";

/** What the site does not say of a partner, whatever its history holds. */
const UNTOLD: ReadonlySet<string> = new Set(["at-risk", "suspended"]);

/** Whether pages and the feed tell of such an event; of the winding down only where the config says so. */
export function isTold({ config }: Pick<SiteInput, "config">, event: string): boolean {
  if (event === "winding-down") return config.site["show-winding-down"];
  return !UNTOLD.has(event);
}

/** Who did it, unless that is somebody of the partner who has not agreed to be named, or asked to be forgotten. */
export function toldActor({ contacts, people }: Partner, actor: string | undefined): string | null {
  if (actor === FORGOTTEN_ACTOR) return null;
  const isActor = ({ login }: { login: string }) => login.toLowerCase() === actor?.toLowerCase();
  const own = people.filter(isActor);
  const isSilent =
    own.length > 0 ? !own.some(({ consent }) => consent.state === "confirmed") : contacts.some(isActor);
  return isSilent ? null : (actor ?? null);
}
