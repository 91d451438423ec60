import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceText, highest, qualityText, rateText, total } from '../src/views/connection-text.js';

test('the worse half decides on the quality', () => {
  assert.equal(qualityText({ peerId: 'p', connected: true, sends: 10, receives: 5 }), 'fair (sends 10, receives 5 of 10)');
  assert.equal(qualityText({ peerId: 'p', connected: true, sends: 0 }), 'poor (sends 0 of 10)');
  assert.equal(qualityText({ peerId: 'p', connected: true, receives: 7 }), 'good (receives 7 of 10)');
});

test('a connection without media, without a client, or that is unknown, is said to be so', () => {
  assert.equal(qualityText({ peerId: 'p', connected: true }), 'no media');
  assert.equal(qualityText({ peerId: 'p', connected: false, sends: 10 }), 'lost; the node waits for the client');
  assert.equal(qualityText(undefined), 'unknown');
});

test('a device is foreign text: shown as text, cut, and without invisible characters', () => {
  assert.equal(deviceText({ name: 'Firefox', version: '153', os: 'Linux' }), 'Firefox 153, Linux');
  assert.equal(deviceText({ name: '<b>\u202Ex</b>' }), '<b>\ufffdx</b>');
  assert.equal(deviceText({ name: 'n'.repeat(1_000) }), `${'n'.repeat(60)}…`);
  assert.equal(deviceText({}), 'unknown');
  assert.equal(deviceText(undefined), 'unknown');
});

test('statistics without a number, or of another shape, are unknown', () => {
  assert.equal(total([{ bitrate: 1_000 }, { bitrate: 500 }, { bitrate: 'x' }], 'bitrate'), 1_500);
  assert.equal(highest([{ roundTripTime: 3 }, { roundTripTime: 7 }], 'roundTripTime'), 7);
  assert.equal(total([{}], 'bitrate'), undefined);
  assert.equal(highest(undefined, 'roundTripTime'), undefined);
  assert.equal(total({} as never, 'bitrate'), undefined);
  assert.equal(rateText(undefined), '–');
});
