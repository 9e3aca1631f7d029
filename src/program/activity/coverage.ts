import { z } from "zod";
import { earliest, formatInstant, type Instant, latest, parseInstant } from "../instant.ts";
import { matchesRepository } from "./repository-glob.ts";

/** Where it is written on the data branch what the ledger is known to be complete for. */
export const COVERAGE_PATH = "activity/coverage.json";

/** A collection that was interrupted, and goes on where it was. */
interface UnfinishedCollection {
  /** It collects what happened from here. */
  since: Instant;
  /** How far each connection was read: GitHub's cursors by a name that the collector gives. */
  cursors: Readonly<Record<string, string>>;
  /** When it is finished, everything is known up to here. */
  until: Instant;
}

/** What is known of one repository: everything in it from `from` to `to` is in the ledger. */
export interface RepositoryCoverage {
  /** GitHub's node id, which a renamed repository keeps; `null` while GitHub has not shown it. */
  id: string | null;
  from: Instant;
  /** `null` when nothing is complete yet. */
  to: Instant | null;
  /** Commit of the default branch up to which it was read; `null` without one. */
  head: string | null;
  /** Git's blob id of each month's file as it was written, by month: `2026-03`. */
  files: Readonly<Record<string, string>>;
  /** Commits of the default branch since `from` that were read, those of bots and without an account too. */
  commits: number;
  /** How many of them are from the last hour before `to`, which the next collection reads again. */
  recent: number;
  /** Contributions that were not kept, since they have no account. */
  unattributed: number;
  unfinished: UnfinishedCollection | null;
  /** Why GitHub does not show it. */
  problem: "not-found" | "forbidden" | null;
  /** Names under which the config links it from before it was renamed. Left out where there are none. */
  formerly?: readonly string[];
  /**
   * While long lists were read page after page, what was updated meanwhile went to their front unseen. What has been updated
   * since is read back to here by the next collection. Left out where nothing can have moved.
   */
  backTo?: Instant;
}

/**
 * Why nothing is collected by a linked glob: it stands for more repositories than can be meant, or for none, or GitHub does not
 * show their owner.
 */
export type GlobProblem = "too-many" | "nothing" | "not-found" | "forbidden";

/** What is known of all repositories, by `owner/name` as GitHub spells it. */
export interface Coverage {
  repositories: Readonly<Record<string, RepositoryCoverage>>;
  /** Globs by which nothing is collected, as the config spelled them. Left out where there are none. */
  globs?: Readonly<Record<string, GlobProblem>>;
  /**
   * The digest of the list of people who opted out whose lines are not in the ledger any more. Left out while nobody is on it.
   */
  optedOut?: string;
}

export const NO_COVERAGE: Coverage = { repositories: {} };

export type CoverageResult =
  | { readonly ok: true; readonly coverage: Coverage }
  | { readonly ok: false; readonly message: string };

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "expected a time such as 2026-03-02T09:00:00Z", input: text });
  return z.NEVER;
});

const count = z.int().min(0);
const repositoryName = z.string().regex(/^[A-Za-z0-9_-]+\/[A-Za-z0-9._-]+$/);

const repositorySchema = z
  .strictObject({
    id: z.string().nullable(),
    from: instant,
    to: instant.nullable(),
    head: z.string().nullable(),
    files: z.record(z.string().regex(/^\d{4}-\d{2}$/), z.string()),
    commits: count,
    recent: count.default(0),
    unattributed: count,
    unfinished: z
      .strictObject({ since: instant, cursors: z.record(z.string(), z.string()), until: instant })
      .nullable(),
    problem: z.enum(["not-found", "forbidden"]).nullable(),
    formerly: z.array(z.string()).min(1).optional(),
    backTo: instant.optional(),
  })
  .transform(
    ({ formerly, backTo, ...coverage }): RepositoryCoverage => ({
      ...coverage,
      ...(formerly === undefined ? {} : { formerly }),
      ...(backTo === undefined ? {} : { backTo }),
    }),
  );

const coverageSchema = z
  .strictObject({
    version: z.literal(1),
    repositories: z.record(repositoryName, repositorySchema),
    globs: z.record(z.string(), z.enum(["too-many", "nothing", "not-found", "forbidden"])).optional(),
    optedOut: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .transform(
    ({ repositories, globs, optedOut }): Coverage => ({
      repositories,
      ...(globs === undefined ? {} : { globs }),
      ...(optedOut === undefined ? {} : { optedOut }),
    }),
  );

/** Reads `activity/coverage.json`. */
export function parseCoverage(text: string): CoverageResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, message: "this is not JSON" };
  }
  const parsed = coverageSchema.safeParse(value);
  if (parsed.success) return { ok: true, coverage: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not as expected"}` };
}

/** The file: repositories, months and cursors are sorted, so the same coverage gives the same bytes. */
export function printCoverage({ repositories, globs = {}, optedOut }: Coverage): string {
  const printed = sorted(repositories).map(([name, coverage]) => [name, printRepository(coverage)]);
  const all = {
    version: 1,
    ...(optedOut === undefined ? {} : { optedOut }),
    repositories: Object.fromEntries(printed),
    ...(Object.keys(globs).length === 0 ? {} : { globs: Object.fromEntries(sorted(globs)) }),
  };
  return `${JSON.stringify(all, null, 2)}\n`;
}

function printRepository(coverage: RepositoryCoverage): object {
  const { id, from, to, head, files, commits, recent, unattributed, unfinished, problem } = coverage;
  const { formerly = [], backTo } = coverage;
  return {
    id,
    from: formatInstant(from),
    to: to === null ? null : formatInstant(to),
    head,
    files: Object.fromEntries(sorted(files)),
    commits,
    recent,
    unattributed,
    unfinished:
      unfinished === null
        ? null
        : {
            since: formatInstant(unfinished.since),
            cursors: Object.fromEntries(sorted(unfinished.cursors)),
            until: formatInstant(unfinished.until),
          },
    problem,
    ...(formerly.length === 0 ? {} : { formerly: [...formerly].sort() }),
    ...(backTo === undefined ? {} : { backTo: formatInstant(backTo) }),
  };
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A linked repository, or a glob, of which not everything is known. */
export interface MissingRepository {
  /** As GitHub spells it, or as it is linked where GitHub has not been asked yet. */
  repository: string;
  why: "not-collected" | "unfinished" | GlobProblem;
}

/** For which time everything in all linked repositories is known. */
export interface CoverageSummary {
  /** Whether everything is known of every linked repository between `from` and `to`. */
  complete: boolean;
  /** The greatest `from` of those that are complete; `null` where there is none. */
  from: Instant | null;
  /** The least `to` of those that are complete; `null` where there is none. */
  to: Instant | null;
  /** How many repositories are linked, those that are missing too. */
  repositories: number;
  missing: readonly MissingRepository[];
}

/**
 * What is known of the linked repositories (names or globs). A glob stands for the repositories of the coverage that it
 * matches, since only a collection can ask GitHub for more. Nothing linked is nothing known, and of a glob with a problem nobody
 * knows what it stands for by now, whatever was known before.
 */
export function coverageOf(coverage: Coverage, linked: readonly string[]): CoverageSummary {
  const known = linkedCoverage(coverage, linked);
  const { globs = {} } = coverage;
  const unknown = linked.filter(
    (each) => globs[each] !== undefined || !known.some((entry) => isMeant(each, entry)),
  );
  const missing = [
    ...known.flatMap(([repository, { problem, unfinished, to }]): MissingRepository[] => {
      if (problem !== null) return [{ repository, why: problem }];
      if (unfinished !== null) return [{ repository, why: "unfinished" }];
      return to === null ? [{ repository, why: "not-collected" }] : [];
    }),
    ...unknown.map(
      (repository): MissingRepository => ({ repository, why: globs[repository] ?? "not-collected" }),
    ),
  ].sort((one, other) => (one.repository < other.repository ? -1 : 1));
  const complete = known
    .filter(([name]) => !missing.some(({ repository }) => repository === name))
    .map(([, { from, to }]) => ({ from, to }));
  return {
    complete: missing.length === 0 && complete.length > 0,
    from: latest(complete.map(({ from }) => from)),
    to: earliest(complete.flatMap(({ to }) => to ?? [])),
    repositories: known.length + unknown.length,
    missing,
  };
}

/** The repositories of the coverage that are linked, by a name or a glob, or by a name from before they were renamed. */
export function linkedCoverage(
  { repositories }: Coverage,
  linked: readonly string[],
): [name: string, coverage: RepositoryCoverage][] {
  return Object.entries(repositories).filter((entry) => linked.some((each) => isMeant(each, entry)));
}

function isMeant(linked: string, [name, { formerly = [] }]: [string, RepositoryCoverage]): boolean {
  return [name, ...formerly].some((spelled) => matchesRepository(linked, spelled));
}
