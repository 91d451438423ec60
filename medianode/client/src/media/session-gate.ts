import { ErrorCode } from '../errors/error-code.js';
import { toMediaError } from '../errors/media-error.js';
import { SignalError } from '../errors/signal-error.js';
import type { MediaSession } from './media-session.js';

/** Passes sends to the media session, and delays them while the session or the connection is being restored. */
export class SessionGate {
  #session: MediaSession | undefined;
  #waiting: (() => void)[] = [];
  #closed = false;

  /** Sends over this session from now on, unless the gate was closed. */
  change(session: MediaSession): void {
    if (!this.#closed) {
      this.#session = session;
      this.resume();
    }
  }

  /** Rejects all sends from now on, and those that wait. */
  close(): void {
    this.#closed = true;
    this.#session = undefined;
    this.resume();
  }

  /** The connection and its session were restored. */
  resume(): void {
    this.#waiting.splice(0).forEach((look) => look());
  }

  /**
   * Sends over the session; retries when the session was replaced, or the connection lost, before the send completed.
   *
   * @throws {@link SignalError}; {@link ErrorCode.InvalidState} before the room is joined and after it was closed
   */
  async through<T>(send: (session: MediaSession) => Promise<T>): Promise<T> {
    for (;;) {
      const session = await this.#ready();
      try {
        const result = await send(session);
        if (session === this.#session) {
          return result;
        }
      } catch (error) {
        if (session === this.#session && session.usable) {
          throw toMediaError(error);
        }
      }
    }
  }

  async #ready(): Promise<MediaSession> {
    while (this.#session && !this.#session.usable) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (!this.#session) {
      throw new SignalError(ErrorCode.InvalidState, 'The room is not joined.');
    }
    return this.#session;
  }
}
