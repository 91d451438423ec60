import { RemotePeer } from './remote-peer.js';
import type { Subscription } from '../media/subscription.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** Callbacks for changes of the other participants. */
export interface RosterListener {
  joined(peer: RemotePeer): void;
  left(peer: RemotePeer): void;
  updated(peer: RemotePeer): void;
}

/** The other participants of the room, as one node reports them. */
export class Roster {
  readonly #listener: RosterListener;
  readonly #subscriptions: () => Subscription[];
  /** The ids of peers that are still on their way from another node. */
  readonly #expected = new Set<string>();
  readonly #moved = new Map<string, string>();
  /** Peers that joined or left since the list was requested: the answer may be older. */
  #since: { come: Set<string>; gone: Set<string> } | undefined;
  readonly peers = new Map<string, RemotePeer>();

  constructor(channel: SignalingChannel, subscriptions: () => Subscription[], listener: RosterListener) {
    this.#listener = listener;
    this.#subscriptions = subscriptions;
    channel.on('newPeer', (info) => {
      this.#since?.come.add(info.id);
      this.#add(info);
    });
    channel.on('peerClosed', ({ peerId }) => {
      this.#since?.come.delete(peerId);
      this.#since?.gone.add(peerId);
      this.#remove(peerId);
    });
    channel.on('peerUpdated', ({ peerId, displayName, metadata }) => {
      const peer = this.peers.get(peerId);
      if (peer) {
        peer.update({ ...(displayName === undefined ? {} : { displayName }), ...(metadata === undefined ? {} : { metadata }) });
        this.#listener.updated(peer);
      }
    });
  }

  /** The new ids of peers that moved from another node, by their former ids. */
  get moved(): ReadonlyMap<string, string> {
    return this.#moved;
  }

  /**
   * The id of a peer in {@link Roster.peers}, by its id at the node that is being left: until its streams and channels have moved, they
   * have that one.
   */
  currentId(peerId: string): string {
    return this.#moved.get(peerId) ?? peerId;
  }

  /** The number of peers still moving from another node. */
  get expected(): number {
    return this.#expected.size;
  }

  /** The list of peers was requested: announcements from now on are newer than the answer. */
  awaitList(): void {
    this.#since = { come: new Set(), gone: new Set() };
  }

  /** Applies the list with which the node answered a join. It replaces everything known before it was requested. */
  replace(list: PeerInfo[]): void {
    const { come, gone } = this.#since ?? { come: [], gone: new Set<string>() };
    this.#since = undefined;
    const present = new Set([...list.map(({ id }) => id), ...come]);
    for (const id of [...this.peers.keys()]) {
      if (!present.has(id) && !this.#expected.has(id)) {
        this.#remove(id);
      }
    }
    list.filter(({ id }) => !gone.has(id)).forEach((info) => this.#add(info));
  }

  /** These peers were in the room at another node and move from there: they keep their objects. */
  expect(peers: Iterable<RemotePeer>): void {
    for (const peer of peers) {
      this.#expected.add(peer.id);
      this.peers.set(peer.id, peer);
    }
  }

  /** Peers that have not arrived from the other node by now have left. */
  settle(): void {
    [...this.#expected].forEach((id) => this.#remove(id));
  }

  /** Removes all peers. */
  clear(): void {
    this.#expected.clear();
    this.#since = undefined;
    this.replace([]);
  }

  #add(info: PeerInfo): void {
    const known = this.peers.get(info.id);
    if (known) {
      known.update(info);
      this.#listener.updated(known);
      return;
    }
    if (this.#takeExpected(info)) {
      return;
    }
    const peer = new RemotePeer(info, this.#subscriptions);
    this.peers.set(info.id, peer);
    this.#listener.joined(peer);
  }

  /** A user may be in the room more than once: then a peer with the same name is preferred. */
  #takeExpected(info: PeerInfo): boolean {
    const same = [...this.#expected].map((id) => this.peers.get(id)!).filter(({ userId }) => userId !== undefined && userId === info.userId);
    const peer = same.find(({ displayName }) => displayName === (info.displayName ?? '')) ?? same[0];
    if (!peer) {
      return false;
    }
    this.#expected.delete(peer.id);
    this.peers.delete(peer.id);
    this.#moved.set(peer.id, info.id);
    peer.update(info);
    this.peers.set(info.id, peer);
    this.#listener.updated(peer);
    return true;
  }

  #remove(peerId: string): void {
    const peer = this.peers.get(peerId);
    this.#expected.delete(peerId);
    if (peer) {
      this.peers.delete(peerId);
      this.#listener.left(peer);
    }
  }
}
