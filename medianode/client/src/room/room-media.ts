import { Serial } from '../concurrency/serial.js';
import { waitForNetwork } from '../concurrency/wait.js';
import { RoomData, type RoomDataListener } from '../data/room-data.js';
import { LocalMedia } from '../media/local-media.js';
import { MediaSession, type MediaState } from '../media/media-session.js';
import type { Publication } from '../media/publication.js';
import { RemoteMedia, type RemoteMediaListener } from '../media/remote-media.js';
import type { Grants } from '../signaling/grants.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import { defaultRetry, retryDelay } from '../signaling/retry-delays.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import type { JoinOptions } from './room-options.js';

const resetAttempts = 5;

/** What the room does with what happens to its media. */
export interface RoomMediaHooks {
  remote: RemoteMediaListener;
  data: RoomDataListener;
  unpublished(publication: Publication): void;
  stateChanged(state: MediaState): void;
  /** The room is entered; these are the others. */
  entered(peers: PeerInfo[]): void;
  /** Streams and channels are in place. */
  ready(): void;
  grants(): Grants;
}

/** Everything that hangs on the room's router, and has to be built anew when that changes: transports, streams, channels. */
export class RoomMedia {
  readonly #channel: SignalingChannel;
  readonly #options: JoinOptions;
  readonly #hooks: RoomMediaHooks;
  readonly #building = new Serial();
  #session: MediaSession | undefined;
  #state: MediaState = 'idle';
  #stale = true;
  #closed = false;

  readonly local: LocalMedia;
  readonly remote: RemoteMedia;
  readonly data: RoomData;

  constructor(channel: SignalingChannel, options: JoinOptions, hooks: RoomMediaHooks) {
    this.#channel = channel;
    this.#options = options;
    this.#hooks = hooks;
    this.local = new LocalMedia(channel, (publication) => hooks.unpublished(publication));
    this.remote = new RemoteMedia(channel, options.subscribe ?? 'automatic', hooks.remote);
    this.data = new RoomData(channel, hooks.data);
  }

  get session(): MediaSession | undefined {
    return this.#session;
  }

  get state(): MediaState {
    return this.#state;
  }

  /** Is what was built of no use any more? */
  get stale(): boolean {
    return this.#stale;
  }

  /** Builds everything for a new session. */
  async enter(): Promise<void> {
    this.#stale = true;
    await this.#building.run(() => this.#build());
  }

  /**
   * Builds everything anew on the session at hand: its router is gone. Returns when that is done, or the connection was
   * lost meanwhile; {@link RoomMedia.stale} tells which.
   *
   * @throws what the last attempt failed with
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

  /** The connection is back with the session intact: tells the node what it missed, and checks the media path. */
  resumed(): void {
    this.#session?.restartIce();
    void this.local.reconcile().catch(() => undefined);
  }

  /** Ends everything. */
  close(): void {
    this.#closed = true;
    this.local.close();
    this.data.close();
    this.remote.move(undefined);
    this.#session?.close();
    this.#session = undefined;
  }

  async #build(): Promise<void> {
    if (!this.#stale || this.#closed) {
      return;
    }
    // A reset that arrives while this runs makes it stale again, and builds once more.
    this.#stale = false;
    try {
      await this.#buildOn(await this.#open());
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }

  async #open(): Promise<MediaSession> {
    const { forceTcp, iceServers, iceTransportPolicy, displayName, device, receive } = this.#options;
    this.#session?.close();
    const session = await MediaSession.open(
      this.#channel,
      {
        receive: this.#hooks.grants().subscribe && receive !== false,
        displayName,
        device,
        ...(forceTcp === undefined ? {} : { forceTcp }),
        ...(iceServers === undefined ? {} : { iceServers }),
        ...(iceTransportPolicy === undefined ? {} : { iceTransportPolicy }),
      },
      () => this.#updateState(),
    );
    this.#session = session;
    return session;
  }

  async #buildOn(session: MediaSession): Promise<void> {
    this.remote.move(session);
    this.data.leaveOld(session);
    this.#hooks.entered(await session.join());
    await this.local.move(session);
    await this.data.republish();
    this.#hooks.ready();
    this.#updateState();
  }

  #updateState(): void {
    const state = this.#session?.state ?? 'idle';
    if (state !== this.#state) {
      this.#state = state;
      this.#hooks.stateChanged(state);
    }
  }
}
