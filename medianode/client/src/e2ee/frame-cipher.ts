import type { FrameKey } from './frame-key.js';

/** An encoded frame, as browsers give it to a transform: https://www.w3.org/TR/webrtc-encoded-transform/. */
export interface EncodedFrame {
  data: ArrayBuffer;
  /** `key`, `delta` or `empty`; absent for audio. */
  type?: string | undefined;
}

const saltLength = 8;
const trailerLength = saltLength + 5;

/**
 * How many bytes at the beginning of a frame stay readable: the node finds key frames and the packetizer its borders by the
 * VP8 frame header (RFC 6386, 9.1), and the table of contents of Opus (RFC 6716, 3.1) is the first byte.
 */
function clearLength({ type }: EncodedFrame): number {
  return type === undefined ? 1 : type === 'key' ? 10 : 3;
}

/**
 * Encrypts the frames of one stream with AES-GCM. A frame becomes: clear bytes, ciphertext with its tag, and a trailer of 13
 * bytes: the stream's salt (8), the frame's counter (4), the number of the key (1). Clear bytes and trailer are authenticated.
 */
export class FrameEncryptor {
  readonly #salt = crypto.getRandomValues(new Uint8Array(saltLength));
  #counter = 0;

  /** @throws when the counter is exhausted: after two years of video */
  async encrypt(frame: EncodedFrame, key: FrameKey, keyId: number): Promise<ArrayBuffer> {
    if (this.#counter > 0xffff_ffff) {
      throw new Error('The frame counter of the stream is exhausted.');
    }
    const trailer = new Uint8Array(trailerLength);
    trailer.set(this.#salt);
    new DataView(trailer.buffer).setUint32(saltLength, this.#counter++);
    trailer[trailerLength - 1] = keyId;
    const data = new Uint8Array(frame.data);
    const clear = data.subarray(0, clearLength(frame));
    const secret = await crypto.subtle.encrypt(algorithm(clear, trailer), await key.ofStream(this.#salt), data.subarray(clear.length));
    return join(clear, new Uint8Array(secret), trailer);
  }
}

/** Decrypts the frames of any stream; undefined for a frame that no known key fits, or that was tampered with. */
export async function decryptFrame(frame: EncodedFrame, keyOf: (keyId: number) => FrameKey | undefined): Promise<ArrayBuffer | undefined> {
  const data = new Uint8Array(frame.data);
  const clear = data.subarray(0, clearLength(frame));
  const end = data.length - trailerLength;
  if (end < clear.length) {
    return undefined;
  }
  const trailer = data.slice(end);
  const key = keyOf(trailer[trailerLength - 1]!);
  if (!key) {
    return undefined;
  }
  try {
    const streamKey = await key.ofStream(trailer.slice(0, saltLength));
    const secret = data.subarray(clear.length, end);
    return join(clear, new Uint8Array(await crypto.subtle.decrypt(algorithm(clear, trailer), streamKey, secret)));
  } catch {
    return undefined;
  }
}

function algorithm(clear: Uint8Array<ArrayBuffer>, trailer: Uint8Array<ArrayBuffer>): AesGcmParams {
  const iv = new Uint8Array(12);
  iv.set(trailer.subarray(saltLength, saltLength + 4));
  return { name: 'AES-GCM', iv, additionalData: join(clear, trailer) };
}

function join(...parts: Uint8Array<ArrayBuffer>[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}
