import { filesSchema } from "../program/config.ts";
import { type Instant, instantOf } from "../program/instant.ts";
import { intakeSchema } from "../program/intake.ts";
import { firstPlaces } from "../program/lifecycle/application.ts";
import type { Places, ProgramPaths } from "../program/places.ts";
import { type Key, printKey } from "./key.ts";

/** So many applications are remembered; which ones are forgotten costs one request each. */
const REMEMBERED = 10_000;

const DEFAULT_PATHS: ProgramPaths = {
  form: intakeSchema.parse({}).form,
  registry: filesSchema.parse({}).registry,
  list: filesSchema.parse({}).list,
};

/**
 * What saves requests and may vanish at any moment: where the last look at something had to look. It is checked by
 * every look, so that it can never be stale.
 */
export class Memory {
  readonly #places = new Map<string, Places>();
  readonly #paths = new Map<string, ProgramPaths>();
  #app: string | null = null;
  /** By how many milliseconds GitHub's clock is ahead of this machine's. */
  #ahead = 0;

  places(key: Extract<Key, { kind: "application" }>): Places {
    return this.#places.get(printKey(key)) ?? firstPlaces(this.paths(key));
  }

  paths({ owner, name }: { owner: string; name: string }): ProgramPaths {
    return this.#paths.get(`${owner}/${name}`.toLowerCase()) ?? DEFAULT_PATHS;
  }

  rememberPlaces(key: Extract<Key, { kind: "application" }>, places: Places): void {
    remember(this.#places, printKey(key), places);
    this.rememberPaths(key, places);
  }

  rememberPaths(
    { owner, name }: { owner: string; name: string },
    { form, registry, list }: ProgramPaths,
  ): void {
    remember(this.#paths, `${owner}/${name}`.toLowerCase(), { form, registry, list });
  }

  /** What every look says: which app this is, and what GitHub's clock shows. */
  rememberLook({ app, at }: { app: string; at: Instant }): void {
    this.#app = app;
    this.#ahead = at - Date.now();
  }

  /** GitHub's time, as far as it is known; before the first look this machine's. */
  now(): Instant {
    return instantOf(Date.now() + this.#ahead);
  }

  /** Whether an account is this app's bot. Before the first look nobody is. */
  isOwn({ login, type }: { login: string; type: string }): boolean {
    return this.#app !== null && type === "Bot" && login.toLowerCase() === `${this.#app}[bot]`.toLowerCase();
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
