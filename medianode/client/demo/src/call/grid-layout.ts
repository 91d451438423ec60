/** How tiles are laid out: so many columns, each tile so large. */
export interface GridLayout {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

const widest = 16 / 9;
const tallest = 3 / 4;

/**
 * Finds the number of columns that gives the largest tiles. A tile may be anything between a tall phone picture and a
 * wide one, so that a narrow screen is filled too.
 */
export function gridLayout(count: number, width: number, height: number, gap: number): GridLayout {
  let best: GridLayout = { columns: 1, rows: Math.max(count, 1), width: 0, height: 0 };
  let bestScore = -1;
  for (let columns = 1; columns <= Math.max(count, 1); columns++) {
    const rows = Math.max(Math.ceil(count / columns), 1);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) {
      continue;
    }
    const tileWidth = Math.min(cellWidth, cellHeight * widest);
    const tileHeight = Math.min(cellHeight, cellWidth / tallest);
    // The picture itself is wide: what counts is how large it shows in the tile, and then how much room is used.
    const shown = Math.min(tileWidth, tileHeight * widest);
    const score = shown * shown + tileWidth * tileHeight;
    if (score > bestScore) {
      bestScore = score;
      best = { columns, rows, width: Math.floor(tileWidth), height: Math.floor(tileHeight) };
    }
  }
  return best;
}
