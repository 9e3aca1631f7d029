import { type Account, isSameAccount } from "../account.ts";
import type { Consent } from "../partner-people.ts";
import type { Application } from "./application.ts";
import { answeredAsIs, type CommandComment } from "./commands.ts";
import { CONSENT_STATES, type ConsentWord, saidConsents } from "./consents.ts";
import { sameAccount } from "./timeline.ts";

type Named = Pick<Application, "look" | "proposal" | "ballot">;

/**
 * What people whom a proposal names have said of themselves there: who filed it by naming themselves, as long as nobody else
 * has edited it, and others by `/confirm` and `/decline`.
 */
export function proposalConsents(application: Named): Consent[] {
  const { issue } = application.look;
  const people = namedPeople(application);
  const isOwn = issue.lastEditedAt === null || sameAccount(issue.author, issue.editor);
  const own = people.filter(
    (person) => isOwn && issue.author !== null && isSameAccount(person, issue.author),
  );
  return saidConsents(issue, own, (person) => people.some((named) => isSameAccount(named, person)));
}

/** Logins that the proposal names, and that have not said yet whether they want to be. */
export function askedByProposal(application: Named): string[] {
  const said = proposalConsents(application);
  return namedPeople(application)
    .filter((person) => !said.some(({ account }) => isSameAccount(account, person)))
    .map(({ login }) => login);
}

/** Why a word of consent is not taken; `null` when it is, and when it is what the registry says already. */
export function consentRefusal(
  application: Application,
  { comment, person }: Pick<CommandComment, "comment" | "person">,
  word: ConsentWord,
): string | null {
  if (application.isWindDown) {
    return "This is for the issue that names you as working for a partner, or that reports work.";
  }
  if (!namedPeople(application).some((named) => isSameAccount(named, person))) {
    return "Only people whom the proposal names can say whether they want to be.";
  }
  const { partner, look } = application;
  if (partner === null || answeredAsIs(comment) === "done") return null;
  const entries = partner.people.filter((entry) => isSameAccount(entry, person));
  const isSaid = entries.some(
    ({ consent }) => consent.ref === comment.url || consent.state === CONSENT_STATES[word],
  );
  if (isSaid) return null;
  const way =
    look.updateForm === null
      ? "Ask a maintainer to change it there."
      : "Say it with the form for updates, to which the status comment of this issue links.";
  return `${partner.name} is in the registry already, so this changes nothing there. ${way}`;
}

/** The people of the proposal that is voted on, as it was frozen; those of the issue while there is none. */
function namedPeople({ ballot, proposal }: Named): readonly Account[] {
  const record = ballot.kind === "open" || ballot.kind === "decided" ? ballot.record : null;
  return (record?.proposal ?? proposal?.snapshot)?.people ?? [];
}
