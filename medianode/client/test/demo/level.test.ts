import { expect, it } from 'vitest';
import { loudness } from '../../demo/src/media/level.js';

const tone = (amplitude: number) => Float32Array.from({ length: 480 }, (_, i) => amplitude * Math.sin((2 * Math.PI * i) / 48));

it('is 0 in silence, and below what is heard', () => {
  expect(loudness(new Float32Array(512))).toBe(0);
  expect(loudness(tone(0.0005))).toBe(0);
});

it('rises evenly with decibels', () => {
  const [quiet, normal, loud] = [0.01, 0.1, 1].map((amplitude) => loudness(tone(amplitude)));
  expect(normal! - quiet!).toBeCloseTo(1 / 3, 5);
  expect(loud! - normal!).toBeCloseTo(1 / 3, 5);
});

it('is 1 at full scale', () => expect(loudness(new Float32Array(8).fill(1))).toBe(1));
