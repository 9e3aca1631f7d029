import { createHash } from "node:crypto";
import { CONFIG_PATH, type Config } from "../config.ts";
import type { Forgetting } from "./forgetting.ts";
import { digestsOf, type ForgottenPerson } from "./forgotten-person.ts";

/** Our own numbers, and ids and paths of the program; the template escapes them. */
export interface ForgetPullRequestView {
  program: string;
  partners: readonly { id: string; weeks: number }[];
  /** How many entries of which archive are redacted. */
  archives: readonly { year: number; entries: number }[];
  digests: number;
  /** The path of the config. */
  config: string;
}

/** The branch of the pull request that forgets a person: the same for the same person, and it names nobody. */
export function formatForgetBranch(person: ForgottenPerson): string {
  const digest = createHash("sha256")
    .update(`forget ${digestsOf(person).join(" ")}`)
    .digest("hex");
  return `partnerbot/forget-${digest.slice(0, 12)}`;
}

/** What that pull request says. Nothing in it names the person. */
export function forgetPullRequest(
  { partners, archives, digests }: Pick<Forgetting, "partners" | "archives" | "digests">,
  config: Pick<Config, "program">,
): { title: string; view: ForgetPullRequestView } {
  const years = [...new Set(archives.redacted.map(({ year }) => year))];
  return {
    title: "Forget a person who asked for it",
    view: {
      program: config.program.name,
      partners: partners.map(({ id, weeks }) => ({ id, weeks })),
      archives: years.map((year) => ({
        year,
        entries: archives.redacted.filter((entry) => entry.year === year).length,
      })),
      digests,
      config: CONFIG_PATH,
    },
  };
}
