import type { types } from 'mediasoup-client';
import { Serial } from '../concurrency/serial.js';
import { ErrorCode } from '../errors/error-code.js';
import { toMediaError } from '../errors/media-error.js';
import { SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import type { EncodingScore } from '../signaling/server-events.js';
import type { MediaSource } from './media-source.js';
import { NodePause } from './node-pause.js';
import { qualityOf, sentScore, type Quality } from './quality.js';
import { SentTrack } from './sent-track.js';
import type { PublicationEvents, PublicationSetup } from './publication-setup.js';

/**
 * A stream that this client sends. It outlives the connection: after a reconnect or a worker failure it is sent again
 * automatically, with a new {@link Publication.id}.
 */
export class Publication extends Emitter<PublicationEvents> {
  readonly #setup: PublicationSetup;
  readonly #switching = new Serial();
  readonly #track: SentTrack;
  readonly #nodePause = new NodePause(() => this.#atNode);
  #channel: SignalingChannel | undefined;
  #producer: types.Producer | undefined;
  /** During a move to another node: the producer at the node that is being left. */
  #former: types.Producer | undefined;
  #muted: boolean;
  #mutedByServer = false;
  #score: number | undefined;
  #closed = false;

  /** @internal */
  constructor(setup: PublicationSetup, muted: boolean) {
    super();
    this.#setup = setup;
    this.#muted = muted;
    this.#track = new SentTrack(setup, {
      producer: () => this.#live,
      changed: (track) => this.emit('trackChanged', track),
      ended: () => void this.close(),
    });
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

  /** Application data about the stream, visible to the other participants. */
  get appData(): types.AppData {
    return this.#setup.appData;
  }

  /** The track being sent; null while the device is released. */
  get track(): MediaStreamTrack | null {
    return this.#track.current;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Whether the node applied the last mute (on behalf of a moderator or the back end). */
  get mutedByServer(): boolean {
    return this.#mutedByServer;
  }

  /** The quality with which the stream arrives at the node, 0 to 10. */
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
   * Stops sending at once. Other participants keep the stream, shown as muted; a camera is switched off.
   *
   * @throws {@link RequestError} when the node rejected the request; no media is sent nevertheless
   */
  mute(): Promise<void> {
    const pause = () => {
      this.#live?.pause();
      this.#setMuted(true, this.#mutedByServer);
    };
    // Not in the queue, where a change of device may be waiting for the user's permission.
    if (!this.#closed) {
      pause();
    }
    return this.#switching.run(async () => {
      this.#assertOpen();
      // Once more: an unmute that was in progress takes effect before this.
      pause();
      await this.#track.release();
      await this.#nodePause.set(true);
    });
  }

  /**
   * Resumes sending.
   *
   * @throws {@link CaptureError} when the device cannot be opened again; {@link RequestError} when the node refuses
   */
  unmute(): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      if (!this.#muted) {
        return;
      }
      await this.#track.restore();
      try {
        await this.#nodePause.set(false);
      } catch (error) {
        await this.#track.release();
        throw error;
      }
      this.#live?.resume();
      this.#setMuted(false, false);
    });
  }

  /**
   * Sends another track in place of the current one, such as a filtered picture. The old one is not stopped: it may be the
   * source of the new one, and the application stops it. A mute does not stop a track that was passed here.
   */
  replaceTrack(track: MediaStreamTrack): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      await this.#track.replace(track);
    });
  }

  /**
   * Sends from another device of the same kind. A muted device that is switched off stays off until {@link Publication.unmute}.
   *
   * @throws {@link CaptureError} when the device cannot be opened; the current one stays then
   */
  switchDevice(constraints: MediaTrackConstraints): Promise<void> {
    return this.#switching.run(async () => {
      this.#assertOpen();
      await this.#track.switchTo(constraints);
    });
  }

  /** Sets the highest simulcast layer to send; higher layers are not encoded. */
  async setMaxSpatialLayer(layer: number): Promise<void> {
    try {
      await this.#live?.setMaxSpatialLayer(layer);
    } catch (error) {
      throw toMediaError(error);
    }
  }

  /** The browser's statistics for this stream. */
  async getStats(): Promise<RTCStatsReport | undefined> {
    return this.#live?.getStats();
  }

  /** The node's statistics for this stream. */
  async getServerStats(): Promise<unknown[]> {
    const { channel, id } = this.#atNode ?? {};
    return channel && id ? channel.request('getProducerStats', { producerId: id }) : [];
  }

  /** Ends the stream for all participants. */
  async close(): Promise<void> {
    const { channel, id } = this.#atNode ?? {};
    if (this.#end() && id && channel?.connected) {
      await channel.request('closeProducer', { producerId: id }).catch(() => undefined);
    }
  }

  /** @internal A producer was created for this stream, `paused` or not, perhaps some time ago: {@link Publication.reconcile} it. */
  attach(producer: types.Producer, paused: boolean, channel: SignalingChannel): void {
    this.#former = this.#live;
    this.#producer = producer;
    this.#channel = channel;
    this.#nodePause.is(paused);
    this.#score = undefined;
    if (this.#muted) {
      producer.pause();
    }
  }

  /** @internal The move to another node failed: the stream is still sent to the node that it was sent to before. */
  detach(channel: SignalingChannel, former: SignalingChannel): void {
    if (this.#channel === channel && this.#former && !this.#former.closed) {
      this.#producer?.close();
      this.#producer = this.#former;
      this.#former = undefined;
      this.#channel = former;
      void this.reconcile().catch(() => undefined);
    }
  }

  /** @internal Brings the producer, here and at the node, in line with the current state of the stream. */
  reconcile(): Promise<void> {
    return this.#switching.run(async () => {
      if (this.#closed) {
        return;
      }
      if (this.#muted) {
        this.#live?.pause();
        await this.#track.release();
      } else {
        this.#live?.resume();
      }
      await this.#track.apply();
      await this.#nodePause.set(this.#muted);
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
      this.#nodePause.is(true);
      this.#live?.pause();
      this.#setMuted(true, true);
    };
    pause();
    return this.#switching.run(async () => {
      // Once more: an unmute that was in progress takes effect before this.
      if (!this.#closed) {
        pause();
        await this.#track.release();
      }
    });
  }

  /** @internal The node closed the producer, or the room was closed. */
  endedByServer(): void {
    this.#end();
  }

  #end(): boolean {
    if (this.#closed) {
      return false;
    }
    this.#closed = true;
    this.#producer?.close();
    this.#former?.close();
    this.#producer = undefined;
    this.#track.close();
    this.emit('closed', undefined);
    return true;
  }

  /** The producer, while it is open. */
  get #live(): types.Producer | undefined {
    return this.#producer?.closed ? undefined : this.#producer;
  }

  get #atNode(): { channel: SignalingChannel; id: string; kind: 'producer' } | undefined {
    const [channel, id] = [this.#channel, this.#live?.id];
    return channel && id ? { channel, id, kind: 'producer' } : undefined;
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
