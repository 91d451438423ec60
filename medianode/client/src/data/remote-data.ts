import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { MediaSession } from '../media/media-session.js';
import type { MediaTransport } from '../media/media-transport.js';
import type { DataConsumerOffer } from '../signaling/server-events.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { DataSubscription } from './data-subscription.js';

/** Callbacks for data channels of other participants. */
export interface RemoteDataListener {
  started(subscription: DataSubscription): void;
  ended(subscription: DataSubscription): void;
}

/** The data channels that one node offers to this client. */
export class RemoteData {
  readonly #listener: RemoteDataListener;
  readonly #subscriptions = new Map<string, DataSubscription>();
  /** The channels that were offered and not closed yet. */
  readonly #offered = new Set<string>();
  #session: MediaSession | undefined;

  constructor(channel: SignalingChannel, listener: RemoteDataListener) {
    this.#listener = listener;
    channel.answer('newDataConsumer', (offer) => this.#accept(offer));
    channel.on('dataConsumerClosed', ({ dataConsumerId }) => this.#remove(dataConsumerId));
  }

  /** All channels. */
  get subscriptions(): DataSubscription[] {
    return [...this.#subscriptions.values()];
  }

  /** Receives over this session from now on; channels of the previous session have ended. */
  move(session: MediaSession | undefined): void {
    for (const id of [...this.#offered]) {
      this.#remove(id);
    }
    this.#session = session;
  }

  /** `former` goes on in the place of `next`, which it was moved to from another node. */
  replace(next: DataSubscription, former: DataSubscription): void {
    if (this.#subscriptions.get(next.id) === next) {
      former.continueAs(next);
      this.#subscriptions.set(former.id, former);
    }
  }

  /** The room has moved to another node: the channels go on there, and do not end with their consumers here. */
  retire(): DataSubscription[] {
    const all = this.subscriptions;
    this.#subscriptions.clear();
    this.#offered.clear();
    return all;
  }

  async #accept(offer: DataConsumerOffer): Promise<void> {
    const transport = this.#session?.receiveTransport;
    if (!transport) {
      throw new SignalError(ErrorCode.InvalidState, 'This client does not receive.');
    }
    if (this.#offered.has(offer.id)) {
      return;
    }
    // Registered before the browser has created its half: the node's notifications do not wait for that.
    this.#offered.add(offer.id);
    const consumer = await this.#consume(transport, offer);
    if (!this.#offered.has(offer.id)) {
      consumer.close();
      return;
    }
    const subscription = new DataSubscription(offer, consumer);
    this.#subscriptions.set(offer.id, subscription);
    this.#listener.started(subscription);
  }

  async #consume(transport: MediaTransport, offer: DataConsumerOffer): Promise<types.DataConsumer> {
    try {
      return await transport.inner.consumeData({
        id: offer.id,
        dataProducerId: offer.dataProducerId,
        sctpStreamParameters: offer.sctpStreamParameters,
        label: offer.label ?? '',
        protocol: offer.protocol ?? '',
        appData: offer.appData ?? {},
      });
    } catch (error) {
      this.#offered.delete(offer.id);
      throw error;
    }
  }

  #remove(id: string): void {
    this.#offered.delete(id);
    const subscription = this.#subscriptions.get(id);
    if (subscription) {
      this.#subscriptions.delete(id);
      subscription.end();
      this.#listener.ended(subscription);
    }
  }
}
