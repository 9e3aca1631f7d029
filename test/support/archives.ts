import { configSchema } from "../../src/program/config.ts";
import { type PartnerInput, partnerSchema } from "../../src/program/partner.ts";
import type { Registry } from "../../src/program/registry.ts";

/** A program with tiers and two categories that are not in alphabetical order. */
export const CONFIG = configSchema.parse({
  roll: [{ users: ["octo-chair"] }],
  categories: [
    { id: "marketing", name: "Marketing" },
    { id: "engineering", name: "Engineering & Packs" },
  ],
  tiers: [
    { id: "member", name: "Member", badges: 1, page: "logo" },
    { id: "gold", name: "Gold", badges: "all", page: "own-page" },
  ],
});

/** An entry of the registry; `acme` since 2024-02-29 where nothing else is said. */
export function entryOf(change: Partial<PartnerInput> = {}) {
  return partnerSchema.parse({ id: "acme", name: "Acme", since: "2024-02-29", ...change });
}

export function registryOf(...entries: Partial<PartnerInput>[]): Registry {
  return { version: 1, partners: entries.map(entryOf) };
}

/** Six companies: four of them were partners in 2025, one left before, one came after. */
export const REGISTRY = registryOf(
  {
    id: "zeta",
    name: "zeta & Söhne",
    url: "https://zeta.example/a_(b)",
    description: "Looks after search.\n\nTrains *people* on 2025-01-31.",
    badges: [
      { category: "engineering", awarded: "2024-03-09" },
      { category: "marketing", awarded: "2025-11-01", expires: "2026-11-01" },
    ],
    history: [{ at: "2024-02-29", event: "admitted" }],
  },
  {
    id: "nordlicht",
    name: "日本電気",
    status: "former",
    "status-since": "2025-01-15",
    badges: [{ category: "marketing", awarded: "2024-03-09", expires: "2024-12-31" }],
    history: [
      { at: "2024-02-29", event: "admitted" },
      { at: "2025-01-15", event: "removed" },
    ],
  },
  {
    id: "acme",
    name: "Acme",
    url: "http://localhost:8080/",
    since: "2025-12-31",
    badges: [{ category: "plumbing", awarded: "2025-12-31" }],
    history: [
      { at: "2023-05-01", event: "admitted" },
      { at: "2024-05-01", event: "removed" },
      { at: "2025-12-31", event: "admitted" },
    ],
  },
  { id: "by-hand", name: "By Hand", since: "2019-07-01" },
  { id: "gone", name: "Gone", status: "former", since: "2020-01-01", "status-since": "2024-12-31" },
  { id: "later", name: "Later", since: "2026-01-01" },
);
