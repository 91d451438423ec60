import { describe, expect, it } from 'vitest';
import { gridLayout } from '../../demo/src/call/grid-layout.js';

describe('gridLayout', () => {
  it.each([
    [1, 1264, 644, 1],
    [2, 1264, 644, 2],
    [4, 1264, 644, 2],
    [5, 1264, 644, 3],
    [2, 344, 584, 1],
    [4, 344, 584, 2],
  ])('puts %i tiles on %ix%i in %i columns', (count, width, height, columns) => {
    expect(gridLayout(count, width, height, 8)).toMatchObject({ columns, rows: Math.ceil(count / columns) });
  });

  it('never needs more room than there is', () => {
    for (const [width, height] of [[360, 640], [640, 360], [1280, 720], [90, 900]] as const) {
      for (let count = 1; count <= 30; count++) {
        const layout = gridLayout(count, width, height, 8);
        expect(layout.columns * layout.width + (layout.columns - 1) * 8).toBeLessThanOrEqual(width);
        expect(layout.rows * layout.height + (layout.rows - 1) * 8).toBeLessThanOrEqual(height);
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(count);
      }
    }
  });

  it('has nothing to lay out without tiles or without room', () => {
    expect(gridLayout(0, 500, 500, 8)).toMatchObject({ width: 0, height: 0 });
    expect(gridLayout(3, 0, 0, 8)).toMatchObject({ width: 0, height: 0 });
  });
});
