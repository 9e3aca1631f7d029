/** Which heading of an issue body opens which field of the form. */
export interface Alignment {
  /** For each field, in form order, the index of its heading in the list given; `null` when it has none. */
  readonly headings: readonly (number | null)[];
  /** Fields whose label stands there once more, so that people may read another answer than the bot. */
  readonly ambiguous: ReadonlySet<number>;
}

/**
 * Matches the fields' labels with the headings of a body. Labels and headings are compared as they are given, first exactly; a
 * heading that differs only in case counts where no heading is exact.
 *
 * GitHub prints every field, in form order, so a body that nobody touched is one run of matches. Otherwise:
 *
 * 1. Take the assignment in form order that answers the most fields (a longest common subsequence). A section that is missing
 *    loses no other, and a heading forged in a text for a later field is left alone when taking it would cost the fields between.
 * 2. Of several such assignments take the one whose headings come first. So the first match behind the field before wins.
 * 3. A field that is still without a heading takes the first matching heading left over, wherever it stands: sections that
 *    people moved, or an older version of the form, are read too.
 * 4. A matching heading that is left over behind the field's own, or behind the field before it, makes the field ambiguous.
 *
 * Headings that are left over open nothing: they are part of the answer in which they stand.
 */
export function alignHeadings(labels: readonly string[], headings: readonly string[]): Alignment {
  const matches = matcher(labels, headings);
  const found = longestRun(labels.length, headings.length, matches);
  const free = new Set(headings.keys());
  for (const heading of found) if (heading !== null) free.delete(heading);

  for (const [field, heading] of found.entries()) {
    if (heading !== null) continue;
    const moved = [...free].find((candidate) => matches(field, candidate));
    if (moved === undefined) continue;
    found[field] = moved;
    free.delete(moved);
  }
  orderEqualLabels(labels, found);
  return { headings: found, ambiguous: ambiguousFields(found, free, matches) };
}

type Matches = (field: number, heading: number) => boolean;

function matcher(labels: readonly string[], headings: readonly string[]): Matches {
  const exact = new Set(headings);
  const folded = headings.map((heading) => heading.toLowerCase());
  const wanted = labels.map((label) => (exact.has(label) ? null : label.toLowerCase()));
  return (field, heading) => {
    const loose = wanted[field];
    return loose === null ? labels[field] === headings[heading] : loose === folded[heading];
  };
}

function longestRun(fields: number, headings: number, matches: Matches): (number | null)[] {
  const width = headings + 1;
  // length[f * width + h]: how many fields from f on can be matched with headings from h on.
  const length = new Uint16Array((fields + 1) * width);
  const lengthAt = (field: number, heading: number): number => length[field * width + heading] ?? 0;
  for (let field = fields - 1; field >= 0; field -= 1) {
    for (let heading = headings - 1; heading >= 0; heading -= 1) {
      length[field * width + heading] = matches(field, heading)
        ? 1 + lengthAt(field + 1, heading + 1)
        : Math.max(lengthAt(field + 1, heading), lengthAt(field, heading + 1));
    }
  }

  const found = new Array<number | null>(fields).fill(null);
  let next = 0;
  for (let heading = 0; heading < headings; heading += 1) {
    const wanted = lengthAt(next, heading);
    for (let field = next; field < fields && lengthAt(field, heading) === wanted; field += 1) {
      if (!matches(field, heading) || 1 + lengthAt(field + 1, heading + 1) !== wanted) continue;
      found[field] = heading;
      next = field + 1;
      break;
    }
  }
  return found;
}

/** Fields of the same label take their headings in the order of the body, also when some were moved. */
function orderEqualLabels(labels: readonly string[], found: (number | null)[]): void {
  for (const label of new Set(labels)) {
    const fields = [...labels.keys()].filter((field) => labels[field] === label && found[field] !== null);
    const ordered = fields.map((field) => found[field] ?? 0).sort((one, other) => one - other);
    fields.forEach((field, index) => {
      found[field] = ordered[index] ?? null;
    });
  }
}

function ambiguousFields(
  found: readonly (number | null)[],
  free: ReadonlySet<number>,
  matches: Matches,
): Set<number> {
  const ambiguous = new Set<number>();
  let before = -1;
  for (const [field, heading] of found.entries()) {
    if (heading === null) continue;
    const from = Math.min(before, heading);
    if ([...free].some((candidate) => candidate > from && matches(field, candidate))) ambiguous.add(field);
    before = heading;
  }
  return ambiguous;
}
