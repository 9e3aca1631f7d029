import { createHash } from "node:crypto";
import { z } from "zod";
import { type Fraction, fractionSchema, printFraction } from "./fraction.ts";

/** One eligible voter of one ballot, as frozen when the ballot opens. */
export interface Voter {
  readonly login: string;
  /** GitHub's numeric account id; `null` where it is not known (a scenario file, an alternate named by login). */
  readonly id: number | null;
  readonly role: string | null;
  readonly points: Fraction;
  /** As affiliations say them. The first one is the one that caps and shares count for. */
  readonly organizations: readonly string[];
  /** `false`: may vote, but is never part of what is eligible, of the quorum, or of "all have voted". */
  readonly inBase: boolean;
  /** The voter for whom this person votes while that voter has no vote; such a person has no seat of their own. */
  readonly alternateFor: string | null;
  /** Names of further roles that the person is in, which weigh nothing; left out where there are none. */
  readonly otherRoles?: readonly string[];
}

/** The eligible voters of one ballot. */
export type Roll = readonly Voter[];

/** Logins are compared as GitHub does: without case. */
export function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Organizations are compared without case and outer spaces. */
export function organizationKey(name: string): string {
  return name.trim().toLowerCase();
}

/** Whether a person is this voter: by account id where both are known, else by login. */
export function isVoter(voter: Voter, person: { login: string; id: number | null }): boolean {
  if (voter.id !== null && person.id !== null) return voter.id === person.id;
  return sameLogin(voter.login, person.login);
}

/** The SHA-256 of the roll in a canonical form: the order of voters and the case of logins do not matter. */
export function rollDigest(roll: Roll): string {
  const rows = roll
    .map((voter) => [
      voter.login.toLowerCase(),
      voter.id,
      voter.role,
      printFraction(voter.points),
      voter.organizations.map(organizationKey),
      voter.inBase,
      voter.alternateFor?.toLowerCase() ?? null,
      // Rolls without such roles keep the digest that they had before there were any.
      ...(voter.otherRoles === undefined ? [] : [voter.otherRoles]),
    ])
    .map((row) => JSON.stringify(row))
    .sort();
  return createHash("sha256")
    .update(`[${rows.join(",")}]`)
    .digest("hex");
}

const login = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, "a GitHub login, such as octo-chair")
  .transform((text) => text.replace(/^@/, ""));

const entrySchema = z
  .strictObject({
    role: z.string().min(1).optional().describe("What these voters are called; `chair` breaks ties."),
    points: fractionSchema
      .prefault(1)
      .describe("What a vote weighs: a whole number, or a fraction such as 3/2."),
    users: z.array(login).min(1).optional().describe("Voters by login."),
    team: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9_.-]+$/, "a team such as example/maintainers")
      .optional()
      .describe("Voters from a team, as organization/team."),
    file: z
      .strictObject({
        path: z.string().min(1).describe("A file of this repository, such as OWNERS.md."),
        section: z.string().min(1).describe("The heading under which the logins stand."),
      })
      .optional()
      .describe("Voters from a section of a file."),
    "in-base": z
      .boolean()
      .default(true)
      .describe("`false`: may vote, but is no part of the base or the quorum."),
    alternates: z
      .record(login, login)
      .default({})
      .describe("Who votes for whom while that voter has no vote: `voter: alternate`."),
  })
  .transform((entry, context) => {
    if (entry.users === undefined && entry.team === undefined && entry.file === undefined) {
      context.addIssue({
        code: "custom",
        message: "names nobody: write `users`, `team` or `file`",
        input: entry,
      });
      return z.NEVER;
    }
    return {
      role: entry.role ?? null,
      points: entry.points,
      users: entry.users ?? [],
      team: entry.team ?? null,
      file: entry.file ?? null,
      inBase: entry["in-base"],
      alternates: entry.alternates,
    };
  });

const entries = z.array(entrySchema).min(1);

/** `roll:` of the config: a list of entries, or `{ roles: [...], exclude: [...] }`. */
export const rollSchema = z.union([
  entries.transform((roles) => ({ roles, exclude: [] as string[] })),
  z.strictObject({
    roles: entries.describe("Who votes, and with how many points."),
    exclude: z.array(login).default([]).describe("Logins that never vote, whatever team they are in."),
  }),
]);

/** Where the voters come from. A roll is built of it, and frozen, when a ballot opens. */
export type RollConfig = z.output<typeof rollSchema>;

const voterSchema = z
  .strictObject({
    login: z.string().min(1),
    id: z.int().nullable(),
    role: z.string().nullable(),
    points: fractionSchema,
    organizations: z.array(z.string()),
    "in-base": z.boolean(),
    "alternate-for": z.string().nullable(),
    "other-roles": z.array(z.string()).min(1).optional(),
  })
  .transform(
    ({ "in-base": inBase, "alternate-for": alternateFor, "other-roles": otherRoles, ...voter }): Voter => ({
      ...voter,
      inBase,
      alternateFor,
      ...(otherRoles === undefined ? {} : { otherRoles }),
    }),
  );

/** A frozen roll as plain data, as `printRoll` writes it. */
export const frozenRollSchema = z.array(voterSchema);

/** The roll as plain data for records; `frozenRollSchema` reads it back. */
export function printRoll(roll: Roll): z.input<typeof frozenRollSchema> {
  return roll.map((voter) => ({
    login: voter.login,
    id: voter.id,
    role: voter.role,
    points: printFraction(voter.points),
    organizations: [...voter.organizations],
    "in-base": voter.inBase,
    "alternate-for": voter.alternateFor,
    ...(voter.otherRoles === undefined ? {} : { "other-roles": [...voter.otherRoles] }),
  }));
}
