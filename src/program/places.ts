import type { BallotKind } from "./config.ts";

/** Ballot records and activity live on this branch (`DESIGN.md` section 7). */
export const DATA_BRANCH = "partnerbot-data";

/** The folder of ballot records on the data branch. */
export const BALLOTS_FOLDER = "ballots";

/** Where the record of an issue's newest ballot of a kind is, on the data branch. */
export function ballotPath(issue: number, kind: BallotKind): string {
  return `${BALLOTS_FOLDER}/${issue}-${kind}.yml`;
}

/** Where the record of an earlier ballot of that kind is kept, when a later one has taken its place. */
export function earlierBallotPath(issue: number, kind: BallotKind, number: number): string {
  return `${BALLOTS_FOLDER}/${issue}-${kind}.${number}.yml`;
}

/** The folder of confirmed reports on the data branch. */
export const REPORTS_FOLDER = "reports";

/** Where a report that was confirmed by an issue is kept, on the data branch. */
export function reportPath(issue: number): string {
  return `${REPORTS_FOLDER}/${issue}.yml`;
}

/** The issue of a report, by the path at which it is kept; `null` for any other path. */
export function issueOfReport(path: string): number | null {
  const [, number] = /^reports\/([1-9]\d{0,8})\.yml$/.exec(path) ?? [];
  return number === undefined ? null : Number(number);
}

export interface ApplicationKey {
  owner: string;
  name: string;
  number: number;
}

/** Where a program keeps its files: what `intake` and `files` of the config say. */
export interface ProgramPaths {
  form: string;
  /** The form of updates, which a program need not have. */
  updateForm: string;
  /** The form of reports, which a program need not have either. */
  reportForm: string;
  registry: string;
  list: string;
}

/**
 * Where a look has to look. The config says it, and is read by the same query: so a look starts with what the last
 * one knew (or with the defaults) and is made again when the config turns out to say otherwise.
 */
export interface Places extends ProgramPaths {
  /** The branch of the decision or of the update; `null` while there is none. */
  branch: string | null;
  /** The files with a block of the partners' names; asked for together with the branch, which changes them. */
  supportedBy: readonly string[];
  /** Whether it is an update: then all branches of its are asked for, and the registry on that one. */
  isUpdate: boolean;
  /** Whether it is a report of work: then its record is asked for. */
  isReport: boolean;
  /** Logins that the proposal names, in lower case. */
  logins: readonly string[];
  /** Labels of applications that are under way: to find the same company filed twice. `null`: not asked for. */
  others: readonly string[] | null;
}

/** Whether a look at `looked` has seen all of `wanted`. */
export function covers(looked: Places, wanted: Places): boolean {
  return (
    looked.form === wanted.form &&
    looked.updateForm === wanted.updateForm &&
    looked.reportForm === wanted.reportForm &&
    looked.registry === wanted.registry &&
    looked.list === wanted.list &&
    (wanted.branch === null || looked.branch === wanted.branch) &&
    wanted.supportedBy.every((path) => looked.supportedBy.includes(path)) &&
    (!wanted.isUpdate || looked.isUpdate) &&
    (!wanted.isReport || looked.isReport) &&
    wanted.logins.every((login) => looked.logins.includes(login)) &&
    (wanted.others === null || looked.others !== null)
  );
}
