import { RemotePeer } from './remote-peer.js';
import type { Subscription } from '../media/subscription.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** What the room wants to know of its peers. */
export interface RosterListener {
  joined(peer: RemotePeer): void;
  left(peer: RemotePeer): void;
  updated(peer: RemotePeer): void;
}

/** The other participants of the room. */
export class Roster {
  readonly #listener: RosterListener;
  readonly #subscriptions: () => Subscription[];
  readonly peers = new Map<string, RemotePeer>();

  constructor(channel: SignalingChannel, subscriptions: () => Subscription[], listener: RosterListener) {
    this.#listener = listener;
    this.#subscriptions = subscriptions;
    channel.on('newPeer', (info) => this.#add(info));
    channel.on('peerClosed', ({ peerId }) => this.#remove(peerId));
    channel.on('peerUpdated', ({ peerId, displayName, metadata }) => {
      const peer = this.peers.get(peerId);
      if (peer) {
        peer.update({ ...(displayName === undefined ? {} : { displayName }), ...(metadata === undefined ? {} : { metadata }) });
        this.#listener.updated(peer);
      }
    });
  }

  /** The list that the node answered a join with: the truth, whatever was known before. */
  replace(list: PeerInfo[]): void {
    const present = new Set(list.map(({ id }) => id));
    for (const id of [...this.peers.keys()]) {
      if (!present.has(id)) {
        this.#remove(id);
      }
    }
    list.forEach((info) => this.#add(info));
  }

  /** Everybody is gone. */
  clear(): void {
    this.replace([]);
  }

  #add(info: PeerInfo): void {
    const known = this.peers.get(info.id);
    if (known) {
      known.update(info);
      this.#listener.updated(known);
      return;
    }
    const peer = new RemotePeer(info, this.#subscriptions);
    this.peers.set(info.id, peer);
    this.#listener.joined(peer);
  }

  #remove(peerId: string): void {
    const peer = this.peers.get(peerId);
    if (peer) {
      this.peers.delete(peerId);
      this.#listener.left(peer);
    }
  }
}
