import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import type { ConsumerOffer, ConsumerScore } from '../signaling/server-events.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { inboundSummary, type InboundSummary } from '../stats/inbound-summary.js';
import { LayerChoice } from './layer-choice.js';
import { layerCount, type LayerCount, type Layers } from './layers.js';
import { sourceOf, type MediaSource } from './media-source.js';
import { NodePause } from './node-pause.js';
import { qualityOf, receivedScore, type Quality } from './quality.js';

/** The events of a {@link Subscription}. */
export interface SubscriptionEvents {
  /** The sender muted or unmuted the stream. */
  muted: boolean;
  /** This client paused or resumed receiving. */
  paused: boolean;
  /** The stream arrives on another track: the room has moved to another node. Show or play the new one. */
  trackChanged: MediaStreamTrack;
  /** The received layers changed; null when no layer is received. */
  layers: Layers | null;
  /** The node sent a new score for the quality of the stream. */
  quality: Quality;
  /** The stream was ended. */
  closed: undefined;
}

/** A stream that this client receives from another peer. */
export class Subscription extends Emitter<SubscriptionEvents> {
  readonly #nodePause = new NodePause(() => (this.#accepted && !this.#closed ? { channel: this.#channel, id: this.id, kind: 'consumer' } : undefined));
  #channel: SignalingChannel;
  #offer: ConsumerOffer;
  #consumer: types.Consumer | undefined;
  #muted: boolean;
  #paused: boolean;
  #accepted = false;
  #layers: Layers | null | undefined;
  readonly #choice = new LayerChoice({
    layerCount: () => this.layerCount,
    fullSize: () => this.#fullSize(),
    request: ({ spatial, temporal }) => this.#requestLayers(spatial, temporal),
  });
  #score: ConsumerScore | undefined;
  #closed = false;

  /** @internal */
  constructor(channel: SignalingChannel, offer: ConsumerOffer, paused: boolean) {
    super();
    this.#channel = channel;
    this.#offer = offer;
    this.#muted = offer.producerPaused;
    this.#paused = paused;
  }

  /** The consumer's id at the node. */
  get id(): string {
    return this.#offer.id;
  }

  /** The sender's peer id. */
  get peerId(): string {
    return this.#offer.peerId;
  }

  /** The id of the sender's producer. */
  get producerId(): string {
    return this.#offer.producerId;
  }

  get kind(): types.MediaKind {
    return this.#offer.kind;
  }

  get source(): MediaSource {
    return sourceOf(this.kind, this.#offer.appData);
  }

  /** The sender's application data about the stream. */
  get appData(): types.AppData {
    return this.#offer.appData ?? {};
  }

  /** The track to show or play. */
  get track(): MediaStreamTrack {
    if (!this.#consumer) {
      throw new SignalError(ErrorCode.InvalidState, 'The stream is not there yet.');
    }
    return this.#consumer.track;
  }

  /** Whether the sender muted the stream. */
  get muted(): boolean {
    return this.#muted;
  }

  /** Whether this client paused receiving. */
  get paused(): boolean {
    return this.#paused;
  }

  /** The number of layers that the sender offers. */
  get layerCount(): LayerCount {
    return layerCount(this.#offer.rtpParameters);
  }

  /** The layers currently received; null when no layer is received. */
  get layers(): Layers | null {
    return this.#layers ?? null;
  }

  /** The preferred (highest) layers. */
  get preferredLayers(): Layers | undefined {
    return this.#choice.preferred;
  }

  /** The scores in detail. */
  get score(): ConsumerScore | undefined {
    return this.#score;
  }

  get quality(): Quality {
    const layered = this.#offer.type === 'simulcast' || this.#offer.type === 'svc';
    if (!this.#score || (layered && this.#layers === undefined)) {
      return 'unknown';
    }
    return this.#layers === null ? 'lost' : qualityOf(receivedScore(this.#score, this.#layers?.spatial));
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Stops receiving: the node stops sending the stream to this client. */
  async pause(): Promise<void> {
    this.#setPaused(true);
    await this.#nodePause.set(this.#paused);
  }

  /** Resumes receiving. */
  async resume(): Promise<void> {
    this.#setPaused(false);
    await this.#nodePause.set(this.#paused);
  }

  /**
   * Requests layers no higher than these. The node sends lower ones when bandwidth is low. This call disables
   * {@link Subscription.adaptToSize}.
   */
  async setPreferredLayers(layers: { spatial: number; temporal?: number }): Promise<void> {
    await this.#choice.set(layers);
  }

  /**
   * Requests the layer that fits a picture of this size. Call it when the tile's size changes; it does nothing
   * unless another layer fits.
   *
   * @param width - the picture's width, in device pixels
   * @param height - the picture's height, in device pixels
   */
  async adaptToSize(width: number, height: number): Promise<void> {
    await this.#choice.fit(width, height);
  }

  /** Sets the stream's priority when bandwidth is low: 1 (lowest) to 255. */
  async setPriority(priority: number): Promise<void> {
    await this.#channel.request('setConsumerPriority', { consumerId: this.id, priority });
  }

  /** Requests a key frame from the sender, so that decoding can start again. */
  async requestKeyFrame(): Promise<void> {
    await this.#channel.request('requestConsumerKeyFrame', { consumerId: this.id });
  }

  /** The browser's statistics for this stream. */
  async getStats(): Promise<RTCStatsReport | undefined> {
    return this.#consumer?.closed === false ? this.#consumer.getStats() : undefined;
  }

  /** A summary of {@link Subscription.getStats} with the values that matter to a viewer. */
  async getSummary(): Promise<InboundSummary | undefined> {
    const report = await this.getStats();
    return report && inboundSummary(report, this.kind);
  }

  /** The node's statistics for this stream. */
  async getServerStats(): Promise<unknown[]> {
    return this.#channel.request('getConsumerStats', { consumerId: this.id });
  }

  /** @internal */
  attach(consumer: types.Consumer): void {
    this.#consumer = consumer;
    if (this.#muted || this.#paused) {
      consumer.pause();
    }
    if (this.#closed) {
      consumer.close();
    }
  }

  /** @internal Whether media is received yet. */
  get arrives(): boolean {
    return (this.#consumer?.rtpReceiver?.getSynchronizationSources().length ?? 0) > 0;
  }

  /** @internal The offer was answered, and the node starts to send, regardless of earlier requests. */
  accepted(): void {
    this.#accepted = true;
    this.#nodePause.is(false);
    this.reconcile();
  }

  /** @internal Repeats requests that the node may have missed. */
  reconcile(): void {
    this.#nodePause.set(this.#paused).catch(() => undefined);
  }

  /**
   * @internal The stream arrives from another node, where `next` was offered: this subscription continues it, with
   * the settings that the application made.
   */
  continueAs(next: Subscription): void {
    this.#consumer?.close();
    this.#channel = next.#channel;
    this.#offer = next.#offer;
    this.#consumer = next.#consumer;
    this.#layers = next.#layers;
    this.#score = next.#score;
    this.emit('trackChanged', this.track);
    this.mutedBySender(next.#muted);
    this.#applyPause();
    if (next.#accepted) {
      this.accepted();
    }
    this.#choice.repeat().catch(() => undefined);
    this.emit('quality', this.quality);
  }

  /** @internal */
  mutedBySender(muted: boolean): void {
    if (this.#muted !== muted) {
      this.#muted = muted;
      this.#applyPause();
      this.emit('muted', muted);
    }
  }

  /** @internal */
  switchedTo(spatial: number | null, temporal: number | null | undefined): void {
    this.#layers = spatial === null ? null : { spatial, temporal: temporal ?? 0 };
    this.emit('layers', this.#layers);
    this.emit('quality', this.quality);
  }

  /** @internal */
  scored(score: ConsumerScore): void {
    this.#score = score;
    this.emit('quality', this.quality);
  }

  /** @internal */
  end(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#consumer?.close();
      this.emit('closed', undefined);
    }
  }

  async #requestLayers(spatialLayer: number, temporalLayer: number): Promise<void> {
    await this.#channel.request('setConsumerPreferredLayers', { consumerId: this.id, spatialLayer, temporalLayer });
  }

  #fullSize(): number {
    const { width, height } = this.appData;
    return typeof width === 'number' && typeof height === 'number' ? Math.max(width, height) : 1280;
  }

  #setPaused(paused: boolean): void {
    if (this.#paused !== paused && !this.#closed) {
      this.#paused = paused;
      this.#applyPause();
      this.emit('paused', paused);
    }
  }

  #applyPause(): void {
    if (this.#muted || this.#paused) {
      this.#consumer?.pause();
    } else {
      this.#consumer?.resume();
    }
  }
}
