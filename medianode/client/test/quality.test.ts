import { expect, it } from 'vitest';
import { qualityOf, receivedScore, sentScore } from '../src/media/quality.js';

it.each([
  [undefined, 'unknown'],
  [0, 'lost'],
  [1, 'poor'],
  [4, 'fair'],
  [7, 'good'],
  [10, 'good'],
] as const)('calls a score of %s %s', (score, words) => expect(qualityOf(score)).toBe(words));

it('judges a received stream by its weaker half', () => {
  expect(receivedScore({ score: 10, producerScore: 3 })).toBe(3);
});

it('judges a sent stream by its best encoding', () => {
  expect(sentScore([{ ssrc: 1, score: 0 }, { ssrc: 2, score: 9 }])).toBe(9);
  expect(sentScore([])).toBeUndefined();
});
