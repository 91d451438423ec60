import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linePath, Series } from '../src/live/series.js';

const area = { width: 100, height: 10, max: 1, from: 0, to: 100, gap: 15 };

test('values older than the window are dropped', () => {
  const series = new Series(100, 15);
  [0, 50, 100, 101].forEach((at) => series.add(at, at));
  assert.deepEqual(series.points.map(({ at }) => at), [50, 100, 101]);
});

test('a clock that goes back leaves no value from the future', () => {
  const series = new Series(100, 15);
  series.add(90, 1);
  series.add(50, 2);
  assert.deepEqual(series.points.map(({ at }) => at), [50]);
});

test('the line goes from left to right, and a larger value is higher', () =>
  assert.equal(linePath([{ at: 0, value: 0 }, { at: 10, value: 0.5 }, { at: 20, value: 1 }], area), 'M0.0 10.0L10.0 5.0L20.0 0.0'));

test('the line is interrupted where values are missing', () =>
  assert.equal(linePath([{ at: 0, value: 0 }, { at: 50, value: 0 }], area), 'M0.0 10.0M50.0 10.0'));

test('values outside the chart stay at its edges', () =>
  assert.equal(linePath([{ at: -1, value: 1 }, { at: 0, value: -1 }, { at: 10, value: 7 }], area), 'M0.0 10.0L10.0 0.0'));
