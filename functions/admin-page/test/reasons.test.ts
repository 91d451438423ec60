import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonText } from '../src/views/history-table.js';

test('known reasons are sentences, others are shown as they are', () => {
  assert.equal(reasonText('kicked'), 'removed by a command or a moderator');
  assert.equal(reasonText('constructor'), 'constructor');
  assert.equal(reasonText(undefined), '');
});
