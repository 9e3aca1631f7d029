import { ActivityBudget } from "../github/activity/activity-budget.ts";
import type { Coverage } from "../program/activity/coverage.ts";
import { filesSchema } from "../program/config.ts";
import type { ConfirmedReport } from "../program/confirmed-report.ts";
import type { DeadLinkReason } from "../program/evidence-link.ts";
import { type Instant, instantOf } from "../program/instant.ts";
import { intakeSchema, REPORT_FORM, UPDATE_FORM } from "../program/intake.ts";
import { firstPlaces } from "../program/lifecycle/application.ts";
import type { CoverageBelief } from "../program/lifecycle/believed-ledger.ts";
import type { Places, ProgramPaths } from "../program/places.ts";
import type { FileProblem } from "../program/program-files.ts";
import { AwaitedReadings } from "./awaited-readings.ts";
import { type Key, type ProgramKey, printKey } from "./key.ts";

/** So many applications are remembered; which ones are forgotten costs one request each. */
const REMEMBERED = 10_000;

/** So many bytes of logos are kept; the oldest are asked for again. */
const MOST_BLOB_BYTES = 64_000_000;

/** So many milliseconds, a day, it is believed what trying an address came to. */
const LINK_BELIEVED = 86_400_000;

/** What the data branch was found to say of activity, when this was its head. */
export interface LedgerMemory {
  head: string | null;
  belief: CoverageBelief;
  reports: readonly ConfirmedReport[];
}

/** What trying an address of evidence came to, and when that was. */
interface LinkMemory {
  at: Instant;
  reason: DeadLinkReason | null;
}

interface ReportsMemory {
  tree: string | null;
  reports: readonly ConfirmedReport[];
}

/** How far a program's activity was collected. */
export interface CollectionMemory {
  program: ProgramKey;
  links: readonly string[];
  /** What the config links, and from when on. */
  linked: string;
  /** Git's id of the coverage that is known, and what it says, with what was seen since to be as it was. */
  oid: string | null;
  coverage: Coverage;
  /** When it was written down last. */
  written: Instant | null;
  /** Not before then is GitHub asked again. */
  next: Instant;
}

const DEFAULT_PATHS: ProgramPaths = {
  form: intakeSchema.parse({}).form,
  updateForm: UPDATE_FORM,
  reportForm: REPORT_FORM,
  registry: filesSchema.parse({}).registry,
  list: filesSchema.parse({}).list,
};

/**
 * What saves requests and may vanish at any moment: where the last look at something had to look. It is checked by
 * every look, so that it can never be stale.
 */
export class Memory {
  readonly #places = new Map<string, Places>();
  readonly #paths = new Map<string, ProgramPaths>();
  #app: string | null = null;
  /** For which state of a program its site was made last, and what was broken in it. */
  readonly #sites = new Map<string, { state: string; problems: readonly FileProblem[] }>();
  /** For which state of a program nothing more is to be done about the archive of the year that is over. */
  readonly #archives = new Map<string, string>();
  /** What is known of each program's collection of activity. */
  readonly #collections = new Map<string, CollectionMemory>();
  /** Which linked repositories are to be read before the day is over. */
  readonly awaited = new AwaitedReadings();
  /** What collecting has used of GitHub's budget, by installation: all looks of an hour share it. */
  readonly #budgets = new Map<number, ActivityBudget>();
  /** Whether a repository was found to be a program. */
  readonly #programs = new Map<string, boolean>();
  readonly #reports = new Map<string, ReportsMemory>();
  readonly #links = new Map<string, LinkMemory>();
  readonly #ledgers = new Map<string, LedgerMemory>();
  /** The head at which a pull request was looked at last. */
  readonly #heads = new Map<string, string>();
  readonly #blobs = new Map<string, Uint8Array>();
  #blobBytes = 0;
  /** By how many milliseconds GitHub's clock is ahead of this machine's. */
  #ahead = 0;

  places(key: Extract<Key, { kind: "application" }>): Places {
    return this.#places.get(printKey(key)) ?? firstPlaces(this.paths(key));
  }

  paths({ owner, name }: { owner: string; name: string }): ProgramPaths {
    return this.#paths.get(`${owner}/${name}`.toLowerCase()) ?? DEFAULT_PATHS;
  }

  rememberPlaces(key: Extract<Key, { kind: "application" }>, places: Places): void {
    remember(this.#places, printKey(key), places);
    this.rememberPaths(key, places);
  }

  rememberPaths(
    { owner, name }: { owner: string; name: string },
    { form, updateForm, reportForm, registry, list }: ProgramPaths,
  ): void {
    const paths = { form, updateForm, reportForm, registry, list };
    remember(this.#paths, `${owner}/${name}`.toLowerCase(), paths);
  }

  /** What every look says: which app this is, and what GitHub's clock shows. */
  rememberLook({ app, at }: { app: string; at: Instant }): void {
    this.#app = app;
    this.#ahead = at - Date.now();
  }

  /** GitHub's time, as far as it is known; before the first look this machine's. */
  now(): Instant {
    return instantOf(Date.now() + this.#ahead);
  }

  /** What was broken in the site when it was made for that state; `null` when it was not made for it. */
  site(key: { owner: string; name: string }, state: string): readonly FileProblem[] | null {
    const known = this.#sites.get(`${key.owner}/${key.name}`.toLowerCase());
    return known?.state === state ? known.problems : null;
  }

  rememberSite(
    { owner, name }: { owner: string; name: string },
    state: string,
    problems: readonly FileProblem[],
  ): void {
    remember(this.#sites, `${owner}/${name}`.toLowerCase(), { state, problems });
  }

  /** Whether the archive was seen to in that state. */
  knowsArchive({ owner, name }: { owner: string; name: string }, state: string): boolean {
    return this.#archives.get(`${owner}/${name}`.toLowerCase()) === state;
  }

  rememberArchive({ owner, name }: { owner: string; name: string }, state: string): void {
    remember(this.#archives, `${owner}/${name}`.toLowerCase(), state);
  }

  collection({ owner, name }: { owner: string; name: string }): CollectionMemory | null {
    return this.#collections.get(`${owner}/${name}`.toLowerCase()) ?? null;
  }

  rememberCollection({ owner, name }: { owner: string; name: string }, collection: CollectionMemory): void {
    remember(this.#collections, `${owner}/${name}`.toLowerCase(), collection);
  }

  /** What is known of all programs. */
  collections(): Iterable<CollectionMemory> {
    return this.#collections.values();
  }

  budget(installation: number): ActivityBudget {
    const budget = this.#budgets.get(installation) ?? new ActivityBudget();
    this.#budgets.set(installation, budget);
    return budget;
  }

  /** Whether it may be a program: one that nobody has looked at yet may. */
  mayBeProgram({ owner, name }: { owner: string; name: string }): boolean {
    return this.#programs.get(`${owner}/${name}`.toLowerCase()) ?? true;
  }

  rememberProgram({ owner, name }: { owner: string; name: string }, isProgram: boolean): void {
    remember(this.#programs, `${owner}/${name}`.toLowerCase(), isProgram);
  }

  ledger({ owner, name }: { owner: string; name: string }): LedgerMemory | null {
    return this.#ledgers.get(`${owner}/${name}`.toLowerCase()) ?? null;
  }

  rememberLedger({ owner, name }: { owner: string; name: string }, ledger: LedgerMemory): void {
    remember(this.#ledgers, `${owner}/${name}`.toLowerCase(), ledger);
  }

  /** The confirmed reports of a program, and git's id of the folder in which they were. */
  reports({ owner, name }: { owner: string; name: string }): ReportsMemory | null {
    return this.#reports.get(`${owner}/${name}`.toLowerCase()) ?? null;
  }

  rememberReports({ owner, name }: { owner: string; name: string }, reports: ReportsMemory): void {
    remember(this.#reports, `${owner}/${name}`.toLowerCase(), reports);
  }

  /** What trying an address came to within the last day; `null` when it was not tried. */
  link(address: string, at: Instant): LinkMemory | null {
    const known = this.#links.get(address);
    return known === undefined || at - known.at >= LINK_BELIEVED ? null : known;
  }

  rememberLink(address: string, link: LinkMemory): void {
    remember(this.#links, address, link);
  }

  /** Whether a pull request was looked at with that head. */
  knowsHead(key: Extract<Key, { kind: "pull-request" }>, head: string): boolean {
    return this.#heads.get(printKey(key)) === head;
  }

  rememberHead(key: Extract<Key, { kind: "pull-request" }>, head: string): void {
    remember(this.#heads, printKey(key), head);
  }

  /** The bytes of a file by git's id. */
  blob(oid: string): Uint8Array | undefined {
    return this.#blobs.get(oid);
  }

  rememberBlob(oid: string, bytes: Uint8Array): void {
    if (this.#blobs.has(oid)) return;
    this.#blobs.set(oid, bytes);
    this.#blobBytes += bytes.length;
    for (const [oldest, { length }] of this.#blobs) {
      if (this.#blobBytes <= MOST_BLOB_BYTES) break;
      this.#blobs.delete(oldest);
      this.#blobBytes -= length;
    }
  }

  /** Whether an account is this app's bot. Before the first look nobody is. */
  isOwn({ login, type }: { login: string; type: string }): boolean {
    return this.#app !== null && type === "Bot" && login.toLowerCase() === `${this.#app}[bot]`.toLowerCase();
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
