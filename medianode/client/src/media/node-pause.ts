import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** A producer or consumer at the node. */
export interface NodeStream {
  channel: SignalingChannel;
  id: string;
  kind: 'producer' | 'consumer';
}

/** Keeps the node's pause of a stream in line with this client's. */
export class NodePause {
  readonly #stream: () => NodeStream | undefined;
  /** Whether the stream is paused at the node. Undefined when the answer to a request was lost. */
  #paused: boolean | undefined;

  /** @param stream - the stream as it is now; undefined while the node has none */
  constructor(stream: () => NodeStream | undefined) {
    this.#stream = stream;
  }

  /** The node paused or resumed the stream. */
  is(paused: boolean): void {
    this.#paused = paused;
  }

  /**
   * Pauses or resumes the stream at the node, unless it is in that state already. Without a connection nothing is sent: the caller sets
   * it again when the connection is restored.
   */
  async set(paused: boolean): Promise<void> {
    const stream = this.#stream();
    if (!stream?.channel.connected || this.#paused === paused) {
      return;
    }
    const { channel, id, kind } = stream;
    this.#paused = undefined;
    try {
      if (kind === 'producer') {
        await channel.request(paused ? 'pauseProducer' : 'resumeProducer', { producerId: id });
      } else {
        await channel.request(paused ? 'pauseConsumer' : 'resumeConsumer', { consumerId: id });
      }
      if (this.#stream()?.id === id) {
        this.#paused = paused;
      }
    } catch (error) {
      const gone = error instanceof SignalError && error.code === ErrorCode.NotFound;
      if (this.#stream()?.id === id && channel.connected && !gone) {
        throw error;
      }
    }
  }
}
