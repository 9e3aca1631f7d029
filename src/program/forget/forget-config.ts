import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../errors.ts";
import { mergeIntoSequence, removeFromSequence } from "../../text/yaml-edit.ts";
import type { Config } from "../config.ts";
import { readConfig } from "../program-files.ts";
import { digestsOf, type ForgottenPerson, isOwnLogin } from "./forgotten-person.ts";

/**
 * The text of the config with the person's digests under `activity.opted-out`, and without the login under `activity.people`
 * and `activity.bots`, which say the same. Every byte outside of that stays.
 *
 * @throws UserError `yaml-edit-failed` when the file's style cannot be edited safely.
 */
export function forgetInConfig(
  source: string,
  config: Config,
  person: ForgottenPerson,
): { text: string; digests: number } {
  const { activity } = config;
  const digests = digestsOf(person).filter((digest) => !activity["opted-out"].includes(digest));
  let text = mergeIntoSequence(source, ["activity", "opted-out"], new Map(), digests);
  for (const list of ["people", "bots"] as const) {
    text = activity[list].reduceRight(
      (edited, login, place) =>
        isOwnLogin(person, login) ? removeFromSequence(edited, ["activity", list], place) : edited,
      text,
    );
  }
  if (text === source) return { text, digests: 0 };
  const wanted = {
    ...config,
    activity: {
      ...activity,
      "opted-out": [...activity["opted-out"], ...digests],
      people: activity.people.filter((login) => !isOwnLogin(person, login)),
      bots: activity.bots.filter((login) => !isOwnLogin(person, login)),
    },
  };
  const read = readConfig(text);
  if (!read.ok || !isDeepStrictEqual(read.config, wanted)) {
    throw new UserError(
      "yaml-edit-failed",
      "The config could not be changed: the edited file does not read back as intended.",
      "Write `activity` as a plain YAML mapping with one key a line.",
    );
  }
  return { text, digests: digests.length };
}
