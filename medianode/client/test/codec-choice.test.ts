import { describe, expect, it } from 'vitest';
import { chooseCodec, layeringFor } from '../src/media/codec-choice.js';

const codec = (kind: 'audio' | 'video', name: string) => ({ kind, mimeType: `${kind}/${name}`, clockRate: 90_000, preferredPayloadType: 96 });
const capabilities = { codecs: [codec('audio', 'opus'), codec('video', 'rtx'), codec('video', 'VP9'), codec('video', 'VP8'), codec('video', 'AV1')] };

describe('chooseCodec', () => {
  it.each([
    ['video/VP8', 'video/VP8'],
    ['vp8', 'video/VP8'],
    ['H264', undefined],
    ['opus', undefined],
    [undefined, 'video/VP9'],
  ])('%s: %s', (wanted, mimeType) => {
    expect(chooseCodec('video', wanted, capabilities)?.mimeType).toBe(mimeType);
  });
});

describe('layeringFor', () => {
  it.each([
    ['VP8', 'simulcast', 'simulcast'],
    ['VP8', 'svc', 'simulcast'],
    ['H264', 'svc', 'simulcast'],
    ['VP9', 'simulcast', 'svc'],
    ['VP9', 'svc', 'svc'],
    ['AV1', 'simulcast', 'temporal'],
    ['AV1', 'svc', 'temporal'],
    ['AV1', 'single', 'single'],
  ] as const)('%s asked for %s sends %s', (name, wanted, sent) => {
    expect(layeringFor(codec('video', name), wanted)).toBe(sent);
  });
});
