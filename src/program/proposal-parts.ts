import { safeUrl, webAddress } from "../text/escape.ts";
import { categoryLabel } from "./category.ts";
import type { Config } from "./config.ts";
import type { Answer } from "./proposal-answers.ts";
import { entryLines, isBlank, plainText, withoutEnd } from "./proposal-text.ts";

/** An address stands in the first part of its answer, or there is none. */
const LONGEST_TEXT = 4000;
const ADDRESS = /https?:\/\/[^\s<>()"'\]]+/gi;

/** A web address: `www.example.com` is completed to https. `null` when there is none. */
export function readAddress(text: string): string | null {
  const line = text.trim().slice(0, LONGEST_TEXT);
  const link = /\]\(\s*<?([^)\s>]+)/.exec(line)?.[1] ?? /^<([^>\s]+)>$/.exec(line)?.[1];
  const candidate = withoutEnd(link ?? line.match(ADDRESS)?.[0] ?? line);
  return /\s/.test(candidate) ? null : safeUrl(candidate);
}

/** One entry a line, or all addresses of a line; list marks are left out. */
export function readAddresses(text: string): string[] {
  const found = entryLines(text).flatMap((line) => {
    const addresses = [...line.matchAll(ADDRESS)].map(([address]) => withoutEnd(address));
    if (addresses.length > 0) return addresses.flatMap((address) => safeUrl(address) ?? []);
    return [plainText(line)];
  });
  return [...new Set(found.filter((entry) => !isBlank(entry)))];
}

/** Chosen options, or the lines of a text, or what stands between its commas when it is one line. */
export function readList(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  if (answer.options.length > 0) return [...answer.options];
  const entries = entryLines(answer.text);
  const parts = entries.length === 1 ? (entries[0] ?? "").split(/[,;]/) : entries;
  return [...new Set(parts.map(plainText).filter((part) => !isBlank(part)))];
}

/** The address of an attached or linked picture. */
export function readPicture(answer: string): string | null {
  const text = answer.slice(0, LONGEST_TEXT);
  const source =
    /<img\b[^>]{0,1000}?\bsrc\s{0,9}=\s{0,9}["']([^"']{1,2048})["']/i.exec(text)?.[1] ??
    /!\[[^\]]{0,300}\]\(\s{0,9}<?([^)\s>]{1,2048})/.exec(text)?.[1];
  const address = source ?? text.match(ADDRESS)?.[0];
  // What is attached on a GitHub of one's own is on a host that need not be public.
  if (address !== undefined) return safeUrl(address) ?? webAddress(address)?.href ?? null;
  const trimmed = text.trim();
  return /^[^\s/]+\.[a-z]{2,}\/\S+\.(?:png|svg|webp|jpe?g|gif|ico)$/i.test(trimmed) ? safeUrl(trimmed) : null;
}

/**
 * Categories that were chosen, or written where the form asks for text. An entry counts as what `intake.categories`
 * says, else as the category whose id, name or label it is, or begins with before a parenthesis, comma, colon or dash.
 * "Other" is no category.
 */
export function readCategories(
  config: Config,
  answer: Answer | undefined,
): { ids: string[]; unknown: string[] } {
  const ids = new Set<string>();
  const unknown: string[] = [];
  const written = answer?.field?.options.length === 0 ? readList(answer) : [];
  for (const entry of [...(answer?.options ?? []), ...(answer?.unknown ?? []), ...written]) {
    const id = categoryOf(config, entry);
    if (id !== null) ids.add(id);
    else if (!/^other\b/i.test(entry.trim()) && isProblem(config, answer, entry)) unknown.push(entry);
  }
  const known = config.categories.map((category) => category.id).filter((id) => ids.has(id));
  return { ids: known, unknown };
}

/**
 * An option of the form that the config maps to nothing is simply no category where the config maps some options
 * (a program may ask for more than it awards); anything else that is not known is a problem.
 */
function isProblem(config: Config, answer: Answer | undefined, entry: string): boolean {
  const ofForm = answer?.options.includes(entry) ?? false;
  return !(ofForm && Object.keys(config.intake.categories).length > 0);
}

function categoryOf(config: Config, entry: string): string | null {
  const mapped = Object.entries(config.intake.categories).find(([text]) => same(text, entry))?.[1];
  if (mapped !== undefined) return mapped;
  const found = config.categories.find((category) =>
    [category.id, category.name, categoryLabel(category)].some(
      (name) => same(name, entry) || same(name, entry.split(/\s*[(,:–—]|\s-\s/u)[0] ?? ""),
    ),
  );
  return found?.id ?? null;
}

function same(one: string, other: string): boolean {
  const normalized = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();
  return normalized(one) === normalized(other);
}
