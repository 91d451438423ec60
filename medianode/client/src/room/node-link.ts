import type { DataSubscription } from '../data/data-subscription.js';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
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

/** What a link tells the room. */
export interface NodeLinkListener {
  /** What the room receives now, over whichever link. */
  subscriptions(): Subscription[];
  peerJoined(peer: RemotePeer): void;
  peerLeft(peer: RemotePeer): void;
  peerUpdated(peer: RemotePeer): void;
  subscribed(subscription: Subscription): void;
  unsubscribed(subscription: Subscription): void;
  /** A data channel is there, perhaps before its sender is known. */
  dataStarted(subscription: DataSubscription): void;
  dataSubscribed(subscription: DataSubscription): void;
  dataUnsubscribed(subscription: DataSubscription): void;
  mediaStateChanged(state: MediaState): void;
  /** Streams and channels are in place. */
  ready(): void;
  /** The connection is lost, and being restored. */
  lost(): void;
  regained(how: Regained): void;
  failed(error: unknown): void;
}

/** How long the node may take to confirm that this client has left, in milliseconds. */
const leaveTimeout = 1_000;

/**
 * A room's tie to one node: the connection, the session there, who is there, and the media. A room that moves to another node
 * has two for a moment: one in preparation, whose events wait, and then one that is retired, whose events do not count.
 */
export class NodeLink {
  readonly channel: SignalingChannel;
  readonly media: RoomMedia;
  readonly roster: Roster;
  readonly keeper: SessionKeeper;
  #stage: 'preparing' | 'current' | 'retired' = 'preparing';
  /** What is told when the link becomes the room's. */
  #prepared: (() => void)[] = [];
  /** What is told when the list of peers is there: a stream is not announced before its sender. */
  #awaitingRoster: (() => void)[] | undefined;

  /** What the node said first, with the latest grants. */
  welcome: Welcome | undefined;

  constructor(options: JoinOptions, sent: SentStreams, listener: NodeLinkListener) {
    this.channel = new SignalingChannel(options.openHub ?? signalRHubs(options), options.requestTimeout ?? 15_000);
    sent.follow(this.channel);
    this.media = new RoomMedia(this.channel, options, sent, {
      remote: {
        started: (subscription) => this.#afterRoster(() => listener.subscribed(subscription)),
        ended: (subscription) => this.#afterRoster(() => listener.unsubscribed(subscription)),
      },
      data: {
        started: (subscription) => {
          this.#tell(() => listener.dataStarted(subscription));
          this.#afterRoster(() => listener.dataSubscribed(subscription));
        },
        ended: (subscription) => this.#afterRoster(() => listener.dataUnsubscribed(subscription)),
      },
      stateChanged: (state) => this.#tell(() => listener.mediaStateChanged(state)),
      entered: (peers) => this.#entered(peers),
      ready: () => this.#tell(() => listener.ready()),
    });
    this.roster = new Roster(this.channel, () => listener.subscriptions(), {
      joined: (peer) => this.#tell(() => listener.peerJoined(peer)),
      left: (peer) => this.#tell(() => listener.peerLeft(peer)),
      updated: (peer) => this.#tell(() => listener.peerUpdated(peer)),
    });
    this.keeper = new SessionKeeper(this.channel, {
      retry: { ...defaultRetry, ...options.retry },
      probe: options.probe,
      tokenProvider: options.tokenProvider,
      entered: (welcome) => this.#enter(welcome),
      lost: () => this.#tell(() => listener.lost()),
      resumed: (kept) => this.media.resumed(kept),
      regained: (how) => this.#tell(() => listener.regained(how)),
      failed: (error) => this.#tell(() => listener.failed(error)),
    });
  }

  /** Is this the room's link, and not one that is being prepared or left? */
  get current(): boolean {
    return this.#stage === 'current';
  }

  /** The link becomes the room's: what has happened on it until now is told. */
  activate(): void {
    this.#stage = 'current';
    this.#prepared.splice(0).forEach((tell) => tell());
  }

  /** The room has another link now; what happens on this one does not count any more. */
  retire(): void {
    this.#stage = 'retired';
    this.keeper.close();
  }

  /** Builds the media again on the session at hand: the router is gone. @throws what the last attempt failed with */
  async reset(): Promise<void> {
    this.#awaitingRoster ??= [];
    await this.media.reset();
  }

  /** Ends the link; tells the node that this client leaves, as far as it can be told. */
  async leave(tellNode = true): Promise<void> {
    this.keeper.close();
    // Sent before anything else: a page that goes away has no time left.
    const told = tellNode && this.channel.connected ? this.channel.request('leave', {}, leaveTimeout).catch(() => undefined) : undefined;
    this.#tellAwaiting();
    this.media.close();
    this.roster.clear();
    await told;
    void this.channel.disconnect();
  }

  async #enter(welcome: Welcome): Promise<void> {
    if (this.#stage === 'retired') {
      throw new SignalError(ErrorCode.InvalidState, 'The room has moved to another node.');
    }
    this.welcome = welcome;
    // What waits since a failed attempt is told too: streams that ended are among it.
    this.#awaitingRoster ??= [];
    await this.media.enter();
  }

  #entered(peers: PeerInfo[] | undefined): void {
    if (peers) {
      this.roster.replace(peers);
    }
    this.#tellAwaiting();
  }

  #tellAwaiting(): void {
    const awaiting = this.#awaitingRoster ?? [];
    this.#awaitingRoster = undefined;
    awaiting.forEach((event) => this.#tell(event));
  }

  #afterRoster(event: () => void): void {
    if (this.#awaitingRoster) {
      this.#awaitingRoster.push(event);
    } else {
      this.#tell(event);
    }
  }

  #tell(event: () => void): void {
    if (this.#stage === 'current') {
      event();
    } else if (this.#stage === 'preparing') {
      this.#prepared.push(event);
    }
  }
}
