import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import {
  type ArchivedPartner,
  archiveDigest,
  firstDayOf,
  lastDayOf,
  parseArchive,
  printArchive,
  readPrintedArchive,
  type YearArchive,
} from "../../src/program/archive.ts";
import { checkArchive } from "../../src/program/archive-check.ts";
import { archiveFiles } from "../../src/program/archive-files.ts";
import { redactArchive } from "../../src/program/archive-redaction.ts";
import { archiveYear } from "../../src/program/archive-year.ts";
import { type Partner, type PartnerInput, partnerSchema } from "../../src/program/partner.ts";
import { CONFIG } from "../support/archives.ts";

const YEARS = [2023, 2024, 2025];
const FROZEN = "2026-11-24";

const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom("\n", "#", ":", " ", "-", '"', "'"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
    maxLength: 30,
  })
  .map((drawn) => drawn.replace(/(?!\n)\p{Cc}|\p{Surrogate}/gu, ""));
const line = text.map((drawn) => drawn.replace(/[\p{Cc}\u2028\u2029]/gu, "") || "one");
const day = fc
  .date({ min: new Date("2022-11-01T00:00:00Z"), max: new Date("2026-03-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const year = fc.constantFrom(...YEARS);

const archivedPartner = (inYear: number) =>
  fc.record({
    name: line,
    url: fc.constantFrom(null, "https://acme.example/", "http://x.example/?a=[1]#b"),
    description: text,
    tier: fc.option(line),
    badges: fc.array(
      fc.record({ category: fc.constantFrom("marketing", "no", "1-2"), name: line, awarded: day }),
      {
        maxLength: 2,
      },
    ),
    from: fc.constantFrom("2019-02-29", firstDayOf(inYear)),
    to: fc.constantFrom(null, firstDayOf(inYear), lastDayOf(inYear)),
    redacted: fc.constant(null),
  });

/** Any archive that may be, with some of its entries redacted. */
const archive: fc.Arbitrary<YearArchive> = year.chain((inYear) =>
  fc
    .record({
      drawn: fc.array(archivedPartner(inYear), { maxLength: 4 }),
      redactions: fc.array(fc.record({ place: fc.nat(3), reason: line }), { maxLength: 2 }),
    })
    .map(({ drawn, redactions }) => {
      const partners = drawn.map((partner, index): ArchivedPartner => ({ id: `p-${index}`, ...partner }));
      const content = { year: inYear, partners };
      const fresh: YearArchive = { ...content, frozen: FROZEN, digest: archiveDigest(content) };
      return redactions.reduce((before, { place, reason }) => redactPlace(before, place, reason), fresh);
    }),
);

/** Redacts the entry at a place, unless that is redacted or the reason is blank. */
function redactPlace(before: YearArchive, place: number, reason: string): YearArchive {
  const partner = before.partners[place];
  const useless = !partner || partner.redacted !== null || !/[^\s\p{C}]/u.test(reason);
  return useless ? before : redactArchive(before, partner.id, "2026-11-25", reason);
}

it("reads what it prints", () => {
  fc.assert(
    fc.property(archive, (printed) => {
      const file = printArchive(printed);
      const read = parseArchive(file);
      expect(read).toMatchObject({ ok: true });
      if (!read.ok) return;
      expect(read.value).toEqual(printed);
      expect(printArchive(read.value)).toBe(file);
    }),
  );
});

/** The same archive in a file that is not to the letter what the bot writes. */
function readAsYaml(file: string) {
  const other = `${file}\n# by hand\n`;
  expect(readPrintedArchive(other)).toBeNull();
  return parseArchive(other);
}

it("reads what it prints without YAML as with it", () => {
  fc.assert(
    fc.property(archive, (printed) => {
      const file = printArchive(printed);
      expect(readPrintedArchive(file)).toEqual(printed.partners.length === 0 ? null : printed);
      expect(readAsYaml(file)).toMatchObject({ ok: true, value: printed });
    }),
  );
});

it("reads nothing else without YAML: whatever is changed, it gets the same as with it", () => {
  const splice = fc.record({
    place: fc.nat(),
    taken: fc.nat(3),
    put: fc.oneof(
      fc.constantFrom(
        '"id":"p-0",',
        '"tier":null,',
        ' "',
        "\\u0041",
        "\\/",
        "\\n",
        "\n  - ",
        "\npartners:\n  - ",
      ),
      fc.constantFrom(..."\"\\,:#[]{}&*!|>%@`' \n\r\t0a\u2028\uFEFF\0"),
      fc.constant(""),
    ),
  });
  const count = { asPrinted: 0, otherwise: 0 };
  fc.assert(
    fc.property(archive, splice, fc.boolean(), (printed, { place, taken, put }, sealed) => {
      const file = printArchive(printed);
      const cut = place % file.length;
      const spliced = file.slice(0, cut) + put + file.slice(cut + taken);
      const changed = sealed ? sealAgain(spliced, printed.digest) : spliced;
      const read = readPrintedArchive(changed);
      if (read === null) {
        count.otherwise += 1;
        return;
      }
      count.asPrinted += 1;
      expect(readAsYaml(changed)).toMatchObject({ ok: true, value: read });
      if (changed.includes(printed.digest)) expect(read.partners).toEqual(printed.partners);
    }),
    { numRuns: 2000 },
  );
  expect(count.asPrinted).toBeGreaterThan(20);
  expect(count.otherwise).toBeGreaterThan(20);
});

/** With the digest of what the file says as YAML, where it says anything. */
function sealAgain(file: string, digest: string): string {
  try {
    const { year: ofYear, partners } = parse(file, { logLevel: "error" });
    return file.replace(digest, archiveDigest({ year: ofYear, partners }));
  } catch {
    return file;
  }
}

it("lets redactions pass, and no other change of anything", () => {
  const change = fc.record({
    place: fc.nat(3),
    key: fc.constantFrom("name", "description", "tier", "url", "from", "to", "id", "badges"),
    twice: fc.boolean(),
    reason: line,
  });
  fc.assert(
    fc.property(archive, change, (before, { place, key, twice, reason }) => {
      const after = redactPlace(before, place, reason);
      expect(checkArchive(before, after)).toEqual([]);
      const partner = after.partners[place];
      if (partner === undefined) return;
      const value = {
        ...OTHER,
        badges: [...partner.badges, { category: "new", name: "New", awarded: FROZEN }],
      };
      const others = after.partners.filter((entry) => entry !== partner);
      const forged = { ...partner, [key]: value[key] };
      const partners = twice ? [forged, ...others] : others;
      const content = { year: before.year, partners };
      expect(checkArchive(before, { ...after, ...content, digest: archiveDigest(content) })).not.toEqual([]);
    }),
  );
});

const OTHER = {
  id: "another",
  name: "An other name than any drawn, for it is this long",
  description: "An other description than any drawn, for it is this long",
  tier: "An other tier than any drawn, for it is this long",
  url: "https://another.example/",
  from: "2019-03-01",
  to: "2019-03-02",
};

interface Story {
  readonly entry: PartnerInput;
  /** First and last day of each time on the list; the last one may last. */
  readonly times: readonly { readonly from: string; readonly to: string | null }[];
}

/** A company that was listed at times, as its entry comes to be by decisions and by hand. */
const story: fc.Arbitrary<Story> = fc
  .record({
    days: fc.uniqueArray(day, { minLength: 1, maxLength: 6 }).map((days) => days.sort()),
    listedByHand: fc.boolean(),
    takenOffByHand: fc.boolean(),
    returns: fc.constantFrom("reinstated", "admitted", "readmitted"),
    ends: fc.constantFrom("removed", "left", "suspended"),
    noise: fc.array(day, { maxLength: 2 }),
  })
  .map(({ days, listedByHand, takenOffByHand, returns, ends, noise }) => {
    const times = days
      .filter((_, index) => index % 2 === 0)
      .map((from, index) => ({ from, to: days[2 * index + 1] ?? null }));
    const [first = { from: "", to: null }] = times;
    const last = times.at(-1) ?? first;
    // A second admission changes `since`, so only the history knows the first day.
    const anew = returns !== "reinstated" && times.length > 1;
    const history = times.flatMap(({ from, to }, index) => [
      ...(index > 0
        ? [{ at: from, event: returns }]
        : listedByHand && !anew
          ? []
          : [{ at: from, event: "admitted" }]),
      ...(to === null || (takenOffByHand && to === last.to) ? [] : [{ at: to, event: ends }]),
    ]);
    const odd = noise.map((at) => ({ at, event: "badge-awarded" }));
    const over = last.to === null ? {} : { status: "former" as const, "status-since": last.to };
    const since = anew ? last.from : first.from;
    return { entry: { id: "x", name: "X", since, ...over, history: [...history, ...odd] }, times };
  });

const stories = fc.array(story, { maxLength: 5 }).map((drawn) =>
  drawn.map(({ entry, times }, index) => ({
    times,
    partner: partnerSchema.parse({ ...entry, id: `p-${index}` }),
  })),
);

function archiveOf(partners: readonly Partner[], ofYear: number): YearArchive {
  return archiveYear({
    registry: { version: 1, partners: [...partners] },
    config: CONFIG,
    year: ofYear,
    frozen: FROZEN,
  });
}

it("has everyone who was listed on any day of the year once, and nobody else, with the first and last day", () => {
  fc.assert(
    fc.property(stories, year, (drawn, ofYear) => {
      const expected = drawn.flatMap(({ partner, times }) => {
        const inYear = times.filter(
          ({ from, to }) => from <= lastDayOf(ofYear) && (to ?? lastDayOf(ofYear)) >= firstDayOf(ofYear),
        );
        const end = inYear.at(-1)?.to ?? null;
        const to = end !== null && end <= lastDayOf(ofYear) ? end : null;
        return inYear[0] === undefined ? [] : [[partner.id, inYear[0].from, to]];
      });
      const { partners } = archiveOf(
        drawn.map(({ partner }) => partner),
        ofYear,
      );
      expect(partners.map(({ id, from, to }) => [id, from, to])).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

it("gives the same bytes again, whatever the order of the registry, and can be read", () => {
  fc.assert(
    fc.property(stories, year, (drawn, ofYear) => {
      const partners = drawn.map(({ partner }) => partner);
      const once = archiveOf(partners, ofYear);
      const file = printArchive(once);
      expect(printArchive(archiveOf(partners.toReversed(), ofYear))).toBe(file);
      expect(parseArchive(file)).toMatchObject({ ok: true, value: once });
      const files = (archiveText: string | null, frozen: string) =>
        archiveFiles({
          registry: { version: 1, partners },
          config: CONFIG,
          year: ofYear,
          frozen,
          archiveText,
          pageText: null,
        }).files;
      expect(files(file, "2027-01-01")).toEqual(files(null, FROZEN));
    }),
  );
});

it("archives any entry of a registry so that it can be read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 20 }), line, (description, name) => {
      const partner = partnerSchema.parse({ id: "x", name: `X${name}`, since: "2025-01-01", description });
      const once = archiveOf([partner], 2025);
      expect(parseArchive(printArchive(once))).toMatchObject({ ok: true, value: once });
    }),
  );
});
