/** A run of lines that differs: `before[from..to)` became `after[from..to)`. Either may be empty. */
export interface LineChange {
  readonly before: readonly [from: number, to: number];
  readonly after: readonly [from: number, to: number];
}

/** Lines with their endings, so that joining them gives the text back. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The shortest list of changes from one text to another (Myers), in order; neighbours are merged into one. */
export function diffLines(before: readonly string[], after: readonly string[]): LineChange[] {
  const matches = matchLines(before, after);
  const changes: LineChange[] = [];
  let nextBefore = 0;
  let nextAfter = 0;
  for (const [atBefore, atAfter] of [...matches, [before.length, after.length] as const]) {
    if (atBefore > nextBefore || atAfter > nextAfter) {
      changes.push({ before: [nextBefore, atBefore], after: [nextAfter, atAfter] });
    }
    nextBefore = atBefore + 1;
    nextAfter = atAfter + 1;
  }
  return changes;
}

/** Pairs of equal lines, in order. */
function matchLines(before: readonly string[], after: readonly string[]): [number, number][] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  const middle = shortestEdit(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  const matches: [number, number][] = [];
  for (let index = 0; index < start; index += 1) matches.push([index, index]);
  for (const [one, other] of middle) matches.push([one + start, other + start]);
  for (let index = end; index > 0; index -= 1) matches.push([before.length - index, after.length - index]);
  return matches;
}

function shortestEdit(before: readonly string[], after: readonly string[]): [number, number][] {
  const limit = before.length + after.length;
  let reached = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let distance = 0; distance <= limit; distance += 1) {
    trace.push(new Map(reached));
    const next = new Map(reached);
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = furthest(next, diagonal, distance);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        return walkBack(trace, before.length, after.length);
      }
    }
    reached = next;
  }
  return [];
}

function furthest(reached: ReadonlyMap<number, number>, diagonal: number, distance: number): number {
  const left = reached.get(diagonal - 1) ?? -1;
  const right = reached.get(diagonal + 1) ?? -1;
  return diagonal === -distance || (diagonal !== distance && left < right) ? right : left + 1;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  endX: number,
  endY: number,
): [number, number][] {
  const matches: [number, number][] = [];
  let x = endX;
  let y = endY;
  for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
    const reached = trace[distance] ?? new Map<number, number>();
    const diagonal = x - y;
    const left = reached.get(diagonal - 1) ?? -1;
    const right = reached.get(diagonal + 1) ?? -1;
    const from =
      diagonal === -distance || (diagonal !== distance && left < right) ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(from) ?? 0;
    while (x > Math.max(fromX, 0) && y > Math.max(fromX - from, 0)) {
      x -= 1;
      y -= 1;
      matches.push([x, y]);
    }
    x = fromX;
    y = fromX - from;
  }
  return matches.reverse();
}
