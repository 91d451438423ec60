import { LocalData } from '../data/local-data.js';
import { LocalMedia, type LocalMediaListener } from '../media/local-media.js';
import type { MediaSession } from '../media/media-session.js';
import { SessionGate } from '../media/session-gate.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** The streams and channels that this client sends. They belong to the room, and move between nodes with it. */
export class SentStreams {
  readonly #gate = new SessionGate();
  #session: MediaSession | undefined;
  readonly media: LocalMedia;
  readonly data = new LocalData(this.#gate);

  constructor(listener: LocalMediaListener) {
    this.media = new LocalMedia(this.#gate, listener);
  }

  /** Subscribes to a node's notifications about the streams. */
  follow(channel: SignalingChannel): void {
    this.media.follow(channel);
    this.data.follow(channel);
  }

  /** Sends everything over this session from now on. */
  async move(session: MediaSession): Promise<void> {
    this.#use(session);
    await this.media.move(session);
    await this.data.move(session);
  }

  /** The move from `former` to the current session failed: continues over `former`. */
  moveBack(former: MediaSession): void {
    const failed = this.#session;
    if (failed && failed !== former) {
      this.media.moveBack(failed.channel, former.channel);
      this.data.moveBack(failed.channel, former.channel);
      this.#use(former);
    }
  }

  /** The connection was restored with its session, in which the node still has these producers. */
  resumed(channel: SignalingChannel, producers: string[] | undefined, dataProducers: string[] | undefined): void {
    this.media.resumed(channel, producers);
    this.data.resumed(channel, dataProducers);
    this.#gate.resume();
  }

  /** Ends all streams and channels, for good: nothing is sent over a session that is opened later. */
  close(): void {
    this.media.close();
    this.data.close();
    this.#session = undefined;
    this.#gate.close();
  }

  #use(session: MediaSession): void {
    this.#session = session;
    this.#gate.change(session);
  }
}
