import { decryptFrame, FrameEncryptor, type EncodedFrame } from './frame-cipher.js';
import { FrameKey } from './frame-key.js';
import type { KeyMessage, TransformOptions } from './messages.js';

// The script of the worker passed to FrameEncryption. Frames never pass through the page's main thread.

interface Transformer {
  readable: ReadableStream<EncodedFrame>;
  writable: WritableStream<EncodedFrame>;
  options: TransformOptions;
}

const keys = new Map<number, FrameKey>();
let current: { key: FrameKey; id: number } | undefined;
/** Keys are imported one after the other, and frames wait for them. */
let importing: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<KeyMessage>) => {
  importing = importing.then(async () => {
    const key = await FrameKey.import(data.key);
    keys.set(data.id, key);
    current = { key, id: data.id };
  });
});

addEventListener('rtctransform', (event) => {
  const { readable, writable, options } = (event as Event & { transformer: Transformer }).transformer;
  const transform = options.direction === 'send' ? encryption() : decryption();
  readable.pipeThrough(new TransformStream({ transform })).pipeTo(writable).catch(() => undefined);
});

type Transform = (frame: EncodedFrame, controller: TransformStreamDefaultController<EncodedFrame>) => Promise<void>;

function encryption(): Transform {
  const encryptor = new FrameEncryptor();
  return async (frame, controller) => {
    await importing;
    // Without a key nothing is sent.
    if (current) {
      frame.data = await encryptor.encrypt(frame, current.key, current.id);
      controller.enqueue(frame);
    }
  };
}

function decryption(): Transform {
  return async (frame, controller) => {
    await importing;
    const data = await decryptFrame(frame, (id) => keys.get(id));
    if (data) {
      frame.data = data;
      controller.enqueue(frame);
    }
  };
}
