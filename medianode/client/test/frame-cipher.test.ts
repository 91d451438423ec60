import { describe, expect, it } from 'vitest';
import { decryptFrame, FrameEncryptor, type EncodedFrame } from '../src/e2ee/frame-cipher.js';
import { FrameKey } from '../src/e2ee/frame-key.js';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const frame = (type?: string, length = 100): EncodedFrame => ({ type, data: random(length).buffer });
const bytes = (data: ArrayBuffer | undefined) => data && [...new Uint8Array(data)];

async function encrypted(original: EncodedFrame, key: FrameKey, encryptor = new FrameEncryptor()): Promise<EncodedFrame> {
  return { type: original.type, data: await encryptor.encrypt(original, key, 7) };
}

describe('Frame encryption', () => {
  it.each([
    ['a key frame', 'key', 10],
    ['a delta frame', 'delta', 3],
    ['audio', undefined, 1],
  ])('gives %s back to who has the key, and leaves only its first bytes readable', async (_, type, clear) => {
    const key = await FrameKey.import(random(16));
    const original = frame(type);
    const sent = await encrypted(original, key);
    expect(bytes(await decryptFrame(sent, () => key))).toEqual(bytes(original.data));
    expect(bytes(sent.data)!.slice(0, clear)).toEqual(bytes(original.data)!.slice(0, clear));
    expect(sent.data.byteLength).toBe(original.data.byteLength + 16 + 13);
    expect(bytes(sent.data)!.join()).not.toContain(bytes(original.data)!.slice(clear, clear + 8).join());
  });

  it('makes the same key of the same passphrase', async () => {
    const [ours, theirs, others] = await Promise.all(['tea at five', 'tea at five', 'tea at six'].map((text) => FrameKey.import(text)));
    const original = frame('delta');
    const sent = await encrypted(original, ours!);
    expect(bytes(await decryptFrame(sent, () => theirs))).toEqual(bytes(original.data));
    expect(await decryptFrame(sent, () => others)).toBeUndefined();
  });

  it('finds the key by its number', async () => {
    const key = await FrameKey.import(random(16));
    const sent = await encrypted(frame('delta'), key);
    expect(await decryptFrame(sent, (id) => (id === 7 ? key : undefined))).toBeDefined();
    expect(await decryptFrame(sent, (id) => (id === 8 ? key : undefined))).toBeUndefined();
  });

  it('never encrypts two frames with one key and counter', async () => {
    const key = await FrameKey.import(random(16));
    const one = new FrameEncryptor();
    const original = frame('delta');
    const trailers = new Set<string>();
    for (const encryptor of [one, one, one, new FrameEncryptor(), new FrameEncryptor()]) {
      const { data } = await encrypted(original, key, encryptor);
      trailers.add(new Uint8Array(data).slice(-13, -1).join());
    }
    expect(trailers.size).toBe(5);
  });

  it('drops a frame of which any byte was changed', async () => {
    const key = await FrameKey.import(random(16));
    const { data } = await encrypted(frame('key', 20), key);
    for (let at = 0; at < data.byteLength; at++) {
      const changed = new Uint8Array(data.slice(0));
      changed[at]! ^= 1;
      expect(await decryptFrame({ type: 'key', data: changed.buffer }, () => key)).toBeUndefined();
    }
  });

  it.each([0, 1, 12, 13, 22, 23])('drops a frame of %i bytes that was never encrypted', async (length) => {
    const key = await FrameKey.import(random(16));
    expect(await decryptFrame(frame('key', length), () => key)).toBeUndefined();
  });
});
