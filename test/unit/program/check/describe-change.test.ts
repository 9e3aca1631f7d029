import { describe, expect, it } from "vitest";
import { categorySchema } from "../../../../src/program/category.ts";
import {
  changeInWords,
  describeChange,
  type ProgramState,
} from "../../../../src/program/check/describe-change.ts";
import { type PartnerInput, partnerSchema } from "../../../../src/program/partner.ts";
import { tiersSchema } from "../../../../src/program/tier.ts";

const DAY = "2026-11-24";

const CONFIG = {
  categories: ["engineering", "marketing", "services"].map((id) =>
    categorySchema.parse({ id, name: `The ${id}` }),
  ),
  tiers: tiersSchema.parse([
    { id: "silver", name: "Silver", badges: 1, page: "logo" },
    { id: "gold", name: "Gold", badges: 2, page: "own-page" },
  ]),
};

type Entry = Partial<PartnerInput>;

function state(entries: readonly Entry[], config: ProgramState["config"] = CONFIG): ProgramState {
  const partners = entries.map((entry) =>
    partnerSchema.parse({ id: "acme", name: "Acme", since: "2025-01-01", ...entry }),
  );
  return { config, registry: { version: 1, partners } };
}

/** What changes, in words: `Acme: becomes a partner`. */
function changes(before: readonly Entry[], after: readonly Entry[], configAfter = CONFIG): string[] {
  return describeChange(state(before), state(after, configAfter), DAY).map(
    ({ name, changes: all }) => `${name}: ${all.map(changeInWords).join("; ")}`,
  );
}

const badge = (category: string, more: object = {}) => ({ category, awarded: "2025-01-01", ...more });

/** The same entry before and after, with something else in it. */
const TABLE: readonly [what: string, before: Entry, after: Entry, said: readonly string[]][] = [
  ["nothing", {}, {}, []],
  [
    "a badge more",
    {},
    { badges: [badge("engineering")] },
    ["reaches the tier Silver; gets the badge The engineering"],
  ],
  [
    "a badge with an end",
    { badges: [badge("engineering")] },
    { badges: [badge("engineering"), badge("marketing", { expires: "2027-01-01" })] },
    ["rises from the tier Silver to Gold; gets the badge The marketing, until 2027-01-01"],
  ],
  [
    "a badge less",
    { badges: [badge("engineering"), badge("marketing")] },
    { badges: [badge("marketing")] },
    ["falls from the tier Gold to Silver; loses the badge The engineering"],
  ],
  [
    "the last badge less",
    { badges: [badge("engineering")] },
    {},
    ["falls from the tier Silver to none; loses the badge The engineering"],
  ],
  [
    "another badge instead",
    { badges: [badge("engineering")] },
    { badges: [badge("services")] },
    ["gets the badge The services; loses the badge The engineering"],
  ],
  [
    "a badge that counts longer",
    { badges: [badge("engineering", { expires: "2026-12-31" })] },
    { badges: [badge("engineering", { expires: "2028-12-31" })] },
    ["its badge The engineering counts until 2028-12-31"],
  ],
  [
    "a badge without an end",
    { badges: [badge("engineering", { expires: "2026-12-31" })] },
    { badges: [badge("engineering")] },
    ["its badge The engineering counts for ever"],
  ],
  ["a badge that is over", {}, { badges: [badge("engineering", { expires: "2026-11-23" })] }, []],
  ["a badge that begins tomorrow", {}, { badges: [badge("engineering", { awarded: "2026-11-25" })] }, []],
  ["a badge of no category", {}, { badges: [badge("plumbing")] }, []],
  ["another name", {}, { name: "Acme AG", "former-names": ["Acme"] }, ["is called Acme AG instead of Acme"]],
  ["a logo", {}, { logo: { light: "logos/acme.png" } }, ["has another logo"]],
  ["another status", {}, { status: "at-risk" }, ["status: active → at-risk"]],
  ["an end", { badges: [badge("engineering")] }, { status: "former" }, ["is not listed any more: former"]],
  ["a suspension", {}, { status: "suspended" }, ["is not listed any more: suspended"]],
  [
    "a return",
    { status: "former" },
    { badges: [badge("engineering")] },
    ["is a partner again; reaches the tier Silver; gets the badge The engineering"],
  ],
  [
    "other keys of the entry",
    { url: "https://acme.example.com" },
    { description: "We help.", services: ["Consulting"] },
    ["changes of its entry: description, services, url"],
  ],
];

describe("what changes for a partner", () => {
  it.each(TABLE)("%s", (_, before, after, said) => {
    const name = after.name ?? "Acme";
    expect(changes([before], [after])).toEqual(said.map((words) => `${name}: ${words}`));
  });
});

describe("what changes for whom", () => {
  it("is in the order of the registry, with those who are gone at the end", () => {
    const acme = {};
    const beta = { id: "beta", name: "Beta" };
    const gamma = { id: "gamma", name: "Gamma", badges: [badge("engineering")] };
    const old = { id: "old", name: "Old", status: "former" as const };
    expect(changes([acme, old, beta], [gamma, { ...beta, name: "Beta AG" }])).toEqual([
      "Gamma: becomes a partner; reaches the tier Silver; gets the badge The engineering",
      "Beta AG: is called Beta AG instead of Beta",
      "Acme: is taken out of the registry",
    ]);
  });

  it("says what another config means for the tiers and badges of everyone", () => {
    const gold = { badges: [badge("engineering"), badge("marketing")] };
    const fewer = { ...CONFIG, categories: CONFIG.categories.filter(({ id }) => id !== "marketing") };
    expect(changes([gold], [gold], fewer)).toEqual([
      "Acme: falls from the tier Gold to Silver; loses the badge The marketing",
    ]);
    expect(changes([gold], [gold], { ...CONFIG, tiers: [] })).toEqual([
      "Acme: falls from the tier Gold to none",
    ]);
    const renamed = { ...CONFIG, tiers: CONFIG.tiers.map((tier) => ({ ...tier, name: `New ${tier.name}` })) };
    expect(changes([gold], [gold], renamed)).toEqual([]);
  });
});
