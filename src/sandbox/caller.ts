import { actorAccount } from "./accounts.ts";
import type { Caller } from "./authentication.ts";
import type { RateSubject } from "./rate-limit.ts";
import type { State } from "./state.ts";

/** How a caller is printed in the request log: a login, `app:slug`, `anonymous`. */
export function callerName(state: State, caller: Caller): string {
  if (caller.kind === "anonymous") return "anonymous";
  return caller.kind === "app" ? `app:${caller.app.slug}` : actorAccount(state, caller.actor).login;
}

/** Whose rate limit a caller uses. */
export function rateSubject(caller: Caller): RateSubject {
  if (caller.kind === "anonymous") return { name: "127.0.0.1", limit: 60 };
  if (caller.kind === "app") return { name: `app ID ${caller.app.id}`, limit: 5000 };
  return caller.actor.kind === "installation"
    ? installationSubject(caller.actor.installationId)
    : { name: `user ID ${caller.actor.accountId}`, limit: 5000 };
}

/** The rate limit of an installation. */
export function installationSubject(installationId: number): RateSubject {
  return { name: `installation ID ${installationId}`, limit: 5000 };
}
