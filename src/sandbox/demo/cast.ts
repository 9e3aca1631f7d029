import type { WorldDescription } from "../world.ts";

/** The organization and the program repository of the story. All of it is invented. */
export const ORGANIZATION = "stackwright";
/** Below the organization: the repository in which partners' work is counted. */
export const PACKS = "packs";
export const COMPANY = {
  id: "lanternfish-labs",
  name: "Lanternfish Labs",
  website: "www.lanternfish.example",
};

/** Who is in the story, by the part they play. */
export const CAST = {
  chair: { login: "amara-osei", name: "Amara Osei" },
  senior: { login: "bjorn-lund", name: "Björn Lund" },
  doubter: { login: "chen-wei", name: "Chen Wei" },
  ticker: { login: "dalia-haddad", name: "Dalia Haddad" },
  waverer: { login: "emeka-obi", name: "Emeka Obi" },
  employee: { login: "farah-nasser", name: "Farah Nasser" },
  applicant: { login: "ida-holm", name: "Ida Holm" },
  /** Of the partner that was there before. */
  neighbour: { login: "greta-mills", name: "Greta Mills" },
  passerBy: { login: "pat-moore", name: "Pat Moore" },
} as const;

export type Part = keyof typeof CAST;

/** Who is in which team of the organization. */
export const TEAMS: Readonly<Record<string, readonly Part[]>> = {
  "senior-maintainers": ["senior", "doubter"],
  maintainers: ["ticker", "waverer", "employee"],
};

/** People as the world's description wants them. */
export const PEOPLE: WorldDescription["users"] = Object.values(CAST).map((person) => ({
  ...person,
  email: `${person.login}@people.example`,
}));
