import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportActivity } from "../../src/program/activity/activity-report.ts";
import { CONTRIBUTION_KINDS, type Contribution } from "../../src/program/activity/contribution.ts";
import { mergeContributions, parseLedger, printLedger } from "../../src/program/activity/ledger.ts";
import { parseLine, printLine } from "../../src/program/activity/ledger-line.ts";
import type { Measures } from "../../src/program/activity/measures.ts";
import { add, type Fraction, fraction, printFraction, ZERO } from "../../src/program/ballot/fraction.ts";
import { formatDay, instantOf } from "../../src/program/instant.ts";
import type { Registry } from "../../src/program/registry.ts";
import { csvLine } from "../../src/text/csv.ts";
import {
  activityConfig,
  days,
  person,
  REPOSITORY,
  registryOf,
  repositoryCoverage,
} from "../support/activities.ts";

const FIRST = Date.UTC(2024, 1, 20);
const DAYS = 30;
const PARTNERS = ["acme", "globex", "initech"] as const;

/** Around a leap day, so that contributions and affiliations meet often. */
const day = fc.nat(DAYS - 1).map((index) => formatDay(instantOf(FIRST + index * 86_400_000)));
const second = fc.nat(DAYS * 86_400 - 1).map((seconds) => instantOf(FIRST + seconds * 1000));

const contribution: fc.Arbitrary<Contribution> = fc
  .record({
    id: fc.stringMatching(/^[A-Za-z0-9_=+/-]{1,8}$/),
    kind: fc.constantFrom(...CONTRIBUTION_KINDS),
    at: second,
    by: fc.integer({ min: 1, max: 4 }),
    path: fc.stringMatching(/^[a-z0-9#%?&.'()[\]-][a-z0-9/#%?&.'()[\]-]{0,12}$/),
    partner: fc.constantFrom(undefined, undefined, undefined, ...PARTNERS, "nobody"),
  })
  .map(({ partner, ...rest }) => (partner === undefined ? rest : { ...rest, partner }));

/** Each with a key of its own. */
const contributions = fc.uniqueArray(contribution, {
  selector: ({ kind, id }) => `${kind} ${id}`,
  maxLength: 40,
});

/** The same in another order, and some of them again. */
const withDisorder = contributions.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.array(fc.nat(Math.max(0, list.length - 1)), { maxLength: 10 }).chain((again) =>
      fc.shuffledSubarray([...list, ...again.flatMap((index) => list[index] ?? [])], {
        minLength: list.length + (list.length === 0 ? 0 : again.length),
      }),
    ),
  ),
);

describe("the ledger", () => {
  it("is the same bytes for any order and duplication of what is in it", () => {
    fc.assert(
      fc.property(withDisorder, ([list, disordered]) => {
        expect(printLedger(disordered)).toBe(printLedger(list));
      }),
    );
  });

  it("is the same bytes in however many steps it was written, each read back before the next", () => {
    fc.assert(
      fc.property(withDisorder, fc.nat(50), ([list, disordered], cut) => {
        const first = parseLedger(printLedger(disordered.slice(0, cut)));
        if (!first.ok) throw new Error(first.problem.message);
        const both = mergeContributions(first.contributions, disordered.slice(cut));
        expect(printLedger(both)).toBe(printLedger(list));
      }),
    );
  });

  it("reads back as what was written", () => {
    fc.assert(
      fc.property(contributions, (list) => {
        expect(parseLedger(printLedger(list))).toEqual({
          ok: true,
          contributions: mergeContributions([], list),
        });
      }),
    );
  });

  it("reads a line in the same way however it is spaced", () => {
    fc.assert(
      fc.property(contribution, (each) => {
        const line = printLine(each);
        expect(parseLine(line)).toEqual(each);
        expect(parseLine(`{ ${line.slice(1)}`)).toEqual(each);
      }),
    );
  });

  it("takes a line apart in the same way as its schema does, also one that was tampered with", () => {
    const tampered = fc
      .tuple(contribution, fc.nat(200), fc.constantFrom("0", "9", "-", '"', "Z", "{", " ", "é", ""))
      .map(([each, place, letter]) => {
        const line = printLine(each);
        const at = place % line.length;
        return line.slice(0, at) + letter + line.slice(at + 1);
      });
    fc.assert(
      fc.property(tampered, (line) => {
        // A space behind the brace is what only the schema reads.
        expect(parseLine(line)).toEqual(parseLine(line.startsWith("{") ? `{ ${line.slice(1)}` : line));
      }),
      { numRuns: 1000 },
    );
  });
});

const state = fc.constantFrom("confirmed" as const, "suggested" as const, "declined" as const);
const entry = fc.record({ by: fc.integer({ min: 1, max: 4 }), from: day, to: fc.option(day), state });

/** Partners with people, of whom some come and go, overlap, end before they begin, and work for several. */
const registry: fc.Arbitrary<Registry> = fc
  .tuple(...PARTNERS.map(() => fc.array(entry, { maxLength: 5 })))
  .map((lists) =>
    registryOf(
      Object.fromEntries(
        PARTNERS.map((partner, index) => [
          partner,
          (lists[index] ?? []).map(({ by, from, to, state }) =>
            person(by, from, { consent: { state }, ...(to === null ? {} : { to }) }),
          ),
        ]),
      ),
    ),
  );

const INPUT = {
  coverage: { repositories: { [REPOSITORY]: repositoryCoverage("2024-01-01", "2025-01-01") } },
  config: activityConfig({ "person-cap": "5/2" }),
  window: days("2024-02-01", "2024-04-30"),
};

function report(partners: Registry, list: readonly Contribution[]) {
  const all = list.map((each) => ({ repository: REPOSITORY, contribution: each }));
  return reportActivity({ ...INPUT, registry: partners }, all);
}

const total = ({ counts }: Measures): Fraction =>
  CONTRIBUTION_KINDS.map((kind) => counts[kind]).reduce(add, ZERO);

describe("credit", () => {
  it("is given once for each contribution, or not at all", () => {
    fc.assert(
      fc.property(registry, contributions, (partners, list) => {
        for (const each of list) {
          const { partners: credited } = report(partners, [each]);
          const shares = credited.flatMap(({ confirmed, suggested }) => [total(confirmed), total(suggested)]);
          expect(["0", "1"]).toContain(printFraction(shares.reduce(add, ZERO)));
        }
        const { partners: sums, contributions: read, unaffiliated } = report(partners, list);
        const credited = sums.flatMap(({ confirmed, suggested }) => [total(confirmed), total(suggested)]);
        expect(credited.reduce(add, ZERO)).toEqual(fraction(read - unaffiliated));
      }),
    );
  });

  it("does not depend on the order of the contributions", () => {
    fc.assert(
      fc.property(
        registry,
        contributions.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        (partners, [list, shuffled]) => {
          const [one, other] = [report(partners, list), report(partners, shuffled)];
          expect(other.partners).toEqual(one.partners);
          expect(other.refused.total).toBe(one.refused.total);
        },
      ),
    );
  });

  it("goes by days, as one reads them in the registry", () => {
    fc.assert(
      fc.property(registry, contributions, (partners, list) => {
        const plain = list.filter(({ partner }) => partner === undefined);
        const { partners: sums } = report(partners, plain);
        for (const { id, confirmed, suggested } of sums) {
          for (const [measures, wanted] of [
            [confirmed, "confirmed"],
            [suggested, "suggested"],
          ] as const) {
            const own = plain.filter((each) => stateOn(partners, id, each) === wanted);
            const shares = own.map((each) => {
              const sharing = PARTNERS.filter((other) =>
                ["confirmed", "suggested"].includes(stateOn(partners, other, each)),
              );
              return fraction(1, sharing.length);
            });
            expect(total(measures)).toEqual(shares.reduce(add, ZERO));
            expect(measures.people).toBe(new Set(own.map(({ by }) => by)).size);
          }
        }
      }),
    );
  });

  it("over two times at a partner is the sum of the credit over each", () => {
    const times = fc
      .uniqueArray(fc.nat(DAYS - 1), { minLength: 4, maxLength: 4 })
      .map((list) =>
        list
          .sort((one, other) => one - other)
          .map((index) => formatDay(instantOf(FIRST + index * 86_400_000))),
      );
    fc.assert(
      fc.property(registry, times, contributions, (partners, [a = "", b = "", c = "", d = ""], list) => {
        const first = person(1, a, { to: b });
        const second = person(1, c, { to: d });
        const creditWith = (people: Parameters<typeof registryOf>[0][string]) => {
          const [own] = registryOf({ hooli: people }).partners;
          if (own === undefined) throw new Error("no partner");
          const { partners: sums } = report({ ...partners, partners: [...partners.partners, own] }, list);
          const sum = sums.at(-1)?.confirmed;
          return CONTRIBUTION_KINDS.map((kind) => sum?.counts[kind] ?? ZERO);
        };
        const [one, other] = [creditWith([first]), creditWith([second])];
        expect(creditWith([first, second])).toEqual(
          one.map((count, index) => add(count, other[index] ?? ZERO)),
        );
      }),
    );
  });
});

/** What the registry says of a person at a partner on the day of a contribution, read line by line. */
function stateOn({ partners }: Registry, partner: string, { at, by }: Contribution): string {
  const on = new Date(at).toISOString().slice(0, 10);
  const said = (partners.find(({ id }) => id === partner)?.people ?? [])
    .filter(({ id, from, to }) => id === by && from <= on && (to === undefined || (on <= to && from <= to)))
    .map(({ consent }) => consent.state);
  return (
    ["declined", "confirmed", "suggested"].find((each) => said.some((other) => other === each)) ?? "nothing"
  );
}

describe("CSV", () => {
  it("reads back cell by cell, and no cell begins like a formula", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "=", "@", "-", " ", "a") }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          const read = readCsv(rows.map(csvLine).join(""));
          expect(read.map((row) => row.map((text) => text.replace(/^'/, "")))).toEqual(
            rows.map((row) => row.map((text) => text.replace(/^'/, ""))),
          );
          for (const text of read.flat()) expect(text).not.toMatch(/^\s*[=+\-@]/);
        },
      ),
    );
  });
});

/** CSV letter by letter, as RFC 4180 describes it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], "", false];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (quoted && letter === '"' && text.charAt(index + 1) === '"') {
      cell += letter;
      index += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === ",") {
      row.push(cell);
      cell = "";
    } else if (letter === "\r" && text.charAt(index + 1) === "\n") {
      rows.push([...row, cell]);
      [row, cell] = [[], ""];
      index += 1;
    } else cell += letter;
  }
  return rows;
}
