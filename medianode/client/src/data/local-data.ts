import type { MediaSession } from '../media/media-session.js';
import type { SessionGate } from '../media/session-gate.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { DataPublication, type DataOptions } from './data-publication.js';

/** The data channels from this client: created once, reopened over every new media session. */
export class LocalData {
  readonly #gate: SessionGate;
  readonly #publications = new Set<DataPublication>();

  constructor(gate: SessionGate) {
    this.#gate = gate;
  }

  /** Subscribes to a node's notifications about the channels. */
  follow(channel: SignalingChannel): void {
    channel.on('producerClosed', ({ producerId }) => this.#find(producerId)?.end());
  }

  /** All channels. */
  get publications(): DataPublication[] {
    return [...this.#publications];
  }

  /** Opens a channel to all other participants. */
  async publish(options: DataOptions): Promise<DataPublication> {
    const publication = new DataPublication(options);
    await this.#gate.through((session) => produce(publication, session));
    this.#publications.add(publication);
    publication.once('closed', () => this.#publications.delete(publication));
    return publication;
  }

  /** The session was restored. `atNode` are the data producers that the node still has. */
  resumed(channel: SignalingChannel, atNode: string[] = []): void {
    for (const dataProducerId of atNode.filter((id) => !this.#find(id))) {
      channel.request('closeDataProducer', { dataProducerId }).catch(() => undefined);
    }
  }

  /** Opens all channels over a new session. A channel that the new session rejects is closed. */
  async move(session: MediaSession): Promise<void> {
    for (const publication of this.publications) {
      try {
        await produce(publication, session);
      } catch (error) {
        if (!session.usable) {
          throw error;
        }
        publication.end();
      }
    }
  }

  /** A move to another node failed: moved channels return to the former session. */
  moveBack(from: SignalingChannel, to: SignalingChannel): void {
    this.publications.forEach((publication) => publication.detach(from, to));
  }

  /** Ends all channels. */
  close(): void {
    this.publications.forEach((publication) => publication.end());
  }

  #find(producerId: string): DataPublication | undefined {
    return this.publications.find(({ id }) => id === producerId);
  }
}

async function produce(publication: DataPublication, session: MediaSession): Promise<void> {
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
  publication.attach(producer, session.channel);
  if (publication.closed) {
    await session.channel.request('closeDataProducer', { dataProducerId: producer.id }).catch(() => undefined);
  }
}
