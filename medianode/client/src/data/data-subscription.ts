import type { types } from 'mediasoup-client';
import { Emitter } from '../events/emitter.js';
import type { DataConsumerOffer } from '../signaling/server-events.js';

/** The events of a {@link DataSubscription}. */
export interface DataSubscriptionEvents {
  /** A message arrived: text, or bytes. */
  message: string | ArrayBuffer;
  /** The channel was closed. */
  closed: undefined;
}

/** A data channel from another peer, or from the node itself, to this client. */
export class DataSubscription extends Emitter<DataSubscriptionEvents> {
  #offer: DataConsumerOffer;
  #consumer: types.DataConsumer;
  #closed = false;
  readonly #onMessage = (message: string | ArrayBuffer) => this.emit('message', message);

  /** @internal */
  constructor(offer: DataConsumerOffer, consumer: types.DataConsumer) {
    super();
    this.#offer = offer;
    this.#consumer = consumer;
    consumer.binaryType = 'arraybuffer';
    consumer.on('message', this.#onMessage);
  }

  /** The data consumer's id at the node. */
  get id(): string {
    return this.#offer.id;
  }

  /** The sender's peer id; null for the node itself. */
  get peerId(): string | null {
    return this.#offer.peerId;
  }

  get label(): string {
    return this.#offer.label ?? '';
  }

  get protocol(): string {
    return this.#offer.protocol ?? '';
  }

  /** The sender's application data about the channel. */
  get appData(): types.AppData {
    return this.#offer.appData ?? {};
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @internal The channel comes from another node, where `next` was offered: this subscription continues it. */
  continueAs(next: DataSubscription): void {
    this.#consumer.close();
    this.#offer = next.#offer;
    this.#consumer = next.#consumer;
    this.#consumer.off('message', next.#onMessage);
    this.#consumer.on('message', this.#onMessage);
  }

  /** @internal */
  end(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#consumer.close();
      this.emit('closed', undefined);
    }
  }
}
