import type { types } from 'mediasoup-client';
import { Serial } from '../concurrency/serial.js';
import { ErrorCode } from '../errors/error-code.js';
import { toMediaError } from '../errors/media-error.js';
import { SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import type { EncodingScore } from '../signaling/server-events.js';
import type { MediaSource } from './media-source.js';
import { qualityOf, sentScore, type Quality } from './quality.js';

/** What a {@link Publication} tells. */
export interface PublicationEvents {
  /** Muted or unmuted, here or by the node (`byServer`). */
  muted: { muted: boolean; byServer: boolean };
  /** Another track is being sent; null while a released device is muted. */
  trackChanged: MediaStreamTrack | null;
  /** The node told how well the stream arrives there. */
  quality: Quality;
  /** The stream has ended. */
  closed: undefined;
}

/** Opens a device of one sort. */
export type OpenDevice = (constraints?: MediaTrackConstraints) => Promise<MediaStreamTrack>;

/** What a publication is made of. */
export interface PublicationSetup {
  kind: types.MediaKind;
  source: MediaSource;
  track: MediaStreamTrack;
  appData: types.AppData;
  /** Opens a device of this sort; absent for tracks that the application brought. */
  open: OpenDevice | undefined;
  /** Switch the device off while muted. */
  releaseOnMute: boolean;
  /** Stop the track when the publication is closed. */
  ownsTrack: boolean;
}

/**
 * A stream that this client sends. It outlives the connection: after a reconnect or a lost worker it is sent again,
 * under a new {@link Publication.id}, without the application's doing.
 */
export class Publication extends Emitter<PublicationEvents> {
  readonly #channel: SignalingChannel;
  readonly #setup: PublicationSetup;
  readonly #switching = new Serial();
  #track: MediaStreamTrack | null;
  /** Opens the device of the track again; undefined for a track that the application brought. */
  #reopen: OpenDevice | undefined;
  #producer: types.Producer | undefined;
  #muted: boolean;
  #mutedByServer = false;
  /** Is the producer paused at the node? Undefined when a request went astray. */
  #pausedAtNode: boolean | undefined;
  #score: number | undefined;
  #closed = false;

  /** @internal */
  constructor(channel: SignalingChannel, setup: PublicationSetup, muted: boolean) {
    super();
    this.#channel = channel;
    this.#setup = setup;
    this.#muted = muted;
    this.#reopen = setup.open;
    this.#watch((this.#track = setup.track));
  }

  /** The producer's id at the node; undefined while the stream is not being sent. */
  get id(): string | undefined {
    return this.#live?.id;
  }

  get kind(): types.MediaKind {
    return this.#setup.kind;
  }

  get source(): MediaSource {
    return this.#setup.source;
  }

  /** What others see beside the stream. */
  get appData(): types.AppData {
    return this.#setup.appData;
  }

  /** The track being sent; null while the device is released. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Was the last mute the node's doing (a moderator's, the back end's)? */
  get mutedByServer(): boolean {
    return this.#mutedByServer;
  }

  /** How well the stream arrives at the node, 0 to 10. */
  get score(): number | undefined {
    return this.#score;
  }

  get quality(): Quality {
    return qualityOf(this.#score);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Stops sending, at once. The others keep the stream, as a muted one; a camera is switched off.
   *
   * @throws {@link RequestError} when the node could not be told; nothing is sent nevertheless
   */
  mute(): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      this.#live?.pause();
      this.#setMuted(true, this.#mutedByServer);
      await this.#rest();
      await this.#tell(true);
    });
  }

  /**
   * Goes on sending.
   *
   * @throws {@link CaptureError} when the device cannot be opened again; {@link RequestError} when the node says no
   */
  unmute(): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      if (!this.#muted) {
        return;
      }
      if (!this.#track && this.#reopen) {
        await this.#sendFrom(this.#reopen);
      }
      try {
        await this.#tell(false);
      } catch (error) {
        await this.#rest();
        throw error;
      }
      this.#live?.resume();
      this.#setMuted(false, false);
    });
  }

  /**
   * Sends another track in place of the current one: a filtered picture, say. The old one goes on, for it may be what
   * the new one is made of, and is the application's to stop. A mute keeps a track that was given here.
   */
  replaceTrack(track: MediaStreamTrack): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      await this.#swap(track);
      this.#reopen = undefined;
    });
  }

  /**
   * Sends from another device of the same sort. A muted, switched-off device stays off until {@link Publication.unmute}.
   *
   * @throws {@link CaptureError} when the device cannot be opened; the current one stays then
   */
  switchDevice(constraints: MediaTrackConstraints): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      const { open } = this.#setup;
      if (!open) {
        throw new SignalError(ErrorCode.InvalidState, 'The room did not open this track, so it cannot open another.');
      }
      const next = () => open(constraints);
      const old = this.#track;
      if (old) {
        await this.#sendBeside(old, next);
        this.#release(old);
      }
      this.#reopen = next;
    });
  }

  /** The highest simulcast layer to send; the others rest. */
  async setMaxSpatialLayer(layer: number): Promise<void> {
    await this.#live?.setMaxSpatialLayer(layer).catch(failed);
  }

  /** The browser's statistics of this stream. */
  async getStats(): Promise<RTCStatsReport | undefined> {
    return this.#live?.getStats();
  }

  /** The node's statistics of this stream. */
  async getServerStats(): Promise<unknown[]> {
    const id = this.id;
    return id ? this.#channel.request('getProducerStats', { producerId: id }) : [];
  }

  /** Ends the stream for everybody. */
  async close(): Promise<void> {
    const id = this.id;
    if (this.#end() && id && this.#channel.connected) {
      await this.#channel.request('closeProducer', { producerId: id }).catch(() => undefined);
    }
  }

  /** @internal A producer was made for this stream, `paused` or not, perhaps some time ago: {@link Publication.reconcile} it. */
  attach(producer: types.Producer, paused: boolean): void {
    this.#producer = producer;
    this.#pausedAtNode = paused;
    this.#score = undefined;
    if (this.#muted) {
      producer.pause();
    }
  }

  /** @internal Brings the producer, here and at the node, in line with what happened to the stream meanwhile. */
  reconcile(): Promise<void> {
    return this.#switching.run(async () => {
      if (this.#closed) {
        return;
      }
      await this.#rest();
      const producer = this.#live;
      await producer?.replaceTrack({ track: this.#track });
      if (this.#muted) {
        producer?.pause();
      } else {
        producer?.resume();
      }
      await this.#tell(this.#muted);
    });
  }

  /** @internal */
  scored(scores: EncodingScore[]): void {
    this.#score = sentScore(scores);
    this.emit('quality', this.quality);
  }

  /** @internal The node paused the producer. */
  pausedByServer(): Promise<void> {
    const pause = () => {
      this.#pausedAtNode = true;
      this.#live?.pause();
      this.#setMuted(true, true);
    };
    pause();
    return this.#switching.run(async () => {
      // Once more, for an unmute that was under way has its say before this.
      if (!this.#closed) {
        pause();
        await this.#rest();
      }
    });
  }

  /** @internal The node closed the producer, or the room is over. */
  endedByServer(): void {
    this.#end();
  }

  #end(): boolean {
    if (this.#closed) {
      return false;
    }
    this.#closed = true;
    this.#producer?.close();
    this.#producer = undefined;
    this.#release(this.#track);
    this.emit('closed', undefined);
    return true;
  }

  /** The producer, as long as there is something behind it. */
  get #live(): types.Producer | undefined {
    return this.#producer?.closed ? undefined : this.#producer;
  }

  async #sendFrom(open: OpenDevice): Promise<void> {
    const track = await open();
    try {
      this.#assertOpen();
      await this.#swap(track);
    } catch (error) {
      track.stop();
      throw error;
    }
  }

  /** Many phones open one camera at a time: then the current one makes way, and comes back if that was in vain. */
  async #sendBeside(current: MediaStreamTrack, next: OpenDevice): Promise<void> {
    try {
      await this.#sendFrom(next);
    } catch (error) {
      const back = this.#reopen;
      if (!back || !(error instanceof SignalError && error.code === ErrorCode.CaptureUnavailable)) {
        throw error;
      }
      this.#release(current);
      try {
        await this.#sendFrom(next);
      } catch (again) {
        await this.#sendFrom(back).catch(() => this.close());
        throw again;
      }
    }
  }

  /** A muted device that can be opened again is switched off. */
  async #rest(): Promise<void> {
    const track = this.#track;
    if (track && this.#muted && this.#reopen && this.#setup.releaseOnMute) {
      // Before anything that takes time: the light goes out first.
      this.#release(track);
      await this.#swap(null);
    }
  }

  async #swap(track: MediaStreamTrack | null): Promise<void> {
    const old = this.#track;
    const producer = this.#live;
    this.#track = track;
    if (track) {
      this.#watch(track);
    }
    try {
      await producer?.replaceTrack({ track });
    } catch (error) {
      // The next producer takes over what is current then.
      if (producer === this.#live) {
        this.#track = track && old;
        failed(error);
      }
    }
    this.emit('trackChanged', track);
  }

  #watch(track: MediaStreamTrack): void {
    // Unplugged, or ended from the browser's own "stop sharing" button.
    track.addEventListener('ended', () => {
      if (this.#track === track) {
        void this.close();
      }
    });
  }

  #release(track: MediaStreamTrack | null): void {
    if (this.#setup.ownsTrack) {
      track?.stop();
    }
  }

  async #tell(paused: boolean): Promise<void> {
    const producerId = this.id;
    // Without a connection, or a producer, the node learns it from reconcile.
    if (!producerId || !this.#channel.connected || this.#pausedAtNode === paused) {
      return;
    }
    this.#pausedAtNode = undefined;
    try {
      await this.#channel.request(paused ? 'pauseProducer' : 'resumeProducer', { producerId });
      if (this.id === producerId) {
        this.#pausedAtNode = paused;
      }
    } catch (error) {
      const gone = error instanceof SignalError && error.code === ErrorCode.NotFound;
      if (this.id === producerId && this.#channel.connected && !gone) {
        throw error;
      }
    }
  }

  #setMuted(muted: boolean, byServer: boolean): void {
    this.#mutedByServer = muted && byServer;
    if (this.#muted !== muted) {
      this.#muted = muted;
      this.emit('muted', { muted, byServer });
    }
  }

  #assertOpen(): void {
    if (this.#closed) {
      throw new SignalError(ErrorCode.InvalidState, 'The stream has ended.');
    }
  }
}

function failed(cause: unknown): never {
  throw toMediaError(cause);
}
