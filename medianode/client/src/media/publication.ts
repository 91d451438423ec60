import type { types } from 'mediasoup-client';
import { Serial } from '../concurrency/serial.js';
import { ErrorCode } from '../errors/error-code.js';
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

/** What a publication is made of. */
export interface PublicationSetup {
  kind: types.MediaKind;
  source: MediaSource;
  track: MediaStreamTrack;
  appData: types.AppData;
  /** Opens the device again after it was released by a mute; without it a mute keeps the device. */
  reopen: (() => Promise<MediaStreamTrack>) | undefined;
  /** Opens a device of this sort; absent for tracks that the application brought. */
  open: ((constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>) | undefined;
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
  #producer: types.Producer | undefined;
  #muted: boolean;
  #mutedByServer = false;
  #score: number | undefined;
  #closed = false;

  /** @internal */
  constructor(channel: SignalingChannel, setup: PublicationSetup, muted: boolean) {
    super();
    this.#channel = channel;
    this.#setup = setup;
    this.#muted = muted;
    this.#watch((this.#track = setup.track));
  }

  /** The producer's id at the node; undefined while the stream is not being sent. */
  get id(): string | undefined {
    return this.#producer?.id;
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

  /** Stops sending. The others keep the stream, as a muted one; a camera is switched off. */
  mute(): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      if (this.#muted) {
        return;
      }
      this.#setMuted(true, false);
      this.#producer?.pause();
      await this.#tell('pauseProducer');
      if (this.#setup.reopen) {
        await this.#swap(null);
      }
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
      if (!this.#track && this.#setup.reopen) {
        await this.#swap(await this.#setup.reopen());
      }
      await this.#tell('resumeProducer');
      this.#producer?.resume();
      this.#setMuted(false, false);
    });
  }

  /** Sends another track in place of the current one: another device, a filtered picture. */
  replaceTrack(track: MediaStreamTrack): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      await this.#swap(track);
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
      if (this.#track) {
        await this.#swap(await next());
      }
      if (this.#setup.reopen) {
        this.#setup.reopen = next;
      }
    });
  }

  /** The highest simulcast layer to send; the others rest. */
  async setMaxSpatialLayer(layer: number): Promise<void> {
    await this.#producer?.setMaxSpatialLayer(layer);
  }

  /** The browser's statistics of this stream. */
  async getStats(): Promise<RTCStatsReport | undefined> {
    return this.#producer?.getStats();
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

  /** @internal A producer was made for this stream. */
  attach(producer: types.Producer): void {
    if (this.#closed) {
      producer.close();
      return;
    }
    this.#producer = producer;
    this.#score = undefined;
  }

  /** @internal The router is gone, and the producer with it. */
  detach(): void {
    this.#producer = undefined;
  }

  /** @internal The session is back: tells the node what it may have missed. */
  async reconcile(): Promise<void> {
    await this.#tell(this.#muted ? 'pauseProducer' : 'resumeProducer');
  }

  /** @internal */
  scored(scores: EncodingScore[]): void {
    this.#score = sentScore(scores);
    this.emit('quality', this.quality);
  }

  /** @internal The node paused the producer. */
  pausedByServer(): void {
    this.#producer?.pause();
    this.#setMuted(true, true);
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

  async #swap(track: MediaStreamTrack | null): Promise<void> {
    const old = this.#track;
    this.#track = track;
    if (track) {
      this.#watch(track);
    }
    try {
      await this.#producer?.replaceTrack({ track });
    } finally {
      if (old !== track) {
        this.#release(old);
      }
      this.emit('trackChanged', track);
    }
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

  async #tell(method: 'pauseProducer' | 'resumeProducer'): Promise<void> {
    const id = this.id;
    // Without a connection the node learns it when the session is back.
    if (id && this.#channel.connected) {
      await this.#channel.request(method, { producerId: id });
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
