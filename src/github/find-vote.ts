import { BALLOT_KINDS, type BallotKind, CONFIG_PATH } from "../program/config.ts";
import type { ApplicationLook } from "../program/observation.ts";
import type { ApplicationKey } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import { findApplication } from "./find-application.ts";

/**
 * Reads one vote as anybody may read it: the config, the ballot record with its commits, and the issue with all its
 * comments: one query, and one more for each further hundred comments. Forms and registry are not looked for.
 *
 * `app` is the slug of the app that runs the program; `null` takes the app that committed the ballot record of the
 * kind first, or of any kind for `null`, as far back as its last ten commits go. The look's `app` says which one it was; it is empty when no app did.
 * @returns `null` when there is no such issue, or the token may not see it.
 */
export async function findVote(
  client: GitHubClient,
  key: ApplicationKey,
  kind: BallotKind | null,
  app: string | null,
): Promise<ApplicationLook | null> {
  const places = {
    form: CONFIG_PATH,
    updateForm: CONFIG_PATH,
    reportForm: CONFIG_PATH,
    registry: CONFIG_PATH,
    list: CONFIG_PATH,
    branch: null,
    supportedBy: [],
    isUpdate: false,
    isReport: false,
    logins: [],
    others: null,
  };
  const look = await findApplication(client, key, places, (committers) => {
    const [first] = (kind === null ? BALLOT_KINDS : [kind]).flatMap((one) => committers[one].at(-1) ?? []);
    return app ?? first ?? "";
  });
  if (look === null) return null;
  // Whose token it is has nothing to do with what the app granted.
  const comments = look.issue.comments.map((comment) => ({
    ...comment,
    reactions: { thumbsUp: false, confused: false },
  }));
  return {
    ...look,
    form: null,
    updateForm: null,
    reportForm: null,
    registry: null,
    list: null,
    issue: { ...look.issue, comments },
  };
}
