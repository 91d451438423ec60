import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { Api } from '../src/api/api.js';
import { ApiError, explain } from '../src/api/api-error.js';

afterEach(() => mock.restoreAll());

async function sentenceFor(status: number, body: string, headers: Record<string, string> = {}): Promise<string> {
  mock.method(globalThis, 'fetch', async () => new Response(body, { status, headers }));
  try {
    await new Api('token', () => {}).get('/v1/rooms');
  } catch (error) {
    assert.ok(error instanceof ApiError && error.status === status);
    return explain(error);
  }
  return assert.fail('the call succeeded');
}

test('what is unavailable is named, and when to try again', async () => {
  const problem = { title: 'The service is temporarily unavailable.', detail: 'The node of the room does not answer.' };
  assert.equal(await sentenceFor(503, JSON.stringify(problem), { 'retry-after': '2' }), 'The node of the room does not answer. Try again in 2 seconds.');
  assert.equal(await sentenceFor(429, '{"title":"Too many requests."}'), 'The control plane is busy or unavailable. Try again in a few seconds.');
});

test('other problems show the detail of the control plane, cut and as text', async () => {
  assert.equal(await sentenceFor(409, '{"title":"A.","detail":"B."}'), 'A. B.');
  assert.equal(await sentenceFor(400, JSON.stringify({ title: `<b>\u202e${'x'.repeat(1_000_000)}` })), `<b>\ufffd${'x'.repeat(296)}…`);
});

test('answers without problem details show their status', async () => {
  for (const body of ['', '<html>', 'null', '[]', '{"title":1,"detail":{}}']) {
    assert.equal(await sentenceFor(502, body), 'The control plane refused the call (status 502).');
  }
});
