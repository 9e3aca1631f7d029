import fc from "fast-check";
import { expect, it } from "vitest";
import { type Partner, partnerSchema } from "../../src/program/partner.ts";
import { addPartner, parseRegistry, printPartner, replacePartner } from "../../src/program/registry.ts";

/** How people write one and the same entry. Each gives lines without indentation, the first behind the dash. */
const STYLES: readonly ((id: string, name: string) => string[])[] = [
  (id, name) => [`id: ${id}`, `name: ${JSON.stringify(name)}`, "since: 2020-02-29"],
  (id, name) => [`{ id: ${id}, name: ${JSON.stringify(name)}, since: '2020-02-29' }   # in one line`],
  (id, name) => [
    `name:   ${JSON.stringify(name)}   # aligned`,
    `id:     ${id}`,
    'since:  "2020-02-29"',
    "",
    "# about the text",
    "description: |",
    "  two",
    "",
    "  lines",
  ],
  (id, name) => [
    `"id": '${id}'`,
    "'name': >-",
    `  ${name}`,
    "since: 2020-02-29",
    "services: [a,  b ,c]",
    "badges:",
    "- category: marketing",
    "  awarded: 2021-01-01",
  ],
  (id, name) => [
    `id: !!str ${id}`,
    `name: ${JSON.stringify(name)}`,
    "since: 2020-02-29",
    "links: {}",
    "description: |+",
    "  kept",
    "",
  ],
];

const plainName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,10}$/);

const registryText = fc
  .record({
    entries: fc.array(fc.record({ style: fc.nat(STYLES.length - 1), name: plainName, gap: fc.nat(2) }), {
      maxLength: 4,
    }),
    header: fc.constantFrom(
      "",
      "# top\n\n",
      "---\n",
      "version: 1\n",
      "# a\nversion: 1   # b\n",
      "\uFEFF# bom\n",
    ),
    footer: fc.constantFrom("", "# the end\n", "\n\n", "...\n"),
    dash: fc.constantFrom("- ", "  - ", "    -   "),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    finalLineEnd: fc.boolean(),
  })
  .map(({ entries, header, footer, dash, lineEnd, finalLineEnd }) => {
    const indent = " ".repeat(dash.length);
    const blocks = entries.map(({ style, name, gap }, index) => {
      // `|+` at the end takes every blank line behind it for its own: such a file is refused, not changed.
      const usable = index === entries.length - 1 && style === STYLES.length - 1 ? 0 : style;
      const lines = STYLES[usable]?.(`entry-${index}`, name) ?? [];
      const text = lines.map((line, at) => (line === "" ? "" : (at === 0 ? dash : indent) + line)).join("\n");
      return ["", `\n${" ".repeat(dash.indexOf("-"))}# about ${name}\n`, "\n\n"][gap] + text;
    });
    const list = entries.length === 0 ? "partners: []\n" : `partners:\n${blocks.join("\n")}\n`;
    const text = (header + list + footer).replaceAll("\n", lineEnd);
    return finalLineEnd ? text : text.replace(/(?:\r?\n)+$/, "");
  });

const freeText = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .map((text) => text.replace(/\p{Surrogate}/gu, ""));
const line = freeText.map((text) => `n${text.replace(/[\p{Cc}\u2028\u2029]/gu, "").trim()}`);
const newPartner = fc
  .record({ name: line, description: freeText, services: fc.array(line, { maxLength: 3 }) })
  .map((parts) => partnerSchema.parse({ id: "added", since: "2026-03-09", ...parts }));

function partnersIn(text: string): Partner[] {
  const result = parseRegistry(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.problems)}\n${text}`);
  return result.registry.partners;
}

/** How much of both ends two texts share, counted without overlap. */
function sharedEnds(before: string, after: string): number {
  const limit = Math.min(before.length, after.length);
  let head = 0;
  while (head < limit && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return head + tail;
}

it("adds one entry to any registry and keeps every other byte", () => {
  fc.assert(
    fc.property(registryText, newPartner, (before, partner) => {
      const known = partnersIn(before);
      const after = addPartner(before, partner);
      expect(partnersIn(after).map(printPartner)).toEqual([...known, partner].map(printPartner));
      const kept = known.length === 0 ? before.replace("[]", "").trimEnd().length - 1 : before.length;
      expect(sharedEnds(before, after)).toBeGreaterThanOrEqual(kept);
    }),
    { numRuns: 150 },
  );
});

it("replaces one entry of any registry and keeps every byte outside of it", () => {
  fc.assert(
    fc.property(registryText, newPartner, fc.nat(3), (before, partner, nth) => {
      const known = partnersIn(before);
      const old = known[nth % Math.max(known.length, 1)];
      fc.pre(old !== undefined);
      const after = replacePartner(before, old?.id ?? "", { ...partner, id: old?.id ?? "" });
      expect(partnersIn(after).map(({ id }) => id)).toEqual(known.map(({ id }) => id));
      const others = (partners: Partner[]) => partners.filter(({ id }) => id !== old?.id).map(printPartner);
      expect(others(partnersIn(after))).toEqual(others(known));
      for (const comment of before.match(/^ *# about n?\w*.*$/gm) ?? []) {
        if (!comment.includes("about the text")) expect(after).toContain(comment);
      }
    }),
    { numRuns: 150 },
  );
});
