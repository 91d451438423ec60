import { expect, it } from 'vitest';
import { readQuery } from '../../demo/src/app/query.js';

it('reads what the address asks for', () => {
  expect(readQuery('?room=tea&name=Ann%20B&autojoin=1&tcp=1&relay=1&codec=VP9&size=320x240&sendOnly=1&video=0')).toMatchObject({
    room: 'tea',
    name: 'Ann B',
    autojoin: true,
    tcp: true,
    relay: true,
    codec: 'VP9',
    size: { width: 320, height: 240 },
    sendOnly: true,
    recvOnly: false,
    video: false,
    audio: true,
  });
});

it('makes do with nothing, and with nonsense', () => {
  expect(readQuery('?size=huge&layering=cake')).toEqual({ ...readQuery(''), size: undefined, layering: undefined });
  expect(readQuery('')).toMatchObject({ room: '', name: '', autojoin: false, audio: true, video: true });
});
