/** A layout of tiles: the number of columns and the size of a tile. */
export interface GridLayout {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

const widest = 16 / 9;
const squarest = 4 / 3;
const tallest = 5 / 8;

/**
 * Finds the number of columns that gives the largest tiles. On a wide screen tiles keep the shape of a camera picture; on
 * a tall one they may be tall too, so that a phone is filled.
 */
export function gridLayout(count: number, width: number, height: number, gap: number): GridLayout {
  const leastAspect = width > height ? squarest : tallest;
  let best: GridLayout = { columns: 1, rows: Math.max(count, 1), width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    const tileWidth = Math.floor(Math.min(cellWidth, cellHeight * widest));
    const tileHeight = Math.floor(Math.min(cellHeight, cellWidth / leastAspect));
    if (tileWidth > 0 && tileHeight > 0 && tileWidth * tileHeight > best.width * best.height) {
      best = { columns, rows, width: tileWidth, height: tileHeight };
    }
  }
  return best;
}
