import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import { toMediaError } from '../errors/media-error.js';
import { SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** What a data channel can carry. */
export type DataMessage = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;

/** How data is sent. Without options it arrives complete and in order, like a stream. */
export interface DataOptions {
  /** A label that tells receivers the purpose of the channel. */
  label?: string;
  /** A subprotocol, for the application's use. */
  protocol?: string;
  /** Deliver messages in order. Default: true, unless one of the limits below is set. */
  ordered?: boolean;
  /** Drop a message after this many milliseconds. */
  maxPacketLifeTime?: number;
  /** Drop a message after this many retransmissions. */
  maxRetransmits?: number;
  /** Application data about the channel, visible to the other participants. */
  appData?: types.AppData;
}

/** The events of a {@link DataPublication}. */
export interface DataPublicationEvents {
  /** The channel was opened or reopened: messages can be sent. */
  open: undefined;
  /** The send buffer has drained: {@link DataPublication.bufferedAmount} is low again. */
  drained: undefined;
  /** The channel was closed. */
  closed: undefined;
}

/** A data channel from this client to all participants, including those who join later. */
export class DataPublication extends Emitter<DataPublicationEvents> {
  readonly #options: DataOptions;
  #channel: SignalingChannel | undefined;
  #producer: types.DataProducer | undefined;
  /** During a move to another node: the producer at the node that is being left. */
  #former: types.DataProducer | undefined;
  #closed = false;

  /** @internal */
  constructor(options: DataOptions) {
    super();
    this.#options = options;
  }

  /** The data producer's id at the node; undefined while there is none. */
  get id(): string | undefined {
    return this.#producer?.closed ? undefined : this.#producer?.id;
  }

  get label(): string {
    return this.#options.label ?? '';
  }

  get options(): DataOptions {
    return this.#options;
  }

  /** Whether messages can be sent now. */
  get open(): boolean {
    return this.#opened.length > 0;
  }

  /** The number of bytes queued for sending. Send less when it grows. */
  get bufferedAmount(): number {
    return this.#producer?.bufferedAmount ?? 0;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when messages can be sent; rejects when the channel is closed first. */
  ready(): Promise<void> {
    if (this.open) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(closedError());
        return;
      }
      const stops = [this.once('open', () => settle(resolve)), this.once('closed', () => settle(() => reject(closedError())))];
      const settle = (end: () => void) => {
        stops.forEach((stop) => stop());
        end();
      };
    });
  }

  /**
   * Sends a message to all participants.
   *
   * @throws {@link SignalError} with {@link ErrorCode.InvalidState} while the channel is not open, see
   * {@link DataPublication.ready}, and when the browser rejects the message, for example because it is too large
   */
  send(message: DataMessage): void {
    if (!this.open) {
      throw this.#closed ? closedError() : new SignalError(ErrorCode.InvalidState, 'The data channel is not open yet.');
    }
    try {
      // During a move to both nodes: each receiver listens to one of them.
      this.#opened.forEach((producer) => producer.send(message));
    } catch (error) {
      throw toMediaError(error);
    }
  }

  /** The node's statistics for this channel. */
  async getServerStats(): Promise<unknown[]> {
    const id = this.id;
    return id && this.#channel ? this.#channel.request('getDataProducerStats', { dataProducerId: id }) : [];
  }

  /** Closes the channel for all participants. */
  async close(): Promise<void> {
    const id = this.id;
    if (!this.#closed) {
      this.end();
      if (id && this.#channel?.connected) {
        await this.#channel.request('closeDataProducer', { dataProducerId: id }).catch(() => undefined);
      }
    }
  }

  /** @internal */
  attach(producer: types.DataProducer, channel: SignalingChannel): void {
    if (this.#closed) {
      producer.close();
      return;
    }
    this.#former = this.#producer;
    this.#producer = producer;
    this.#channel = channel;
    producer.bufferedAmountLowThreshold = 64 * 1024;
    producer.on('bufferedamountlow', () => this.emit('drained', undefined));
    if (producer.readyState === 'open') {
      this.emit('open', undefined);
    } else {
      producer.on('open', () => this.emit('open', undefined));
    }
  }

  /** @internal The move to another node failed: messages still go to the node that they went to before. */
  detach(channel: SignalingChannel, former: SignalingChannel): void {
    if (this.#channel === channel && this.#former?.readyState === 'open') {
      this.#producer?.close();
      this.#producer = this.#former;
      this.#former = undefined;
      this.#channel = former;
    }
  }

  /** @internal */
  end(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#producer?.close();
      this.#former?.close();
      this.#producer = undefined;
      this.emit('closed', undefined);
    }
  }

  get #opened(): types.DataProducer[] {
    return [this.#producer, this.#former].filter((producer) => producer?.readyState === 'open') as types.DataProducer[];
  }
}

function closedError(): SignalError {
  return new SignalError(ErrorCode.InvalidState, 'The data channel is closed.');
}
