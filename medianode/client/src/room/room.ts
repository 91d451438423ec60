import { Chat, chatLabel } from '../data/chat.js';
import type { DataOptions, DataPublication } from '../data/data-publication.js';
import type { DataSubscription } from '../data/data-subscription.js';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import type { MediaState } from '../media/media-session.js';
import type { Publication } from '../media/publication.js';
import { publishCamera, publishMicrophone, publishScreen, type ScreenShare } from '../media/publish-devices.js';
import type { CameraOptions, CaptureOptions, PublishOptions, ScreenOptions } from '../media/publish-options.js';
import type { Subscription } from '../media/subscription.js';
import type { RemotePeer } from '../peers/remote-peer.js';
import { Roster } from '../peers/roster.js';
import type { Grants } from '../signaling/grants.js';
import { signalRHubs } from '../signaling/hub.js';
import { defaultRetry } from '../signaling/retry-delays.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { Regained } from '../signaling/regain-session.js';
import type { DownlinkEstimate, Welcome } from '../signaling/server-events.js';
import { SignalingChannel } from '../signaling/signaling-channel.js';
import type { Closed, RoomEvents, RoomState } from './room-events.js';
import { RoomMedia } from './room-media.js';
import type { JoinOptions } from './room-options.js';
import { SessionKeeper } from './session-keeper.js';

/** The `reason` of `roomClosed` when the node stops. */
const nodeStopped = 'nodeStopped';

/** How long the node may take to confirm that this client has left, in milliseconds. */
const farewell = 1_000;

/**
 * A room that this client is in: who is there, what they send, and what this client sends. Made by {@link joinRoom}.
 *
 * The room mends itself: after a lost connection it takes up its session, or joins anew with a token of
 * {@link JoinOptions.tokenProvider}; lost media paths are restarted; streams move when the node has to move them.
 */
export class Room extends Emitter<RoomEvents> {
  readonly #options: JoinOptions;
  readonly #channel: SignalingChannel;
  readonly #keeper: SessionKeeper;
  readonly #media: RoomMedia;
  readonly #roster: Roster;
  #welcome: Welcome | undefined;
  #state: RoomState = 'connecting';
  #waitingForRoster: (() => void)[] | undefined;

  /** Text messages to everybody. */
  readonly chat: Chat;

  /** Who speaks loudest: a peer's id (perhaps this client's own), or null. */
  activeSpeaker: string | null = null;

  /** What the node last estimated of the path to this client. */
  downlink: DownlinkEstimate | undefined;

  /** @internal Use {@link joinRoom}. */
  constructor(options: JoinOptions) {
    super();
    this.#options = options;
    this.#channel = new SignalingChannel(options.openHub ?? signalRHubs(options), options.requestTimeout ?? 15_000);
    this.#media = new RoomMedia(this.#channel, options, {
      local: {
        published: (publication) => this.emit('published', publication),
        unpublished: (publication) => this.emit('unpublished', publication),
      },
      remote: {
        started: (subscription) => this.#afterRoster(() => this.emit('subscribed', subscription)),
        ended: (subscription) => this.#afterRoster(() => this.emit('unsubscribed', subscription)),
      },
      data: {
        started: (subscription) => this.#dataStarted(subscription),
        ended: (subscription) => this.#afterRoster(() => this.emit('dataUnsubscribed', subscription)),
      },
      stateChanged: (state) => this.emit('mediaStateChanged', state),
      entered: (peers) => this.#enteredWith(peers),
      ready: () => this.#openChat(),
    });
    this.#roster = new Roster(this.#channel, () => this.subscriptions, {
      joined: (peer) => this.emit('peerJoined', peer),
      left: (peer) => this.emit('peerLeft', peer),
      updated: (peer) => this.emit('peerUpdated', peer),
    });
    this.chat = new Chat({
      open: () => this.publishData({ label: chatLabel }),
      self: () => ({ peerId: this.peerId, displayName: options.displayName ?? '' }),
      nameOf: (peerId) => this.peers.get(peerId)?.displayName ?? '',
    });
    this.#keeper = new SessionKeeper(this.#channel, {
      retry: { ...defaultRetry, ...options.retry },
      probe: options.probe,
      tokenProvider: options.tokenProvider,
      entered: (welcome) => this.#entered(welcome),
      lost: () => this.#setState('reconnecting'),
      resumed: (kept) => this.#media.resumed(kept),
      regained: (how) => this.#regained(how),
      failed: (error) => void this.#close({ reason: 'disconnected', error }, false),
    });
    this.#listen();
  }

  /** This client's id in the room. It changes when the room has to be joined anew. */
  get peerId(): string {
    return this.#welcomed.peerId;
  }

  get roomId(): string {
    return this.#welcomed.roomId;
  }

  /** The media node that serves this client. */
  get nodeId(): string {
    return this.#welcomed.nodeId;
  }

  /** What this client may do. */
  get grants(): Grants {
    return this.#welcomed.grants;
  }

  /** What the back end set for this room. */
  get settings(): Readonly<Record<string, unknown>> {
    return this.#welcomed.settings ?? {};
  }

  /** Free text of the application for this user. */
  get metadata(): string | undefined {
    return this.#welcomed.metadata;
  }

  get state(): RoomState {
    return this.#state;
  }

  get mediaState(): MediaState {
    return this.#media.state;
  }

  /** The other participants, by id. */
  get peers(): ReadonlyMap<string, RemotePeer> {
    return this.#roster.peers;
  }

  /** What this client sends. */
  get publications(): Publication[] {
    return this.#media.local.publications;
  }

  /** What this client receives. */
  get subscriptions(): Subscription[] {
    return this.#media.remote.subscriptions;
  }

  /** The data channels of others. */
  get dataSubscriptions(): DataSubscription[] {
    return this.#media.data.subscriptions;
  }

  /** @internal */
  async join(): Promise<void> {
    try {
      await this.#keeper.enter(this.#options);
    } catch (error) {
      await this.#close({ reason: 'disconnected', error }, false);
      throw error;
    }
    this.#setState('connected');
    if (this.#options.leaveOnPageHide !== false) {
      globalThis.addEventListener?.('pagehide', this.#onPageHide);
    }
  }

  /** Opens a camera and sends it. @throws {@link CaptureError}, {@link RequestError} */
  async publishCamera(options: CameraOptions = {}): Promise<Publication> {
    this.#require('publishVideo', 'a camera');
    return publishCamera(this.#media.local, options);
  }

  /** Opens a microphone and sends it. @throws {@link CaptureError}, {@link RequestError} */
  async publishMicrophone(options: CaptureOptions = {}): Promise<Publication> {
    this.#require('publishAudio', 'a microphone');
    return publishMicrophone(this.#media.local, options);
  }

  /** Lets the user pick a screen and sends it. @throws {@link CaptureError}, {@link RequestError} */
  async publishScreen(options: ScreenOptions = {}): Promise<ScreenShare> {
    this.#require('publishScreen', 'a screen');
    return publishScreen(this.#media.local, options);
  }

  /** Sends a track of the application's own. */
  async publish(track: MediaStreamTrack, options: PublishOptions = {}): Promise<Publication> {
    return this.#media.local.publish(track, options);
  }

  /** Opens a data channel to everybody. */
  async publishData(options: DataOptions = {}): Promise<DataPublication> {
    this.#require('publishData', 'data');
    return this.#media.data.publish(options);
  }

  /** Mutes another peer: all it sends, or one kind or stream. Needs the admin grant. */
  async mutePeer(peerId: string, only: { kind?: 'audio' | 'video'; producerId?: string } = {}): Promise<void> {
    await this.#channel.request('mutePeer', { peerId, ...only });
  }

  /** Removes another peer from the room. Needs the admin grant. */
  async kickPeer(peerId: string, reason?: string): Promise<void> {
    await this.#channel.request('kickPeer', reason === undefined ? { peerId } : { peerId, reason });
  }

  /** The browser's statistics of both transports. */
  async getStats(): Promise<{ send: RTCStatsReport | undefined; receive: RTCStatsReport | undefined }> {
    const [send, receive] = await Promise.all([
      this.#media.session?.currentSendTransport?.inner.getStats(),
      this.#media.session?.receiveTransport?.inner.getStats(),
    ]);
    return { send, receive };
  }

  /** The node's statistics of both transports. */
  async getServerStats(): Promise<{ send: unknown[]; receive: unknown[] }> {
    const of = async (transportId: string | undefined) =>
      transportId ? this.#channel.request('getTransportStats', { transportId }) : [];
    const [send, receive] = await Promise.all([
      of(this.#media.session?.currentSendTransport?.inner.id),
      of(this.#media.session?.receiveTransport?.inner.id),
    ]);
    return { send, receive };
  }

  /** Restarts ICE on both transports. The room does so by itself when a path is lost. */
  restartIce(): void {
    this.#media.session?.restartIce();
  }

  /** Gives this session up and joins anew with a token of {@link JoinOptions.tokenProvider}: to leave a draining node early. */
  async rejoin(): Promise<void> {
    if (!this.#options.tokenProvider) {
      throw new SignalError(ErrorCode.InvalidState, 'Joining again needs a tokenProvider.');
    }
    await this.#keeper.renew('requested');
  }

  /** Leaves. Everything that was sent or received ends; the room cannot be used any more. */
  async leave(): Promise<void> {
    await this.#close({ reason: 'left' }, true);
  }

  readonly #onPageHide = (event: Event): void => {
    // A page kept for the back button may come back, and the session with it.
    if (!(event as PageTransitionEvent).persisted) {
      void this.leave();
    }
  };

  get #welcomed(): Welcome {
    if (!this.#welcome) {
      throw new SignalError(ErrorCode.InvalidState, 'The room is not joined.');
    }
    return this.#welcome;
  }

  #listen(): void {
    const channel = this.#channel;
    channel.on('mediaReset', () => {
      this.emit('mediaReset', undefined);
      void this.#reset();
    });
    channel.on('kicked', ({ reason }) => void this.#close({ reason: 'kicked', detail: reason }, false));
    channel.on('roomClosed', ({ reason }) => this.#roomClosed(reason));
    channel.on('activeSpeaker', (event) => {
      this.activeSpeaker = event.peerId;
      this.emit('activeSpeaker', event);
    });
    channel.on('downlinkBwe', (estimate) => {
      this.downlink = estimate;
      this.emit('downlink', estimate);
    });
    channel.on('grantsChanged', ({ grants }) => {
      // The welcome that a session begins with may still be on its way; it holds the latest grants then.
      if (this.#welcome) {
        this.#welcome = { ...this.#welcome, grants };
        this.#openChat();
        this.emit('grantsChanged', grants);
      }
    });
    channel.on('roomUpdated', (update) => this.emit('roomUpdated', update));
    channel.on('roomData', (data) => this.emit('roomData', data));
    channel.on('muteRequested', (request) => this.emit('muteRequested', request));
    channel.on('nodeDraining', ({ deadline }) => this.emit('draining', deadline === null ? null : new Date(deadline)));
  }

  async #entered(welcome: Welcome): Promise<void> {
    this.#welcome = welcome;
    this.activeSpeaker = null;
    // What waits since a failed attempt is told too: streams that ended are among it.
    this.#waitingForRoster ??= [];
    await this.#media.enter();
  }

  #enteredWith(peers: PeerInfo[] | undefined): void {
    if (peers) {
      this.#roster.replace(peers);
    }
    this.#tellWaiting();
  }

  #openChat(): void {
    if (this.#options.chat !== false && this.grants.publishData) {
      // A message that cannot be sent later says why.
      this.chat.open().catch(() => undefined);
    }
  }

  #tellWaiting(): void {
    const waiting = this.#waitingForRoster ?? [];
    this.#waitingForRoster = undefined;
    waiting.forEach((tell) => tell());
  }

  async #reset(): Promise<void> {
    this.#waitingForRoster ??= [];
    try {
      await this.#media.reset();
    } catch (error) {
      await this.#close({ reason: 'disconnected', error }, true);
    }
  }

  #regained(how: Regained): void {
    this.#setState('connected');
    if (this.#media.stale) {
      void this.#reset();
    }
    this.emit('reconnected', how);
  }

  /** A node that stops closes its copy of the room: the room goes on at another node. */
  #roomClosed(reason: string): void {
    if (reason === nodeStopped && this.#options.tokenProvider) {
      void this.#keeper.renew('migrate');
    } else {
      void this.#close({ reason: 'roomClosed', detail: reason }, false);
    }
  }

  async #close(closed: Closed, tellNode: boolean): Promise<void> {
    if (this.#state === 'closed') {
      return;
    }
    this.#setState('closed');
    globalThis.removeEventListener?.('pagehide', this.#onPageHide);
    this.#keeper.close();
    // Sent before anything else: a page that goes away has no time left.
    const told = tellNode && this.#channel.connected ? this.#channel.request('leave', {}, farewell).catch(() => undefined) : undefined;
    this.#tellWaiting();
    this.#media.close();
    this.#roster.clear();
    await told;
    void this.#channel.disconnect();
    this.emit('closed', closed);
  }

  #dataStarted(subscription: DataSubscription): void {
    this.chat.listen(subscription);
    subscription.on('message', (message) =>
      this.emit('data', { peerId: subscription.peerId, label: subscription.label, message, subscription }),
    );
    this.#afterRoster(() => this.emit('dataSubscribed', subscription));
  }

  /** Streams are offered while the list of peers is still on its way; nobody should hear of a stranger's stream. */
  #afterRoster(tell: () => void): void {
    if (this.#waitingForRoster) {
      this.#waitingForRoster.push(tell);
    } else {
      tell();
    }
  }

  #require(grant: keyof Grants, what: string): void {
    if (!this.grants[grant]) {
      throw new SignalError(ErrorCode.Forbidden, `The token does not grant publishing ${what}.`);
    }
  }

  #setState(state: RoomState): void {
    if (this.#state !== state && this.#state !== 'closed') {
      this.#state = state;
      this.emit('stateChanged', state);
    }
  }
}
