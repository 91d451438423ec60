import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { readSession, signSession } from '../src/session/session-token.js';

test('a token is signed with the UTF-8 bytes of the key, and lasts an hour', async () => {
  const now = Date.UTC(2030, 0, 1);
  const { token, expiresAt } = await signSession('tenant', 'kéy', now);
  const [header, payload, signature] = token.split('.');
  assert.equal(signature, createHmac('sha256', 'kéy').update(`${header}.${payload}`).digest('base64url'));
  assert.deepEqual(JSON.parse(Buffer.from(payload!, 'base64url').toString()), {
    iss: 'tenant',
    aud: 'signal-hybrid-admin-page',
    iat: now / 1_000,
    exp: now / 1_000 + 3_600,
  });
  assert.equal(expiresAt, now + 3_600_000);
});

test('a token that was made elsewhere is read', async () => {
  const made = await signSession('tenant', 'key');
  assert.deepEqual(readSession(` ${made.token}\n`), made);
});

test('anything else is no token of the page', () => {
  const claims = (value: unknown) => `e30.${Buffer.from(JSON.stringify(value)).toString('base64url')}.x`;
  for (const text of ['', 'a', 'a.b', 'a.%.c', 'a.bm8.c', claims(null), claims([]), claims({ iss: 'x', aud: 'signal-hybrid', exp: 1 }), claims({ iss: 1, aud: 'signal-hybrid-admin-page', exp: 1 })]) {
    assert.equal(readSession(text), undefined, text);
  }
});
