declare const unit: unique symbol;

/** A point in time in UTC: milliseconds since 1970-01-01T00:00:00Z. GitHub's own clock has whole seconds. */
export type Instant = number & { readonly [unit]: "milliseconds since 1970" };

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The one place where a number becomes an instant. */
export function instantOf(milliseconds: number): Instant {
  if (!Number.isFinite(milliseconds)) throw new RangeError(`not an instant: ${milliseconds}`);
  return milliseconds as Instant;
}

/** Reads an ISO 8601 date-time with a zone, such as GitHub writes; `null` when the text is not one. */
export function parseInstant(text: string): Instant | null {
  if (!ISO.test(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : instantOf(milliseconds);
}

/** `2026-03-09T09:00:00Z`: UTC, whole seconds, as GitHub writes it and as files keep it. */
export function formatInstant(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** `2026-03-09 09:00 UTC`: for people. Seconds are shown only when there are any. */
export function formatInstantForPeople(instant: Instant): string {
  const iso = new Date(instant).toISOString();
  const time = iso.slice(17, 19) === "00" ? iso.slice(11, 16) : iso.slice(11, 19);
  return `${iso.slice(0, 10)} ${time} UTC`;
}

/** `2026-03-09`: the UTC calendar day. */
export function formatDay(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The first of some instants; `null` of none. */
export function earliest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instantOf(Math.min(...instants));
}

/** The last of some instants; `null` of none. */
export function latest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instantOf(Math.max(...instants));
}
