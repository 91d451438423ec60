import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryEntry } from '../src/api/types.js';
import { reasonText, withNames } from '../src/views/history-table.js';

test('known reasons are sentences, others are shown as they are', () => {
  assert.equal(reasonText('kicked'), 'removed by a command or a moderator');
  assert.equal(reasonText('constructor'), 'constructor');
  assert.equal(reasonText(undefined), '');
});

test('events of a user who joined have the name', () => {
  const entry = (more: Partial<HistoryEntry>) => ({ id: '', at: '', type: 'left', nodeId: 'n', ...more }) as HistoryEntry;
  const named = withNames([entry({ userId: 'b' }), entry({ userId: 'a' }), entry({ type: 'joined', userId: 'a', name: 'Ada' }), entry({ type: 'started' })]);
  assert.deepEqual(named.map(({ name }) => name), [undefined, 'Ada', 'Ada', undefined]);
});
