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
import type { Grants } from '../signaling/grants.js';
import type { DownlinkEstimate } from '../signaling/server-events.js';
import { RoomConnection } from './room-connection.js';
import type { RoomEvents, RoomState } from './room-events.js';
import type { JoinOptions } from './room-options.js';

/**
 * A room that this client has joined: its participants, their streams, and the streams of this client. Created by {@link joinRoom}.
 *
 * The room recovers automatically: after a lost connection it resumes its session, or joins again with a token of
 * {@link JoinOptions.tokenProvider}; lost media paths are restarted; it moves to another node when its node stops.
 */
export class Room extends Emitter<RoomEvents> {
  readonly #options: JoinOptions;
  readonly #connection: RoomConnection;

  /** Text messages to all participants. */
  readonly chat: Chat;

  /** @internal Use {@link joinRoom}. */
  constructor(options: JoinOptions) {
    super();
    this.#options = options;
    this.chat = new Chat({
      open: () => this.publishData({ label: chatLabel }),
      self: () => ({ peerId: this.peerId, displayName: options.displayName ?? '' }),
      sender: (peerId) => this.#sender(peerId),
    });
    this.#connection = new RoomConnection(options, {
      emit: (name, event) => this.emit(name, event),
      ready: () => this.#openChat(),
      dataStarted: (subscription) => this.#dataStarted(subscription),
      closed: () => globalThis.removeEventListener?.('pagehide', this.#onPageHide),
    });
  }

  /** The peer id of the loudest speaker (possibly this client), or null. */
  get activeSpeaker(): string | null {
    return this.#connection.activeSpeaker;
  }

  /** The node's last bandwidth estimate for the path to this client. */
  get downlink(): DownlinkEstimate | undefined {
    return this.#connection.downlink;
  }

  /** This client's id in the room. It changes when the room is joined again, and when it moves to another node. */
  get peerId(): string {
    return this.#connection.welcome.peerId;
  }

  get roomId(): string {
    return this.#connection.welcome.roomId;
  }

  /** The media node that serves this client. */
  get nodeId(): string {
    return this.#connection.welcome.nodeId;
  }

  /** The grants of this client. */
  get grants(): Grants {
    return this.#connection.welcome.grants;
  }

  /** The room's settings, set by the back end. */
  get settings(): Readonly<Record<string, unknown>> {
    return this.#connection.welcome.settings ?? {};
  }

  /** This user's metadata, free text set by the application. */
  get metadata(): string | undefined {
    return this.#connection.welcome.metadata;
  }

  get state(): RoomState {
    return this.#connection.state;
  }

  get mediaState(): MediaState {
    return this.#connection.link.media.state;
  }

  /** The other participants, by id. */
  get peers(): ReadonlyMap<string, RemotePeer> {
    return this.#connection.link.roster.peers;
  }

  /** The streams that this client sends. */
  get publications(): Publication[] {
    return this.#connection.sent.media.publications;
  }

  /** The streams that this client receives. */
  get subscriptions(): Subscription[] {
    return this.#connection.subscriptions;
  }

  /** The data channels of other participants. */
  get dataSubscriptions(): DataSubscription[] {
    return this.#connection.link.media.data.subscriptions;
  }

  /** @internal */
  async join(): Promise<void> {
    await this.#connection.join(this.#options);
    if (this.#options.leaveOnPageHide !== false) {
      globalThis.addEventListener?.('pagehide', this.#onPageHide);
    }
  }

  /** Opens a camera and sends it. @throws {@link CaptureError}, {@link RequestError} */
  async publishCamera(options: CameraOptions = {}): Promise<Publication> {
    this.#require('publishVideo', 'a camera');
    this.#requireEncryption();
    return publishCamera(this.#connection.sent.media, options);
  }

  /** Opens a microphone and sends it. @throws {@link CaptureError}, {@link RequestError} */
  async publishMicrophone(options: CaptureOptions = {}): Promise<Publication> {
    this.#require('publishAudio', 'a microphone');
    this.#requireEncryption();
    return publishMicrophone(this.#connection.sent.media, options);
  }

  /** Lets the user pick a screen and sends it. @throws {@link CaptureError}, {@link RequestError} */
  async publishScreen(options: ScreenOptions = {}): Promise<ScreenShare> {
    this.#require('publishScreen', 'a screen');
    this.#requireEncryption();
    return publishScreen(this.#connection.sent.media, options);
  }

  /** Sends a track that the application created. */
  async publish(track: MediaStreamTrack, options: PublishOptions = {}): Promise<Publication> {
    this.#requireEncryption();
    return this.#connection.sent.media.publish(track, options);
  }

  /** Opens a data channel to all participants. */
  async publishData(options: DataOptions = {}): Promise<DataPublication> {
    this.#require('publishData', 'data');
    return this.#connection.sent.data.publish(options);
  }

  /** Mutes another peer: all its streams, or those of one kind, or one stream. Needs the admin grant. */
  async mutePeer(peerId: string, only: { kind?: 'audio' | 'video'; producerId?: string } = {}): Promise<void> {
    await this.#connection.link.channel.request('mutePeer', { peerId, ...only });
  }

  /** Removes another peer from the room. Needs the admin grant. */
  async kickPeer(peerId: string, reason?: string): Promise<void> {
    await this.#connection.link.channel.request('kickPeer', reason === undefined ? { peerId } : { peerId, reason });
  }

  /** The browser's statistics for both transports. */
  async getStats(): Promise<{ send: RTCStatsReport | undefined; receive: RTCStatsReport | undefined }> {
    const [send, receive] = await Promise.all([
      this.#connection.link.media.session?.currentSendTransport?.inner.getStats(),
      this.#connection.link.media.session?.receiveTransport?.inner.getStats(),
    ]);
    return { send, receive };
  }

  /** The node's statistics for both transports. */
  async getServerStats(): Promise<{ send: unknown[]; receive: unknown[] }> {
    const of = async (transportId: string | undefined) =>
      transportId ? this.#connection.link.channel.request('getTransportStats', { transportId }) : [];
    const [send, receive] = await Promise.all([
      of(this.#connection.link.media.session?.currentSendTransport?.inner.id),
      of(this.#connection.link.media.session?.receiveTransport?.inner.id),
    ]);
    return { send, receive };
  }

  /** Restarts ICE on both transports. The room does so automatically when a path is lost. */
  restartIce(): void {
    this.#connection.link.media.session?.restartIce();
  }

  /** Abandons this session and joins again with a token from {@link JoinOptions.tokenProvider}: to leave a draining node early. */
  async rejoin(): Promise<void> {
    if (!this.#options.tokenProvider) {
      throw new SignalError(ErrorCode.InvalidState, 'Joining again needs a tokenProvider.');
    }
    await this.#connection.link.keeper.renew('requested');
  }

  /** Leaves the room. All streams and data channels end; the room cannot be used afterwards. */
  async leave(): Promise<void> {
    await this.#connection.close({ reason: 'left' }, true);
  }

  readonly #onPageHide = (event: Event): void => {
    // A page in the back/forward cache may be restored, and its session with it.
    if (!(event as PageTransitionEvent).persisted) {
      void this.leave();
    }
  };

  #dataStarted(subscription: DataSubscription): void {
    this.chat.listen(subscription);
    subscription.on('message', (message) => {
      const { peerId, label } = subscription;
      this.emit('data', { peerId: peerId === null ? null : this.#sender(peerId).peerId, label, message, subscription });
    });
  }

  #sender(peerIdOfChannel: string): { peerId: string; displayName: string } {
    const { roster } = this.#connection.link;
    const peerId = roster.currentId(peerIdOfChannel);
    return { peerId, displayName: roster.peers.get(peerId)?.displayName ?? '' };
  }

  #openChat(): void {
    if (this.#options.chat !== false && this.grants.publishData) {
      // A message that cannot be sent later reports the error.
      this.chat.open().catch(() => undefined);
    }
  }

  /** The node refuses such streams too; checked here before a device is opened. */
  #requireEncryption(): void {
    if (this.settings['e2eeRequired'] === true && !this.#options.e2ee) {
      throw new SignalError(ErrorCode.Forbidden, 'The room takes only encrypted streams, and this client has no key.');
    }
  }

  #require(grant: keyof Grants, what: string): void {
    if (!this.grants[grant]) {
      throw new SignalError(ErrorCode.Forbidden, `The token does not grant publishing ${what}.`);
    }
  }
}
