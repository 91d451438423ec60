import { expect, it } from 'vitest';
import { retryDelay } from '../src/signaling/retry-delays.js';

const options = { firstDelay: 300, longestDelay: 4_000, giveUpAfter: 60_000 };

it('begins at once, then doubles the wait up to the longest', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) => retryDelay(attempt, options, () => 0));
  expect(waits).toEqual([0, 300, 600, 1_200, 2_400, 4_000, 4_000, 4_000]);
});

it('spreads waits by up to a third', () => {
  expect(retryDelay(1, options, () => 0.999)).toBeGreaterThanOrEqual(200);
  expect(retryDelay(1, options, () => 0.999)).toBeLessThan(210);
});
