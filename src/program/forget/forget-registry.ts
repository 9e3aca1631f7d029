import { mergeIntoSequence, removeFromSequence, replaceTextInSequence } from "../../text/yaml-edit.ts";
import { type AnonymousWeek, FORGOTTEN_ACTOR, type Partner } from "../partner.ts";
import { checkedRegistry, type Registry } from "../registry.ts";
import { addWeeks } from "./anonymous-credit.ts";
import { type ForgottenPerson, isForgotten, isOwnLogin } from "./forgotten-person.ts";

/** What was taken out of the entry of one partner. */
export interface ForgottenAtPartner {
  /** The id of the partner. */
  id: string;
  /** How many entries of `people`, of `contacts`, and events of the history. */
  people: number;
  contacts: number;
  events: number;
  /** In how many weeks something was counted that is kept without the person. */
  weeks: number;
}

/**
 * The text of the registry without a person: out of `people` and `contacts` of every partner, and out of the events of the
 * history. What the person's contributions counted stays under `anonymous`. Every byte outside of that stays.
 *
 * @throws UserError `yaml-edit-failed` when the file's style cannot be edited safely.
 */
export function forgetInRegistry(
  source: string,
  { partners }: Pick<Registry, "partners">,
  person: ForgottenPerson,
  credit: ReadonlyMap<string, readonly AnonymousWeek[]>,
): { text: string; partners: ForgottenAtPartner[] } {
  let text = source;
  const wanted: Partner[] = [];
  const forgotten: ForgottenAtPartner[] = [];
  for (const [index, partner] of partners.entries()) {
    const people = placesOf(partner.people, (entry) => isForgotten(person, entry));
    const contacts = placesOf(partner.contacts, (entry) => isForgotten(person, entry));
    const events = placesOf(partner.history, ({ actor = "" }) => isOwnLogin(person, actor));
    const weeks = credit.get(partner.id) ?? [];
    text = without(text, ["partners", index, "people"], people);
    text = without(text, ["partners", index, "contacts"], contacts);
    for (const event of events) {
      text = replaceTextInSequence(text, ["partners", index, "history"], event, "actor", FORGOTTEN_ACTOR);
    }
    const merged = mergeWeeks(partner.anonymous, weeks);
    text = mergeIntoSequence(text, ["partners", index, "anonymous"], merged.replaced, merged.added);
    wanted.push({
      ...partner,
      people: partner.people.filter((_, place) => !people.includes(place)),
      contacts: partner.contacts.filter((_, place) => !contacts.includes(place)),
      history: partner.history.map((event, place) =>
        events.includes(place) ? { ...event, actor: FORGOTTEN_ACTOR } : event,
      ),
      anonymous: [
        ...partner.anonymous.map((entry, place) => merged.replaced.get(place) ?? entry),
        ...merged.added,
      ],
    });
    if (people.length + contacts.length + events.length + weeks.length === 0) continue;
    const counts = { people: people.length, contacts: contacts.length, events: events.length };
    forgotten.push({ id: partner.id, ...counts, weeks: weeks.length });
  }
  return { text: text === source ? source : checkedRegistry(text, wanted), partners: forgotten };
}

function placesOf<Entry>(entries: readonly Entry[], isMeant: (entry: Entry) => boolean): number[] {
  return entries.flatMap((entry, place) => (isMeant(entry) ? [place] : []));
}

/** From the end, so that what is before an entry that goes keeps its place. */
function without(text: string, path: readonly (string | number)[], places: readonly number[]): string {
  return places.reduceRight((edited, place) => removeFromSequence(edited, path, place), text);
}

/** A week that is there already is added to: no entry tells how many people it is of. */
function mergeWeeks(there: readonly AnonymousWeek[], weeks: readonly AnonymousWeek[]) {
  const replaced = new Map<number, AnonymousWeek>();
  const added: AnonymousWeek[] = [];
  for (const week of weeks) {
    const place = there.findIndex((entry) => entry.week === week.week);
    const known = there[place];
    if (known === undefined) added.push(week);
    else replaced.set(place, addWeeks(known, week));
  }
  return { replaced, added };
}
