import type { SiteInput } from "../../src/pages/site/site-input.ts";
import { archiveDigest } from "../../src/program/archive.ts";
import type { BallotRecord } from "../../src/program/ballot/record.ts";
import { decisionPathOf, formatDecisionPath } from "../../src/program/decision.ts";
import type { FiledDecision } from "../../src/program/decisions.ts";
import { decidedRecord, proposalOf } from "./decided-record.ts";
import { siteInput } from "./site-input.ts";

export function filed(ballot: BallotRecord): FiledDecision {
  return { ballot, path: formatDecisionPath(decisionPathOf(ballot, "decisions")) };
}

const year = { year: 2025, partners: [] };

/** One pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A program with partners of every kind, a decision that a history tells of, and one that stands alone. */
export function sampleSite(change: Partial<SiteInput> = {}): SiteInput {
  const admitted = filed(decidedRecord());
  const failed = filed(decidedRecord("no", proposalOf({ company: "Globex" }), { issue: 15 }));
  const awarded = filed(
    decidedRecord("yes", undefined, {
      issue: 20,
      kind: "award",
      partner: { id: "hooli", name: "Hooli" },
      categories: ["marketing"],
      taken: ["engineering"],
      reason: "A talk",
      proposal: null,
    }),
  );
  return siteInput(
    [
      {
        id: "acme-labs",
        name: "Acme Labs",
        "former-names": ["Acme GmbH"],
        url: "https://www.acme.example/",
        domains: ["acme.example"],
        github: ["acme"],
        description: "Builds packs for the project.\n\nRuns them, too.",
        services: ["Consulting", "Training"],
        regions: ["Europe"],
        languages: ["German"],
        links: {
          support: "https://www.acme.example/support",
          training: "https://www.acme.example/training?for=all&when=now",
          "case-studies": ["https://www.acme.example/story"],
        },
        logo: { light: "logos/acme.png", alt: "An anvil" },
        since: "2026-03-09",
        badges: ["engineering", "professional-services", "business-development", "marketing"].map(
          (category) => ({
            category,
            awarded: "2026-03-09",
            evidence: ["https://github.com/example/packs/pull/7", "A talk in May"],
            decision: admitted.path,
            ...(category === "marketing" ? { expires: "2027-03-09" } : {}),
          }),
        ),
        contacts: [{ login: "anna-contact", id: 11 }],
        people: [
          {
            login: "ben-confirmed",
            id: 12,
            role: "Developer",
            from: "2026-03-09",
            consent: { state: "confirmed" },
          },
          { login: "carla-suggested", from: "2026-03-09", consent: { state: "suggested" } },
          { login: "dan-declined", from: "2026-03-09", consent: { state: "declined" } },
          { login: "eve-left", from: "2026-03-09", to: "2026-04-01", consent: { state: "confirmed" } },
        ],
        agreement: { version: "1", signatory: "Anna Signatory", title: "CEO", date: "2026-03-01" },
        history: [
          { at: "2026-03-09", event: "admitted", actor: "Some Actor", ref: admitted.path },
          { at: "2026-08-01", event: "at-risk" },
          { at: "2026-08-02", event: "winding-down" },
        ],
        status: "winding-down",
      },
      { id: "nihon", name: "日本電気株式会社", since: "2025-05-01" },
      {
        id: "hooli",
        name: 'Hooli "X" & Søns <b>',
        url: "https://hooli.example/",
        since: "2024-02-29",
        badges: [{ category: "marketing", awarded: "2024-02-29", expires: "2026-06-30" }],
        history: [{ at: "2024-02-29", event: "joined-by-hand", ref: "https://hooli.example/news?a=1&b=2" }],
      },
      {
        id: "initech",
        name: "Initech",
        url: "https://initech.example/",
        status: "former",
        since: "2024-01-01",
        "status-since": "2026-02-01",
        history: [
          { at: "2024-01-01", event: "admitted" },
          { at: "2026-02-01", event: "removed" },
        ],
      },
      {
        id: "umbrella",
        name: "Umbrella",
        status: "suspended",
        history: [{ at: "2026-01-01", event: "admitted" }],
      },
    ],
    {
      decisions: [admitted, failed, awarded],
      archives: [{ ...year, frozen: "2026-01-05", digest: archiveDigest(year) }],
      logos: new Map([["logos/acme.png", PICTURE]]),
      ...change,
    },
  );
}
