import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { MediaSession } from '../media/media-session.js';
import type { DataConsumerOffer } from '../signaling/server-events.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { DataPublication, type DataOptions } from './data-publication.js';
import { DataSubscription } from './data-subscription.js';

/** What the room wants to know of data channels. */
export interface RoomDataListener {
  started(subscription: DataSubscription): void;
  ended(subscription: DataSubscription): void;
}

/** All data channels of this client, both ways. */
export class RoomData {
  readonly #channel: SignalingChannel;
  readonly #listener: RoomDataListener;
  readonly #publications = new Set<DataPublication>();
  readonly #subscriptions = new Map<string, DataSubscription>();
  #session: MediaSession | undefined;

  constructor(channel: SignalingChannel, listener: RoomDataListener) {
    this.#channel = channel;
    this.#listener = listener;
    channel.answer('newDataConsumer', (offer) => this.#accept(offer));
    channel.on('dataConsumerClosed', ({ dataConsumerId }) => this.#remove(dataConsumerId));
  }

  /** The channels from other peers. */
  get subscriptions(): DataSubscription[] {
    return [...this.#subscriptions.values()];
  }

  /** The channels to other peers. */
  get publications(): DataPublication[] {
    return [...this.#publications];
  }

  /** Opens a channel to everybody. */
  async publish(options: DataOptions): Promise<DataPublication> {
    const publication = new DataPublication(this.#channel, options);
    this.#publications.add(publication);
    publication.once('closed', () => this.#publications.delete(publication));
    try {
      await this.#produce(publication);
    } catch (error) {
      publication.end();
      throw error;
    }
    return publication;
  }

  /** Receives over this session from now on; what came over the last one has ended. */
  leaveOld(session: MediaSession | undefined): void {
    for (const id of [...this.#subscriptions.keys()]) {
      this.#remove(id);
    }
    this.#session = session;
  }

  /** Opens all channels to others again. */
  async republish(): Promise<void> {
    for (const publication of this.publications) {
      publication.detach();
      try {
        await this.#produce(publication);
      } catch (error) {
        if (this.#session?.closed !== false || !this.#channel.connected) {
          throw error;
        }
        publication.end();
      }
    }
  }

  /** Ends all channels. */
  close(): void {
    this.leaveOld(undefined);
    this.publications.forEach((publication) => publication.end());
  }

  async #produce(publication: DataPublication): Promise<void> {
    const session = this.#session;
    if (!session) {
      throw new SignalError(ErrorCode.InvalidState, 'The room is not joined.');
    }
    const { label, protocol, ordered, maxPacketLifeTime, maxRetransmits, appData } = publication.options;
    const transport = await session.sendTransport();
    const producer = await transport.inner.produceData({
      label: label ?? '',
      protocol: protocol ?? '',
      appData: appData ?? {},
      ordered: ordered ?? (maxPacketLifeTime === undefined && maxRetransmits === undefined),
      ...(maxPacketLifeTime === undefined ? {} : { maxPacketLifeTime }),
      ...(maxRetransmits === undefined ? {} : { maxRetransmits }),
    });
    publication.attach(producer);
  }

  async #accept(offer: DataConsumerOffer): Promise<void> {
    const transport = this.#session?.receiveTransport;
    if (!transport) {
      throw new SignalError(ErrorCode.InvalidState, 'This client does not receive.');
    }
    if (this.#subscriptions.has(offer.id)) {
      return;
    }
    const session = this.#session;
    const consumer = await transport.inner.consumeData({
      id: offer.id,
      dataProducerId: offer.dataProducerId,
      sctpStreamParameters: offer.sctpStreamParameters,
      label: offer.label ?? '',
      protocol: offer.protocol ?? '',
      appData: offer.appData ?? {},
    });
    if (this.#session !== session) {
      consumer.close();
      return;
    }
    const subscription = new DataSubscription(offer, consumer);
    this.#subscriptions.set(offer.id, subscription);
    this.#listener.started(subscription);
  }

  #remove(id: string): void {
    const subscription = this.#subscriptions.get(id);
    if (subscription) {
      this.#subscriptions.delete(id);
      subscription.end();
      this.#listener.ended(subscription);
    }
  }
}
