import { emitRepositoryEvent } from "../events.ts";
import { repositoryOf } from "../repositories.ts";
import { representRelease } from "../representations/release.ts";
import type { Actor, Release, State } from "../state.ts";

/**
 * Emits `release` as GitHub does for one that was never a draft: it was created, published and released at once
 * (docs.github.com, "Webhook events and payloads", release).
 */
export function emitReleasePublished(state: State, actor: Actor, release: Release): void {
  for (const action of ["created", "published", "released"]) {
    emitRepositoryEvent(state, actor, repositoryOf(state, release), { event: "release", action }, () => ({
      release: representRelease(state, release),
    }));
  }
}
