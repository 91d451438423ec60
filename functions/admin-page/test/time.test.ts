import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration } from '../src/ui/time.js';

for (const [milliseconds, text] of [
  [-5, '0 s'],
  [999, '0 s'],
  [61_000, '1 min 1 s'],
  [3_600_000, '1 h'],
  [100_000_000, '1 d 3 h'],
] as const) {
  test(`${milliseconds} ms is ${text}`, () => assert.equal(duration(milliseconds), text));
}
