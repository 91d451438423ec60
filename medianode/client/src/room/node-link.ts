import type { DataSubscription } from '../data/data-subscription.js';
import type { MediaState } from '../media/media-session.js';
import type { Subscription } from '../media/subscription.js';
import type { RemotePeer } from '../peers/remote-peer.js';
import { Roster } from '../peers/roster.js';
import { signalRHubs } from '../signaling/hub.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { Regained } from '../signaling/regain-session.js';
import { defaultRetry } from '../signaling/retry-delays.js';
import type { Welcome } from '../signaling/server-events.js';
import { SignalingChannel } from '../signaling/signaling-channel.js';
import { RoomMedia } from './room-media.js';
import type { JoinOptions } from './room-options.js';
import type { SentStreams } from './sent-streams.js';
import { SessionKeeper } from './session-keeper.js';

/** The events of a link. */
export interface NodeLinkListener {
  /** The received streams of the room, over all its links. */
  subscriptions(): Subscription[];
  peerJoined(peer: RemotePeer): void;
  peerLeft(peer: RemotePeer): void;
  peerUpdated(peer: RemotePeer): void;
  subscribed(subscription: Subscription): void;
  unsubscribed(subscription: Subscription): void;
  /** A data channel was opened, possibly before its sender is known. */
  dataStarted(subscription: DataSubscription): void;
  dataSubscribed(subscription: DataSubscription): void;
  dataUnsubscribed(subscription: DataSubscription): void;
  mediaStateChanged(state: MediaState): void;
  /** Streams and channels are in place. */
  ready(): void;
  /** The connection was lost and is being restored. */
  lost(): void;
  regained(how: Regained): void;
  failed(error: unknown): void;
}

/** The timeout for the node to confirm that this client has left, in milliseconds. */
const leaveTimeout = 1_000;

/**
 * A room's link to one node: the connection, the session, the participants and the media. A room that moves to another node
 * has two for a moment: one in preparation, whose events are held back, and then one that is retired, whose events are ignored.
 */
export class NodeLink {
  readonly channel: SignalingChannel;
  readonly media: RoomMedia;
  readonly roster: Roster;
  readonly keeper: SessionKeeper;
  #stage: 'preparing' | 'current' | 'retired' = 'preparing';
  /** Events held back until the link becomes the room's. */
  #prepared: (() => void)[] = [];
  /** Events held back until the list of peers has arrived: a stream is not announced before its sender. */
  #awaitingRoster: (() => void)[] | undefined;

  #welcome: Welcome | undefined;

  constructor(options: JoinOptions, sent: SentStreams, listener: NodeLinkListener) {
    this.channel = new SignalingChannel(options.openHub ?? signalRHubs(options), options.requestTimeout ?? 15_000);
    // Applied at once: a change of it may arrive together with it.
    this.channel.on('welcome', (welcome) => (this.#welcome = welcome));
    sent.follow(this.channel);
    this.media = new RoomMedia(this.channel, options, sent, {
      remote: {
        started: (subscription) => this.#afterRoster(() => listener.subscribed(subscription)),
        ended: (subscription) => this.#afterRoster(() => listener.unsubscribed(subscription)),
      },
      data: {
        started: (subscription) => {
          this.#emit(() => listener.dataStarted(subscription));
          this.#afterRoster(() => listener.dataSubscribed(subscription));
        },
        ended: (subscription) => this.#afterRoster(() => listener.dataUnsubscribed(subscription)),
      },
      stateChanged: (state) => this.#emit(() => listener.mediaStateChanged(state)),
      iceServers: () => this.keeper.iceServers,
      entered: (peers) => this.#entered(peers),
      ready: () => this.#emit(() => listener.ready()),
    });
    this.roster = new Roster(this.channel, () => listener.subscriptions(), {
      joined: (peer) => this.#emit(() => listener.peerJoined(peer)),
      left: (peer) => this.#emit(() => listener.peerLeft(peer)),
      updated: (peer) => this.#emit(() => listener.peerUpdated(peer)),
    });
    this.keeper = new SessionKeeper(this.channel, {
      retry: { ...defaultRetry, ...options.retry },
      probe: options.probe,
      tokenProvider: options.tokenProvider,
      entered: () => this.#enter(),
      lost: () => this.#emit(() => listener.lost()),
      resumed: (kept) => this.media.resumed(kept),
      regained: (how) => this.#emit(() => listener.regained(how)),
      failed: (error) => this.#emit(() => listener.failed(error)),
    });
  }

  /** The node's welcome message, with the changes since. */
  get welcome(): Welcome | undefined {
    return this.#welcome;
  }

  /** Applies a change to the welcome. False before it has arrived: it will contain the change. */
  amend(changes: Partial<Welcome>): boolean {
    this.#welcome = this.#welcome && { ...this.#welcome, ...changes };
    return this.#welcome !== undefined;
  }

  /** Whether this is the room's current link, and not one that is being prepared or left. */
  get current(): boolean {
    return this.#stage === 'current';
  }

  /** The link becomes the room's: the events that were held back are emitted. */
  activate(): void {
    this.#stage = 'current';
    this.#prepared.splice(0).forEach((emit) => emit());
  }

  /** The room has another link now; events of this one are ignored. */
  retire(): void {
    this.#stage = 'retired';
    this.keeper.close();
    this.media.retire();
  }

  /** Rebuilds the media on the current session: the router is closed. @throws the error of the last attempt */
  async reset(): Promise<void> {
    this.#awaitRoster();
    await this.media.reset();
  }

  /**
   * Ends the link; sends `leave` if there is a connection.
   *
   * @param moved - this client has joined the room to which the back end moved it
   */
  async leave(notify = true, moved = false): Promise<void> {
    this.keeper.close();
    // Sent first: a page that is unloaded has no time left.
    const left = notify && this.channel.connected ? this.channel.request('leave', moved ? { moved } : {}, leaveTimeout).catch(() => undefined) : undefined;
    this.#emitAwaiting();
    this.media.close();
    this.roster.clear();
    await left;
    void this.channel.disconnect();
  }

  async #enter(): Promise<void> {
    this.#awaitRoster();
    await this.media.enter();
  }

  #awaitRoster(): void {
    // Events held back in a failed attempt are kept: the ends of streams are among them.
    this.#awaitingRoster ??= [];
    this.roster.awaitList();
  }

  #entered(peers: PeerInfo[] | undefined): void {
    if (peers) {
      this.roster.replace(peers);
    }
    this.#emitAwaiting();
  }

  #emitAwaiting(): void {
    const awaiting = this.#awaitingRoster ?? [];
    this.#awaitingRoster = undefined;
    awaiting.forEach((event) => this.#emit(event));
  }

  #afterRoster(event: () => void): void {
    if (this.#awaitingRoster) {
      this.#awaitingRoster.push(event);
    } else {
      this.#emit(event);
    }
  }

  #emit(event: () => void): void {
    if (this.#stage === 'current') {
      event();
    } else if (this.#stage === 'preparing') {
      this.#prepared.push(event);
    }
  }
}
