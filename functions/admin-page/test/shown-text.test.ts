import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown } from '../src/ui/shown-text.js';

test('markup stays text', () => assert.equal(shown('<img src=x onerror=alert(1)>'), '<img src=x onerror=alert(1)>'));

test('characters that hide or reverse text are replaced', () => {
  assert.equal(shown('a\u0000b\u202Ec\u200Bd\u2028e\nf'), 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
  assert.equal(shown('\ud800x'), '\ufffdx');
});

test('long text is cut between characters', () => {
  assert.equal(shown('x'.repeat(60)), 'x'.repeat(60));
  assert.equal(shown('x'.repeat(61)), `${'x'.repeat(60)}…`);
  assert.equal(shown('😀'.repeat(3), 2), '😀😀…');
});

test('megabytes are cut, and nothing is shown as nothing', () => {
  assert.equal(shown('y'.repeat(5_000_000), 10), 'yyyyyyyyyy…');
  assert.equal(shown(undefined), '');
  assert.equal(shown(0), '0');
});
