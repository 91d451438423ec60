import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quarantineText, stateText } from '../src/views/node-state.js';

const now = Date.parse('2026-05-01T12:00:00Z');
const node = { alive: true, state: 'serving' as const, reportedAt: '2026-05-01T11:58:00Z' };

test('the state of a node is a sentence', () => {
  assert.equal(stateText(node, now), 'Serving');
  assert.equal(stateText({ ...node, ready: false }, now), 'Serving, not ready: no worker is alive');
  assert.match(stateText({ ...node, state: 'draining', drainDeadline: '2026-05-01T12:10:00Z' }, now), /^Draining, until /);
  assert.equal(stateText({ ...node, alive: false }, now), 'No report for 2 min: the values below are the last known ones.');
});

test('a quarantine is shown with its reason', () => {
  assert.equal(quarantineText({}, now), '');
  assert.equal(
    quarantineText({ quarantine: 'disk-full', quarantinedSince: '2026-05-01T11:57:00Z' }, now),
    'In quarantine for 3 min: its disk is full. It gets no new rooms while another node can accept them.',
  );
  assert.match(quarantineText({ quarantine: 'a later reason' }, now), /^In quarantine: a later reason\./);
});
