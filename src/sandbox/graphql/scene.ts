import { formatInstant, type Instant } from "../../program/instant.ts";
import { requireAccess } from "../access.ts";
import { fullName } from "../repositories.ts";
import type { Actor, Repository, State } from "../state.ts";

/** The GitHub that one call sees, and who calls. */
export interface Scene {
  readonly state: State;
  readonly viewer: Actor;
}

/** Throws unless the viewer may read this part of a repository; of an app one of the named permissions is asked. */
export function requireRead(scene: Scene, repository: Repository, ...permissions: readonly string[]): void {
  requireAccess(scene.state, scene.viewer, repository, {
    app: Object.fromEntries(permissions.map((permission) => [permission, "read"] as const)),
    person: "read",
  });
}

/** `url` and `resourcePath` of something under a repository: `""`, `/issues/3`, … */
export function addresses(
  scene: Scene,
  repository: Repository,
  path: string,
): { url: string; resourcePath: string } {
  const resourcePath = `/${fullName(scene.state, repository)}${path}`;
  return { resourcePath, url: `${scene.state.urls.web}${resourcePath}` };
}

/** A time as GitHub writes it; `null` stays. */
export function time(instant: Instant | null): string | null {
  return instant === null ? null : formatInstant(instant);
}

/** `THUMBS_UP` from `thumbs up` or `thumbs-up`, `CLOSED_EVENT` from `ClosedEvent`. */
export function enumName(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[-\s]+/g, "_")
    .toUpperCase();
}

export interface Order {
  field: string;
  direction: "ASC" | "DESC";
}

/** Sorted by one of the named measures; where they are equal by id, so that pages never overlap. */
export function sorted<T extends { readonly id: number }>(
  items: Iterable<T>,
  order: Order,
  measures: Readonly<Record<string, (item: T) => number | string>>,
): T[] {
  const measure = measures[order.field];
  if (measure === undefined) throw new RangeError(`no order by ${order.field}`);
  const rising = [...items].sort((one, other) => compare(measure(one), measure(other)) || one.id - other.id);
  return order.direction === "ASC" ? rising : rising.reverse();
}

/** By what `sorted` sorts, for the cursors of a connection. */
export function ordering<T>(
  { field, direction }: Order,
  measures: Readonly<Record<string, (item: T) => number>>,
): { of: (item: T) => number; isRising: boolean } {
  const of = measures[field];
  if (of === undefined) throw new RangeError(`no order by ${field}`);
  return { of, isRising: direction === "ASC" };
}

function compare(one: number | string, other: number | string): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;
}
