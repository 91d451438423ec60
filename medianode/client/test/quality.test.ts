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

it('rates a received stream by its weaker half', () => {
  expect(receivedScore({ score: 10, producerScore: 3 }, undefined)).toBe(3);
  expect(receivedScore({ score: 2, producerScore: 9 }, undefined)).toBe(2);
});

it('uses the score of the received layer', () => {
  const score = { score: 10, producerScore: 0, producerScores: [9, 6, 0] };
  expect([0, 1, 2].map((layer) => receivedScore(score, layer))).toEqual([9, 6, 0]);
  expect(receivedScore({ score: 10, producerScore: 0, producerScores: [8] }, 2)).toBe(8);
});

it('rates a sent stream by its best encoding', () => {
  expect(sentScore([{ ssrc: 1, score: 0 }, { ssrc: 2, score: 9 }])).toBe(9);
  expect(sentScore([])).toBeUndefined();
});
