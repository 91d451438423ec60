import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { SharedKey } from './frame-key.js';
import type { KeyMessage, TransformOptions } from './messages.js';

/** The codecs whose frames can be encrypted and still be forwarded: those of which the node reads no more than the first bytes. */
export const encryptableCodecs = { audio: 'audio/opus', video: 'video/VP8' } as const;

/**
 * End-to-end encryption of a room's audio and video: frames are encrypted in the sender's browser and decrypted in the
 * receivers', so that nodes forward frames that they cannot read. All members share a key, which the application distributes by a
 * channel that the nodes and the back end cannot read.
 *
 * @example
 * ```ts
 * const worker = new Worker(new URL('@signal-hybrid/client/e2ee-worker', import.meta.url), { type: 'module' });
 * const room = await joinRoom({ ...answer, e2ee: new FrameEncryption(worker, passphrase) });
 * ```
 */
export class FrameEncryption {
  readonly #worker: Worker;

  /**
   * @param worker - runs the package's `e2ee-worker`; the application terminates it after the room has closed
   * @param key - a passphrase, or at least 16 random bytes
   * @throws {@link SignalError} with {@link ErrorCode.Unsupported} in a browser without `RTCRtpScriptTransform`, and with
   * {@link ErrorCode.BadRequest} for a key that is too short
   */
  constructor(worker: Worker, key: SharedKey) {
    if (typeof RTCRtpScriptTransform === 'undefined') {
      throw new SignalError(ErrorCode.Unsupported, 'This browser cannot encrypt frames (no RTCRtpScriptTransform).');
    }
    this.#worker = worker;
    this.setKey(key, 0);
  }

  /**
   * Encrypts with another key from now on. Frames of others that were encrypted with an earlier key can still be read.
   *
   * @param id - the key's number, 0 to 255, the same for all members
   */
  setKey(key: SharedKey, id: number): void {
    if (key.length < (typeof key === 'string' ? 1 : 16) || !Number.isInteger(id) || id < 0 || id > 255) {
      throw new SignalError(ErrorCode.BadRequest, 'A key must be a passphrase or at least 16 bytes, and its id must be 0 to 255.');
    }
    this.#worker.postMessage({ key, id } satisfies KeyMessage);
  }

  /** @internal Sends encrypted frames only. Must be called before the sender is negotiated. */
  encrypt(sender: RTCRtpSender): void {
    sender.transform = this.#transform('send');
  }

  /** @internal Accepts only frames that were encrypted with the key. */
  decrypt(receiver: RTCRtpReceiver): void {
    receiver.transform = this.#transform('receive');
  }

  #transform(direction: TransformOptions['direction']): RTCRtpScriptTransform {
    return new RTCRtpScriptTransform(this.#worker, { direction } satisfies TransformOptions);
  }
}
