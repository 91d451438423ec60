import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { MediaSession } from '../media/media-session.js';
import type { MediaTransport } from '../media/media-transport.js';
import type { SessionGate } from '../media/session-gate.js';
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
  readonly #gate: SessionGate;
  readonly #listener: RoomDataListener;
  readonly #publications = new Set<DataPublication>();
  readonly #subscriptions = new Map<string, DataSubscription>();
  /** The channels that were offered and not closed yet. */
  readonly #offered = new Set<string>();
  #session: MediaSession | undefined;

  constructor(channel: SignalingChannel, gate: SessionGate, listener: RoomDataListener) {
    this.#channel = channel;
    this.#gate = gate;
    this.#listener = listener;
    channel.answer('newDataConsumer', (offer) => this.#accept(offer));
    channel.on('dataConsumerClosed', ({ dataConsumerId }) => this.#remove(dataConsumerId));
    channel.on('producerClosed', ({ producerId }) => this.#find(producerId)?.end());
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
    await this.#gate.through((session) => this.#produce(publication, session));
    this.#publications.add(publication);
    publication.once('closed', () => this.#publications.delete(publication));
    return publication;
  }

  /** Receives over this session from now on; what came over the last one has ended. */
  leaveOld(session: MediaSession | undefined): void {
    for (const id of [...this.#offered]) {
      this.#remove(id);
    }
    this.#session = session;
  }

  /** The session is back. `atNode` are the data producers that the node still has. */
  resumed(atNode: string[] = []): void {
    for (const dataProducerId of atNode.filter((id) => !this.#find(id))) {
      this.#channel.request('closeDataProducer', { dataProducerId }).catch(() => undefined);
    }
  }

  /** Opens all channels to others again. */
  async republish(session: MediaSession): Promise<void> {
    for (const publication of this.publications) {
      publication.detach();
      try {
        await this.#produce(publication, session);
      } catch (error) {
        if (session.closed || !this.#channel.connected) {
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

  async #produce(publication: DataPublication, session: MediaSession): Promise<void> {
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
    if (publication.closed) {
      await this.#channel.request('closeDataProducer', { dataProducerId: producer.id }).catch(() => undefined);
    }
  }

  #find(producerId: string): DataPublication | undefined {
    return this.publications.find(({ id }) => id === producerId);
  }

  async #accept(offer: DataConsumerOffer): Promise<void> {
    const transport = this.#session?.receiveTransport;
    if (!transport) {
      throw new SignalError(ErrorCode.InvalidState, 'This client does not receive.');
    }
    if (this.#offered.has(offer.id)) {
      return;
    }
    // Before the browser has made its part, for the node's notifications do not wait for that.
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
