import type { DataSubscription } from '../data/data-subscription.js';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { Subscription } from '../media/subscription.js';
import type { TokenAnswer } from '../placement/token-answer.js';
import type { Regained } from '../signaling/regain-session.js';
import type { DownlinkEstimate, Welcome } from '../signaling/server-events.js';
import { Handover } from './handover.js';
import { Move, type MoveOrder } from './move.js';
import { NodeLink } from './node-link.js';
import type { Closed, RoomEvents, RoomState } from './room-events.js';
import { followNotices } from './room-notices.js';
import type { JoinOptions } from './room-options.js';
import { SentStreams } from './sent-streams.js';

/** The values of `reason` of `roomClosed` when the room continues at another node. */
const continuedElsewhere: ReadonlySet<string> = new Set(['nodeStopped', 'moved']);

/** Callbacks for events of the room's connection. */
export interface RoomConnectionPorts {
  emit<Name extends keyof RoomEvents>(name: Name, event: RoomEvents[Name]): void;
  /** Data channels can be opened, if the token grants them. */
  ready(): void;
  /** A data channel was opened, possibly before its sender is known. */
  dataStarted(subscription: DataSubscription): void;
  /** The room was closed. */
  closed(): void;
}

/** A room's links to its nodes: one link, a second one during a move, none after the end. */
export class RoomConnection {
  readonly #options: JoinOptions;
  readonly #ports: RoomConnectionPorts;
  readonly #move: Move;
  #link: NodeLink;
  #handover: Handover | undefined;
  #state: RoomState = 'connecting';

  /** The streams and data channels that this client sends. */
  readonly sent: SentStreams;

  activeSpeaker: string | null = null;
  downlink: DownlinkEstimate | undefined;

  constructor(options: JoinOptions, ports: RoomConnectionPorts) {
    this.#options = options;
    this.#ports = ports;
    this.sent = new SentStreams({
      published: (publication) => ports.emit('published', publication),
      unpublished: (publication) => ports.emit('unpublished', publication),
    });
    this.#move = new Move({
      sent: this.sent,
      link: () => (this.#state === 'closed' ? undefined : this.#link),
      prepare: () => this.#createLink(),
      replace: (old, next, sameRoom) => this.#moved(old, next, sameRoom),
    });
    this.#link = this.#createLink();
    this.#link.activate();
  }

  get state(): RoomState {
    return this.#state;
  }

  /** The link to the node that serves the room now. */
  get link(): NodeLink {
    return this.#link;
  }

  /** The node's welcome message for this client. */
  get welcome(): Welcome {
    const { welcome } = this.#link;
    if (!welcome) {
      throw new SignalError(ErrorCode.InvalidState, 'The room is not joined.');
    }
    return welcome;
  }

  /** The streams and data channels that this client receives. */
  get subscriptions(): Subscription[] {
    const ofLink = this.#link.media.remote.subscriptions;
    return this.#handover?.streams(ofLink) ?? ofLink;
  }

  /** Joins for the first time. */
  async join(answer: TokenAnswer): Promise<void> {
    try {
      await this.#link.keeper.enter(answer);
    } catch (error) {
      await this.close({ reason: 'disconnected', error }, false);
      throw error;
    }
    this.#setState('connected');
  }

  #createLink(): NodeLink {
    const link = new NodeLink(this.#options, this.sent, {
      subscriptions: () => this.subscriptions,
      peerJoined: (peer) => this.#ports.emit('peerJoined', peer),
      peerLeft: (peer) => this.#ports.emit('peerLeft', peer),
      peerUpdated: (peer) => this.#ports.emit('peerUpdated', peer),
      subscribed: (subscription) => this.#subscribed(subscription),
      unsubscribed: (subscription) => this.#ports.emit('unsubscribed', this.#handover?.ended(subscription) ?? subscription),
      dataStarted: (subscription) => this.#ports.dataStarted(subscription),
      dataSubscribed: (subscription) => this.#dataSubscribed(subscription),
      dataUnsubscribed: (subscription) => this.#ports.emit('dataUnsubscribed', subscription),
      mediaStateChanged: (state) => this.#ports.emit('mediaStateChanged', state),
      ready: () => this.#ports.ready(),
      lost: () => this.#setState('reconnecting'),
      regained: (how) => this.#regained(how),
      failed: (error) => void this.close({ reason: 'disconnected', error }, false),
    });
    followNotices(link, {
      reset: () => void this.#reset(),
      migrate: () => void this.#migrate(),
      move: (order) => void this.#follow(order),
      kicked: (reason) => void this.close({ reason: 'kicked', detail: reason }, false),
      roomClosed: (reason) => this.#roomClosed(reason),
      grantsChanged: () => this.#ports.ready(),
      activeSpeaker: (peerId) => (this.activeSpeaker = peerId),
      downlink: (estimate) => (this.downlink = estimate),
      emit: (name, event) => this.#ports.emit(name, event),
    });
    return link;
  }

  #subscribed(subscription: Subscription): void {
    if (!this.#handover?.continue(subscription)) {
      this.#ports.emit('subscribed', subscription);
    }
  }

  #dataSubscribed(subscription: DataSubscription): void {
    if (!this.#handover?.continueData(subscription)) {
      this.#ports.emit('dataSubscribed', subscription);
    }
  }

  async #reset(): Promise<void> {
    try {
      await this.#link.reset();
    } catch (error) {
      await this.close({ reason: 'disconnected', error }, true);
    }
  }

  #regained(how: Regained): void {
    this.activeSpeaker = null;
    this.#setState('connected');
    if (this.#link.media.stale) {
      void this.#reset();
    }
    this.#ports.emit('reconnected', how);
  }

  async #migrate(): Promise<void> {
    if (this.#options.tokenProvider) {
      this.#handover?.finish();
      await this.#move.migrate();
    }
  }

  async #follow(order: MoveOrder): Promise<void> {
    this.#handover?.finish();
    await this.#move.follow(order);
  }

  #moved(old: NodeLink, next: NodeLink, sameRoom: boolean): void {
    // A move that was ordered during a migration follows it before the overlap has ended.
    this.#handover?.finish();
    const former = this.welcome;
    old.retire();
    this.#link = next;
    if (sameRoom) {
      this.#handOver(former, old, next);
    } else {
      this.#changeRoom(former, old, next);
    }
  }

  /** The others follow, or have moved already: their streams go on. */
  #handOver(former: Welcome, old: NodeLink, next: NodeLink): void {
    const handover = new Handover(old, next, {
      unsubscribed: (subscription) => this.#ports.emit('unsubscribed', subscription),
      dataUnsubscribed: (subscription) => this.#ports.emit('dataUnsubscribed', subscription),
      done: () => (this.#handover = undefined),
    });
    this.#handover = handover;
    this.#announceMove(former, next);
    next.activate();
    handover.check();
  }

  /** The others stay behind. */
  #changeRoom(former: Welcome, old: NodeLink, next: NodeLink): void {
    for (const subscription of old.media.remote.retire()) {
      subscription.end();
      this.#ports.emit('unsubscribed', subscription);
    }
    for (const subscription of old.media.data.retire()) {
      subscription.end();
      this.#ports.emit('dataUnsubscribed', subscription);
    }
    const peers = [...old.roster.peers.values()];
    void old.leave(true, true);
    peers.forEach((peer) => this.#ports.emit('peerLeft', peer));
    this.#announceMove(former, next);
    this.#ports.emit('grantsChanged', this.welcome.grants);
    next.activate();
  }

  #announceMove(former: Welcome, next: NodeLink): void {
    const { roomId, nodeId, peerId } = this.welcome;
    this.activeSpeaker = null;
    this.#ports.emit('moved', {
      roomId,
      fromRoomId: former.roomId,
      from: former.nodeId,
      to: nodeId,
      peerIds: new Map([...next.roster.moved, [former.peerId, peerId]]),
    });
    this.#setState('connected');
  }

  /** A node that stops, or that the room has left, closes its copy of the room: the room continues at another node. */
  #roomClosed(reason: string): void {
    if (continuedElsewhere.has(reason) && this.#options.tokenProvider) {
      void this.#link.keeper.renew('migrate');
    } else {
      void this.close({ reason: 'roomClosed', detail: reason }, false);
    }
  }

  /** Closes all links; sends `leave` to the node on request. */
  async close(closed: Closed, notify: boolean): Promise<void> {
    if (this.#state === 'closed') {
      return;
    }
    this.#setState('closed');
    this.#ports.closed();
    this.#move.cancel();
    const left = this.#link.leave(notify);
    this.#handover?.finish();
    this.sent.close();
    await left;
    this.#ports.emit('closed', closed);
  }

  #setState(state: RoomState): void {
    if (this.#state !== state && this.#state !== 'closed') {
      this.#state = state;
      this.#ports.emit('stateChanged', state);
    }
  }
}
