import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { UserError } from "../errors.ts";
import { appendToSequence, replaceInSequence } from "../text/yaml-edit.ts";
import { type Partner, partnerSchema } from "./partner.ts";
import { type Locate, parseYaml, type YamlProblem } from "./yaml-problems.ts";

/** The partners list as a file: `partners.yml` on the default branch. */
export const registrySchema = z.strictObject({
  version: z.literal(1).default(1).describe("The version of this file's shape."),
  partners: z
    .array(partnerSchema)
    .nullish()
    .transform((partners) => partners ?? [])
    .superRefine((partners, context) => {
      const first = new Map<string, number>();
      for (const [index, partner] of partners.entries()) {
        const earlier = first.get(partner.id);
        if (earlier === undefined) first.set(partner.id, index);
        else {
          const message = `the id "${partner.id}" belongs to entry ${earlier + 1} ("${partners[earlier]?.name}"): give this one another`;
          context.addIssue({ code: "custom", path: [index, "id"], message, input: partner.id });
        }
        context.issues.push(...doubledBadges(partner, index));
      }
    })
    .describe("One entry for each partner, former ones too."),
});

export type Registry = z.infer<typeof registrySchema>;

type RegistryResult =
  | { readonly ok: true; readonly registry: Registry; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

const HEADER = `# The partners of this project: the source of the partners list and of every page and badge.
# Decisions change it by pull request; edits by hand go by pull request too.
# Comments, order and style stay as they are. An id is never changed, and never given to another company.
`;

const FIRST_FILE = `${HEADER}version: 1\npartners: []\n`;

/** Reads the registry. `null` (no such file) and a file that holds only comments are an empty registry. */
export function parseRegistry(text: string | null): RegistryResult {
  if (text === null || isBlank(text)) {
    return { ok: true, registry: { version: 1, partners: [] }, locate: () => ({ line: 1, column: 1 }) };
  }
  const result = parseYaml(text, registrySchema);
  return result.ok ? { ok: true, registry: result.value, locate: result.locate } : result;
}

/** What is known of a company. */
interface Company {
  name?: string | null | undefined;
  url?: string | null | undefined;
  domain?: string | null | undefined;
}

/**
 * Whether two are the same company: by name (case, punctuation and accents do not matter), or by the host of the
 * website or domain (without `www.`). Hosts that many companies share, such as github.com, count together with the
 * first part of the path.
 */
export function sameCompany(one: Company, other: Company): boolean {
  const name = nameKey(one.name ?? "");
  if (name !== "" && name === nameKey(other.name ?? "")) return true;
  const hosts = hostKeys([other.url, other.domain]);
  return hostKeys([one.url, one.domain]).some((host) => hosts.includes(host));
}

/** What a company is known by: two that have one of these in common are the same, as {@link sameCompany} compares. */
export function companyKeys(names: readonly string[], addresses: readonly (string | undefined)[]): string[] {
  const keys = names.map(nameKey).filter((key) => key !== "");
  return [
    ...new Set([...keys.map((key) => `name ${key}`), ...hostKeys(addresses).map((key) => `host ${key}`)]),
  ];
}

/**
 * The entry of a company, listed or former, as {@link sameCompany} compares: by its name or a former name, else by
 * its website or one of its domains.
 */
export function findPartner(registry: Registry, company: Company): Partner | null {
  const byName = registry.partners.find((partner) =>
    [partner.name, ...partner["former-names"]].some((name) => sameCompany({ name: company.name }, { name })),
  );
  const address = { url: company.url, domain: company.domain };
  const byHost = registry.partners.find((partner) =>
    [partner.url, ...partner.domains].some((url) => sameCompany(address, { url })),
  );
  return byName ?? byHost ?? null;
}

/**
 * The file with one entry more, at the end; every other byte stays. `null` makes a first file.
 *
 * @throws UserError `registry-invalid` when the file is not a valid registry, `yaml-edit-failed` when its style
 * cannot be edited safely.
 */
export function addPartner(text: string | null, partner: Partner): string {
  const { partners } = requireRegistry(text);
  if (partners.some(({ id }) => id === partner.id)) throw new Error(`the id "${partner.id}" is taken`);
  const file = text === null || text.trim() === "" ? FIRST_FILE : text;
  return checkedRegistry(appendToSequence(file, ["partners"], printPartner(partner)), [...partners, partner]);
}

/**
 * The file with another entry in the place of the one with this id; every byte outside of it stays.
 *
 * @throws UserError as {@link addPartner} does, and `partner-missing` when there is no such entry.
 */
export function replacePartner(text: string, id: string, partner: Partner): string {
  const { partners } = requireRegistry(text);
  const index = partners.findIndex((entry) => entry.id === id);
  if (index === -1) {
    throw new UserError(
      "partner-missing",
      `The registry has no entry with the id "${id}".`,
      "Put the entry back, or correct its id: an id is never changed.",
    );
  }
  const wanted = partners.with(index, partner);
  return checkedRegistry(replaceInSequence(text, ["partners"], index, printPartner(partner)), wanted);
}

/** The host of a website that is the company's own, without `www.`; `null` for a platform's and where there is none. */
export function ownHost(url: string): string | null {
  const key = hostKey(url);
  return key === null || key.includes("/") ? null : key;
}

/** Whether the partner stands on the list; former and suspended ones do not. */
export function isListed(partner: Partner): boolean {
  return partner.status !== "former" && partner.status !== "suspended";
}

/** The entry as plain data for files: in the schema's order, without what is empty. */
export function printPartner(partner: Partner): Record<string, unknown> {
  const pruned = prune(partnerSchema.parse(partner));
  if (!isRecord(pruned)) throw new TypeError("an entry without content");
  return pruned;
}

/** As {@link parseRegistry}. @throws UserError `registry-invalid`, with the first problem's place. */
export function requireRegistry(text: string | null): Registry {
  const result = parseRegistry(text);
  if (result.ok) return result.registry;
  const [problem] = result.problems;
  throw new UserError(
    "registry-invalid",
    `The registry is not valid: line ${problem?.line}, column ${problem?.column}: ${problem?.message}`,
    "Mend that line by a commit on the default branch.",
  );
}

/**
 * The text of a registry, when it holds these partners: a splice that reads back as anything else must not leave this room.
 *
 * @throws UserError `yaml-edit-failed`.
 */
export function checkedRegistry(text: string, wanted: readonly Partner[]): string {
  const result = parseRegistry(text);
  const same = result.ok && isDeepStrictEqual(plain(result.registry.partners), plain(wanted));
  if (!same) {
    throw new UserError(
      "yaml-edit-failed",
      "The registry could not be changed: the edited file does not read back as intended.",
      "Change it by hand, or write it as a plain YAML list with one entry a line.",
    );
  }
  return text;
}

function plain(partners: readonly Partner[]): unknown[] {
  return partners.map(printPartner);
}

function doubledBadges(partner: Partner, index: number) {
  const seen = new Set<string>();
  return partner.badges.flatMap(({ category }, badge) => {
    if (!seen.has(category)) {
      seen.add(category);
      return [];
    }
    const path = [index, "badges", badge, "category"];
    const message = `a second badge for "${category}": keep one`;
    return [{ code: "custom" as const, path, message, input: category }];
  });
}

function isBlank(text: string): boolean {
  return text.split(/\r\n?|\n/).every((line) => /^\uFEFF?\s*(?:#.*|---\s*)?$/.test(line));
}

function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, prune(inner)])
    .filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === "" || (isRecord(value) && Object.keys(value).length === 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is left of a name when case, accents, spaces and punctuation do not matter. */
function nameKey(name: string): string {
  const letters = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  // A name of nothing but signs (an emoji) is compared as it is.
  return letters.replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, "") || letters.trim();
}

const SHARED_HOSTS = new Set([
  "bitbucket.org",
  "codeberg.org",
  "facebook.com",
  "github.com",
  "gitlab.com",
  "linkedin.com",
  "medium.com",
  "sites.google.com",
  "x.com",
  "youtube.com",
]);

function hostKeys(addresses: readonly (string | null | undefined)[]): string[] {
  return addresses.flatMap((address) => hostKey(address ?? "") ?? []);
}

function hostKey(address: string): string | null {
  const trimmed = address.trim();
  const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (trimmed === "" || !URL.canParse(complete)) return null;
  const { hostname, pathname } = new URL(complete);
  const host = hostname.replace(/^www\./, "").replace(/\.$/, "");
  if (!SHARED_HOSTS.has(host)) return host;
  const owner = pathname
    .split("/")
    .filter((part) => part !== "")
    .slice(0, host === "linkedin.com" ? 2 : 1);
  return owner.length === 0 ? null : `${host}/${owner.join("/").toLowerCase()}`;
}
