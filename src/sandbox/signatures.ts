import type { Instant } from "../program/instant.ts";
import type { Signature } from "./git/object.ts";
import type { Account } from "./state.ts";

/** Who made a commit and when, as REST's `author` and `committer`; `at` is now when left out. */
export interface CommitPerson {
  name: string;
  email: string;
  at?: Instant;
}

/** The committer of what is made on the web or by GitHub's API, and signed by GitHub. */
export const WEB_FLOW = { name: "GitHub", email: "noreply@github.com" } as const;

/** An account in a commit: its public address, or GitHub's no-reply one. */
export function signatureOf(account: Account, now: Instant): Signature {
  const address = account.type === "User" ? account.email : null;
  return personSignature(
    {
      name: account.name ?? account.login,
      email: address ?? `${account.id}+${account.login}@users.noreply.github.com`,
    },
    now,
  );
}

export function personSignature(person: CommitPerson, now: Instant): Signature {
  return {
    name: person.name,
    email: person.email,
    seconds: Math.floor((person.at ?? now) / 1000),
    zone: "+0000",
  };
}
