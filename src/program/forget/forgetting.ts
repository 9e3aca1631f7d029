import type { TextFile } from "../action.ts";
import { CONFIG_PATH, type Config } from "../config.ts";
import type { AnonymousWeek } from "../partner.ts";
import type { Registry } from "../registry.ts";
import { type ForgottenInArchives, forgetInArchives } from "./forget-archives.ts";
import { forgetInConfig } from "./forget-config.ts";
import { type ForgottenAtPartner, forgetInRegistry } from "./forget-registry.ts";
import type { ForgottenPerson } from "./forgotten-person.ts";
import { type Mention, mentionsOf } from "./mentions.ts";

export interface ForgettingInput {
  readonly person: ForgottenPerson;
  readonly config: Config;
  readonly registry: Registry;
  /** Every text file of the program by path; `null` for one that cannot be read as a whole text. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Records of votes and reports on the data branch, by path. */
  readonly records: ReadonlyMap<string, string>;
  /** What the person's contributions counted, by partner id. */
  readonly credit: ReadonlyMap<string, readonly AnonymousWeek[]>;
  /** Where accounts are, such as `github.com`. */
  readonly host: string;
  /** The day, UTC. */
  readonly day: string;
}

/** What has to change for a person to be forgotten, and what still names them afterwards. */
export interface Forgetting {
  /**
   * Files that become another, whole; none: there was nothing to forget. They are written in this order: once the config says
   * that somebody has opted out, nothing of what they did can be counted any more.
   */
  readonly files: readonly TextFile[];
  readonly partners: readonly ForgottenAtPartner[];
  /** How many digests the config did not have yet. */
  readonly digests: number;
  readonly archives: Pick<ForgottenInArchives, "checked" | "redacted">;
  /** Records of votes, decisions and reports: they stay, as they are official acts. */
  readonly records: readonly Mention[];
  /** Other places that have the login as a word, for people to look at. */
  readonly mentions: readonly Mention[];
  /** Paths of files that could not be looked at: too long, or no text. */
  readonly unread: readonly string[];
}

/**
 * Forgets a person in the files of a program. The same files without the person give no change.
 *
 * @throws UserError `yaml-edit-failed`, `archive-invalid`.
 */
export function forgetPerson(input: ForgettingInput): Forgetting {
  const { person, config, registry, texts, records, credit, host, day } = input;
  const registryPath = config.files.registry;
  const registryText = texts.get(registryPath) ?? "";
  const listed = forgetInRegistry(registryText, registry, person, credit);
  const configured = forgetInConfig(texts.get(CONFIG_PATH) ?? "", config, person);
  const { files: archived, ...archives } = forgetInArchives(config, texts, person, host, day);
  const candidates = [
    { path: registryPath, content: listed.text },
    ...archived,
    { path: CONFIG_PATH, content: configured.text },
  ];
  const files = candidates.filter(({ path, content }) => (texts.get(path) ?? "") !== content);
  const after = new Map([...texts, ...files.map(({ path, content }): [string, string] => [path, content])]);
  const isRecord = (path: string) => path.startsWith(`${config.files.decisions}/`);
  const all = [...after].flatMap(([path, text]): [string, string][] => (text === null ? [] : [[path, text]]));
  return {
    unread: [...after].flatMap(([path, text]) => (text === null ? [path] : [])),
    files,
    partners: listed.partners,
    digests: configured.digests,
    archives,
    records: [
      ...mentionsOf(
        all.filter(([path]) => isRecord(path)),
        person,
      ),
      ...mentionsOf(records, person),
    ],
    mentions: mentionsOf(
      all.filter(([path]) => !isRecord(path)),
      person,
    ),
  };
}
