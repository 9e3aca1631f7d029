import type { Config } from "../../program/config.ts";
import type { PartnerCard } from "./partner-card.ts";
import type { ShownPartner } from "./shown-partner.ts";

type FieldName = "category" | "service" | "region";

/** What the filter offers, and which of it fits a partner. */
export interface FilterChoices {
  /** Without those that would offer nothing. */
  readonly fields: readonly {
    readonly name: FieldName;
    readonly label: string;
    readonly options: readonly { readonly value: string; readonly text: string }[];
  }[];
  choicesOf(shown: ShownPartner): PartnerCard["choices"];
}

/**
 * The options are the categories of the config, and the services and regions that partners name, by the rules of the
 * site's language. Words that differ only in case are one option, as it was written first.
 */
export function filterChoices(
  { categories, site }: Pick<Config, "categories" | "site">,
  listed: readonly ShownPartner[],
): FilterChoices {
  const category = optionsOf(categories.map(({ id, name }) => ({ value: id, text: name })));
  const service = wordOptions(
    listed.flatMap(({ partner }) => partner.services),
    site.language,
  );
  const region = wordOptions(
    listed.flatMap(({ partner }) => partner.regions),
    site.language,
  );
  const fields = [
    { name: "category" as const, label: "Category", options: category.options },
    { name: "service" as const, label: "Service", options: service.options },
    { name: "region" as const, label: "Region", options: region.options },
  ];
  return {
    fields: fields.filter(({ options }) => options.length > 0),
    choicesOf: ({ partner, badges }) => ({
      category: category.places(badges.map((badge) => badge.category)),
      service: service.places(partner.services),
      region: region.places(partner.regions),
    }),
  };
}

interface Option {
  readonly value: string;
  readonly text: string;
}

function wordOptions(words: readonly string[], language: string) {
  const first = new Map<string, string>();
  for (const word of words) if (!first.has(keyOf(word))) first.set(keyOf(word), word);
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sorted = [...first.values()].sort((one, other) => compare(one, other) || (one < other ? -1 : 1));
  return optionsOf(sorted.map((word) => ({ value: word, text: word })));
}

function optionsOf(options: readonly Option[]) {
  const placeOf = new Map(options.map(({ value }, place) => [keyOf(value), place]));
  return {
    options,
    /** Such as `0 3`. */
    places: (values: readonly string[]) =>
      values.flatMap((value) => placeOf.get(keyOf(value)) ?? []).join(" "),
  };
}

function keyOf(word: string): string {
  return word.normalize("NFC").toLowerCase();
}
