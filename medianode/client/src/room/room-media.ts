import { Serial } from '../concurrency/serial.js';
import { waitForNetwork } from '../concurrency/wait.js';
import { RemoteData, type RemoteDataListener } from '../data/remote-data.js';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import { MediaSession, type MediaState } from '../media/media-session.js';
import { RemoteMedia, type RemoteMediaListener } from '../media/remote-media.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { Resumed } from '../signaling/requests.js';
import { defaultRetry, retryDelay } from '../signaling/retry-delays.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import type { JoinOptions } from './room-options.js';
import type { SentStreams } from './sent-streams.js';

const resetAttempts = 5;

/** Callbacks for events of the room's media. */
export interface RoomMediaHooks {
  remote: RemoteMediaListener;
  data: RemoteDataListener;
  stateChanged(state: MediaState): void;
  /** The TURN servers of the token answer; undefined when it has none. */
  iceServers(): RTCIceServer[] | undefined;
  /** The room was joined with these other peers. Undefined when the peers have not changed. */
  entered(peers: PeerInfo[] | undefined): void;
  /** Streams and channels are in place. */
  ready(): void;
}

/** Everything that depends on the router of one node, and is rebuilt when that changes: transports, streams, channels. */
export class RoomMedia {
  readonly #channel: SignalingChannel;
  readonly #options: JoinOptions;
  readonly #sent: SentStreams;
  readonly #hooks: RoomMediaHooks;
  readonly #building = new Serial();
  #session: MediaSession | undefined;
  #state: MediaState = 'idle';
  #stale = true;
  #closed = false;
  #retired = false;

  readonly remote: RemoteMedia;
  readonly data: RemoteData;

  constructor(channel: SignalingChannel, options: JoinOptions, sent: SentStreams, hooks: RoomMediaHooks) {
    this.#channel = channel;
    this.#options = options;
    this.#sent = sent;
    this.#hooks = hooks;
    this.remote = new RemoteMedia(channel, options.subscribe ?? 'automatic', hooks.remote);
    this.data = new RemoteData(channel, hooks.data);
  }

  /** The current media session; undefined while it is being built. */
  get session(): MediaSession | undefined {
    return this.#session?.closed ? undefined : this.#session;
  }

  get state(): MediaState {
    return this.#state;
  }

  /** Whether the media must be rebuilt. */
  get stale(): boolean {
    return this.#stale;
  }

  /** Builds the media for a new session at the node. */
  async enter(): Promise<void> {
    this.#stale = true;
    this.#session?.close();
    await this.#building.run(() => this.#build());
  }

  /**
   * Rebuilds the media on the current session: its router is closed. Returns when that is done, or the connection was
   * lost meanwhile; see {@link RoomMedia.stale}.
   *
   * @throws the error of the last attempt
   */
  async reset(): Promise<void> {
    this.#stale = true;
    for (let attempt = 0; this.#channel.connected && !this.#closed; attempt++) {
      await waitForNetwork(retryDelay(attempt, defaultRetry));
      try {
        await this.#building.run(() => this.#build());
        return;
      } catch (error) {
        if (this.#channel.connected && attempt >= resetAttempts) {
          throw error;
        }
      }
    }
  }

  /** The connection was restored with the session intact: updates the node, and checks the media path. */
  resumed({ producers, dataProducers }: Resumed): void {
    if (!this.#stale) {
      this.#session?.restartIce();
      this.#sent.resumed(this.#channel, producers, dataProducers);
      this.remote.resumed();
    }
  }

  /** The room has moved to another node: nothing is built here from now on. */
  retire(): void {
    this.#retired = true;
  }

  /** Closes the received streams and the transports. */
  close(): void {
    this.#closed = true;
    this.data.move(undefined);
    this.remote.move(undefined);
    this.#session?.close();
    this.#session = undefined;
  }

  async #build(): Promise<void> {
    this.#assertOpen();
    if (!this.#stale) {
      return;
    }
    // A reset that arrives while this runs makes the media stale again, and starts another build.
    this.#stale = false;
    try {
      await this.#buildOn(await this.#open());
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }

  async #open(): Promise<MediaSession> {
    const { forceTcp, iceTransportPolicy, displayName, device, receive, e2ee } = this.#options;
    const iceServers = this.#hooks.iceServers() ?? this.#options.iceServers;
    this.#session?.abandon();
    const session = await MediaSession.open(
      this.#channel,
      {
        receive: receive ?? true,
        displayName,
        device,
        e2ee,
        ...(forceTcp === undefined ? {} : { forceTcp }),
        ...(iceServers === undefined ? {} : { iceServers }),
        ...(iceTransportPolicy === undefined ? {} : { iceTransportPolicy }),
      },
      () => this.#updateState(),
    );
    if (this.#closed || this.#retired) {
      session.close();
    }
    this.#assertOpen();
    this.#session = session;
    return session;
  }

  async #buildOn(session: MediaSession): Promise<void> {
    this.remote.move(session);
    this.data.move(session);
    const peers = await session.join();
    this.#assertOpen();
    this.#hooks.entered(peers);
    await this.#sent.move(session);
    this.#assertOpen();
    this.#hooks.ready();
    this.#updateState();
  }

  #assertOpen(): void {
    if (this.#closed || this.#retired) {
      throw new SignalError(ErrorCode.InvalidState, 'The room was left.');
    }
  }

  #updateState(): void {
    const state = this.#session?.state ?? 'idle';
    if (state !== this.#state) {
      this.#state = state;
      this.#hooks.stateChanged(state);
    }
  }
}
