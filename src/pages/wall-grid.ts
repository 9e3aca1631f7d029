/** What a README on GitHub gives to a picture. */
export const WALL_WIDTH = 830;

/** Where the tiles of a wall are. All numbers are units of its picture. */
export interface Grid {
  readonly count: number;
  readonly columns: number;
  readonly tile: { readonly width: number; readonly height: number };
  readonly gap: number;
  /** Of the corners of a tile. */
  readonly radius: number;
  /** Between the edge of a tile and its picture. */
  readonly padding: number;
  readonly headingBaseline: number;
  readonly top: number;
  readonly height: number;
}

interface Density {
  /** Up to so many partners. */
  readonly most: number;
  readonly columns: number;
  readonly gap: number;
  /** Of a tile, height by width. */
  readonly ratio: number;
}

/** Few partners get large tiles, many small ones, which are flatter, so that the names in them can still be read. */
const DENSEST: Density = { most: Number.POSITIVE_INFINITY, columns: 8, gap: 12, ratio: 0.75 };
const DENSITIES: readonly Density[] = [
  { most: 12, columns: 5, gap: 20, ratio: 1 },
  { most: 40, columns: 6, gap: 18, ratio: 1 },
  { most: 90, columns: 7, gap: 14, ratio: 0.8 },
];
const MARGIN = 28;
const HEADING_BASELINE = 50;
const TOP = 78;
const LARGEST_TILE = 150;

/** The grid of so many tiles. */
export function gridOf(count: number): Grid {
  const density = DENSITIES.find(({ most }) => count <= most) ?? DENSEST;
  const columns = columnsOf(count, density.columns);
  const room = WALL_WIDTH - 2 * MARGIN + density.gap;
  const width = Math.min(LARGEST_TILE, Math.floor(room / columns) - density.gap);
  const tile = { width, height: Math.round(width * density.ratio) };
  const rows = Math.ceil(count / columns);
  const height = count === 0 ? TOP : TOP + rows * (tile.height + density.gap) - density.gap + MARGIN;
  return {
    count,
    columns,
    tile,
    gap: density.gap,
    radius: Math.round(width / 14),
    padding: Math.round(tile.height / 12),
    headingBaseline: HEADING_BASELINE,
    top: TOP,
    height,
  };
}

/** The top left corner of a tile. Every row is in the middle, the last and shorter one too. */
export function tilePlace(grid: Grid, index: number): { x: number; y: number } {
  const row = Math.floor(index / grid.columns);
  const inRow = Math.min(grid.columns, grid.count - row * grid.columns);
  const width = inRow * (grid.tile.width + grid.gap) - grid.gap;
  return {
    x: Math.round((WALL_WIDTH - width) / 2) + (index % grid.columns) * (grid.tile.width + grid.gap),
    y: grid.top + row * (grid.tile.height + grid.gap),
  };
}

/** The number of columns, or one beside it, whose last row is filled most. */
function columnsOf(count: number, wanted: number): number {
  if (count <= wanted) return Math.max(1, count);
  const filled = (columns: number) => (((count - 1) % columns) + 1) / columns;
  return [wanted, wanted - 1, wanted + 1].reduce((best, columns) =>
    filled(columns) > filled(best) ? columns : best,
  );
}
