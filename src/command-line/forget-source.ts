import { UserError } from "../errors.ts";
import type { PlacedContribution } from "../program/activity/contribution.ts";
import type { Coverage } from "../program/activity/coverage.ts";
import { CONFIG_PATH, type Config } from "../program/config.ts";
import { AnonymousCredit } from "../program/forget/anonymous-credit.ts";
import { type ForgottenPerson, isForgotten } from "../program/forget/forgotten-person.ts";
import type { AnonymousWeek } from "../program/partner.ts";
import { readConfig } from "../program/program-files.ts";
import { parseRegistry, type Registry } from "../program/registry.ts";
import type { YamlProblem } from "../program/yaml-problems.ts";
import { escapeLog } from "../text/escape.ts";

/** A ledger: what is known, and every contribution in it. */
export interface ForgetLedger {
  readonly coverage: Coverage;
  contributions(): Iterable<PlacedContribution>;
  /** Files that are not as the bot wrote them, of those that were read so far. */
  readonly altered: readonly string[];
}

/** Where the files of a program are read: a checkout, or GitHub. */
export interface ForgetSource {
  /** Every text file of the program by path; `null` for one that cannot be read as a whole text. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Records on the data branch, by path. */
  readonly records: ReadonlyMap<string, string>;
  /** Where accounts are, such as `github.com`. */
  readonly host: string;
  ledger(config: Config): Promise<ForgetLedger>;
}

type ProgramRead =
  | { readonly ok: true; readonly config: Config; readonly registry: Registry }
  /** One line each, with its end: the place and what is wrong there. */
  | { readonly ok: false; readonly problems: string };

/** The config and the registry. @throws UserError `file-missing`. */
export function readProgram({ texts }: Pick<ForgetSource, "texts">): ProgramRead {
  const config = readConfig(requireText(texts, CONFIG_PATH));
  if (!config.ok) return { ok: false, problems: render(CONFIG_PATH, config.problems) };
  const path = config.config.files.registry;
  const registry = parseRegistry(requireText(texts, path));
  if (!registry.ok) return { ok: false, problems: render(path, registry.problems) };
  return { ok: true, config: config.config, registry: registry.registry };
}

/** What the person's contributions counted, and whether that can be trusted. */
export interface ReadCredit {
  readonly credit: ReadonlyMap<string, readonly AnonymousWeek[]>;
  readonly altered: readonly string[];
}

/** Reads the ledger where the person can have anything in it that counts. */
export async function readCredit(
  source: ForgetSource,
  { config, registry }: { config: Config; registry: Registry },
  person: ForgottenPerson,
): Promise<ReadCredit> {
  const isCredited = registry.partners.some(({ people }) =>
    people.some(
      (entry) => entry.id !== undefined && entry.consent.state === "confirmed" && isForgotten(person, entry),
    ),
  );
  if (!isCredited || config.activity.repositories.length === 0) return { credit: new Map(), altered: [] };
  const ledger = await source.ledger(config);
  const { coverage } = ledger;
  const credit = new AnonymousCredit({ registry, config: config.activity, coverage }, person.id);
  for (const placed of ledger.contributions()) credit.add(placed);
  return { credit: credit.weeks(), altered: ledger.altered };
}

function requireText(texts: ForgetSource["texts"], path: string): string {
  const text = texts.get(path);
  if (typeof text === "string") return text;
  throw new UserError(
    "file-missing",
    `There is no ${path} that can be read.`,
    "Name a checkout of the program repository: partnerbot forget LOGIN DIR.",
  );
}

function render(path: string, problems: readonly YamlProblem[]): string {
  return problems
    .map(({ line, column, message }) => `${escapeLog(path)}:${line}:${column}: ${escapeLog(message)}\n`)
    .join("");
}
