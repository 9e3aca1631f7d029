import { safeUrl } from "../text/escape.ts";
import { categoryLabel } from "./category.ts";
import type { Config } from "./config.ts";
import type { Answer } from "./proposal-answers.ts";

const ADDRESS = /https?:\/\/[^\s<>()"'\]]+/gi;
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}$/;

/** One line, without Markdown's links, images and comments, inner spaces collapsed. */
export function plainText(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/[\s\u200b\u2028\u2029]+/g, " ")
    .trim();
}

/** A web address: `www.example.com` is completed to https. `null` when there is none. */
export function readAddress(text: string): string | null {
  const line = text.trim();
  const link = /\]\(\s*<?([^)\s>]+)/.exec(line)?.[1] ?? /^<([^>\s]+)>$/.exec(line)?.[1];
  const candidate = link ?? line.match(ADDRESS)?.[0] ?? line;
  return /\s/.test(candidate) ? null : safeUrl(candidate);
}

/** One entry a line, or all addresses of a line; list marks are left out. */
export function readAddresses(text: string): string[] {
  const found = lines(text).flatMap((line) => {
    const addresses = [...line.matchAll(ADDRESS)].map(([address]) => address.replace(/[.,;:]+$/, ""));
    if (addresses.length > 0) return addresses.flatMap((address) => safeUrl(address) ?? []);
    return [plainText(line)];
  });
  return [...new Set(found.filter((entry) => entry !== ""))];
}

/** Chosen options, or the lines of a text, or what stands between its commas when it is one line. */
export function readList(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  if (answer.options.length > 0) return [...answer.options];
  const entries = lines(answer.text);
  const parts = entries.length === 1 ? (entries[0] ?? "").split(/[,;]/) : entries;
  return [...new Set(parts.map(plainText).filter((part) => part !== ""))];
}

/** A login from `@octocat`, `octocat` or its profile's address; `null` when it can be none. */
export function readLogin(text: string): string | null {
  const trimmed = text.trim().replace(/[.,;:]+$/, "");
  const profile = /^(?:https?:\/\/)?(?:www\.)?[a-z0-9.-]+\/([A-Za-z0-9-]+)\/?$/i.exec(trimmed)?.[1];
  const login = profile ?? trimmed.replace(/^@/, "");
  return LOGIN.test(login) ? login : null;
}

/** People, one a line: a login, then a role after a comma, colon, dash or in parentheses. */
export function readPeople(text: string): { found: string; role: string | null }[] {
  return lines(text).flatMap((line) => {
    const parts = /^(\S+?)(?:[\s]*[,;:(–—-][\s]*|\s+)(.*)$/u.exec(`${line} `);
    const found = (parts?.[1] ?? line).replace(/[`*_]/g, "");
    if (found === "") return [];
    const role = plainText((parts?.[2] ?? "").replace(/\)\s*$/, "").replace(/^[\s,;:(–—-]+/u, ""));
    return [{ found, role: role === "" ? null : role }];
  });
}

/** The address of an attached or linked picture. */
export function readPicture(text: string): string | null {
  const source =
    /<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/i.exec(text)?.[1] ??
    /!\[[^\]]*\]\(\s*<?([^)\s>]+)/.exec(text)?.[1];
  const address = source ?? text.match(ADDRESS)?.[0];
  if (address !== undefined) return safeUrl(address);
  const trimmed = text.trim();
  return /^[^\s/]+\.[a-z]{2,}\/\S+\.(?:png|svg|webp|jpe?g|gif|ico)$/i.test(trimmed) ? safeUrl(trimmed) : null;
}

/**
 * Categories that were chosen. An option counts as what `intake.categories` says, else as the category whose id,
 * name or label it is, or begins with before a parenthesis, comma, colon or dash. "Other" is no category.
 */
export function readCategories(
  config: Config,
  answer: Answer | undefined,
): { ids: string[]; other: string | null; unknown: string[] } {
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const option of [...(answer?.options ?? []), ...(answer?.unknown ?? [])]) {
    const id = categoryOf(config, option);
    if (id !== null) ids.add(id);
    else if (!/^other\b/i.test(option.trim()) && isOffered(config, answer, option)) unknown.push(option);
  }
  const known = config.categories.map((category) => category.id).filter((id) => ids.has(id));
  return { ids: known, other: null, unknown };
}

/**
 * An option of the form that the config maps to nothing is simply no category where the config maps some options
 * (a program may ask for more than it awards); anything else that is not known is a problem.
 */
function isOffered(config: Config, answer: Answer | undefined, option: string): boolean {
  const ofForm = answer?.options.includes(option) ?? false;
  return !(ofForm && Object.keys(config.intake.categories).length > 0);
}

function categoryOf(config: Config, option: string): string | null {
  const mapped = Object.entries(config.intake.categories).find(([text]) => same(text, option))?.[1];
  if (mapped !== undefined) return mapped;
  const found = config.categories.find((category) =>
    [category.id, category.name, categoryLabel(category)].some(
      (name) => same(name, option) || same(name, option.split(/\s*[(,:–—]|\s-\s/u)[0] ?? ""),
    ),
  );
  return found?.id ?? null;
}

function same(one: string, other: string): boolean {
  const normalized = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();
  return normalized(one) === normalized(other);
}

function lines(text: string): string[] {
  return text
    .replace(/<!--[\s\S]*?-->/g, "")
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, "").trim())
    .filter((line) => line !== "");
}
