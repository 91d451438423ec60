import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { ConsumerOffer } from '../signaling/server-events.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import type { MediaSession } from './media-session.js';
import { Subscription } from './subscription.js';

/** Whether offered streams are received at once, or only after the application resumes them. */
export type SubscribeMode = 'automatic' | 'manual';

/** Callbacks for received streams. */
export interface RemoteMediaListener {
  started(subscription: Subscription): void;
  ended(subscription: Subscription): void;
}

/** The streams that this client receives. */
export class RemoteMedia {
  readonly #channel: SignalingChannel;
  readonly #listener: RemoteMediaListener;
  readonly #mode: SubscribeMode;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #started = new Set<Subscription>();
  #session: MediaSession | undefined;

  constructor(channel: SignalingChannel, mode: SubscribeMode, listener: RemoteMediaListener) {
    this.#channel = channel;
    this.#mode = mode;
    this.#listener = listener;
    const find = (id: string) => this.#subscriptions.get(id);
    channel.answer('newConsumer', (offer) => this.#accept(offer));
    channel.on('consumerClosed', ({ consumerId }) => this.#remove(consumerId));
    channel.on('consumerPaused', ({ consumerId }) => find(consumerId)?.mutedBySender(true));
    channel.on('consumerResumed', ({ consumerId }) => find(consumerId)?.mutedBySender(false));
    channel.on('consumerScore', ({ consumerId, score }) => find(consumerId)?.scored(score));
    channel.on('consumerLayersChanged', ({ consumerId, spatialLayer, temporalLayer }) =>
      find(consumerId)?.switchedTo(spatialLayer, temporalLayer),
    );
  }

  /** All streams being received, paused and muted ones included. */
  get subscriptions(): Subscription[] {
    return [...this.#started];
  }

  /** The session was restored: repeats the pauses and resumes requested meanwhile. */
  resumed(): void {
    this.#started.forEach((subscription) => subscription.reconcile());
  }

  /** Receives over this session from now on; streams of the previous session have ended. */
  move(session: MediaSession | undefined): void {
    for (const id of [...this.#subscriptions.keys()]) {
      this.#remove(id);
    }
    this.#session = session;
  }

  /** `former` goes on in the place of `next`, which it was moved to from another node. */
  replace(next: Subscription, former: Subscription): void {
    const { id } = next;
    if (this.#started.delete(next)) {
      former.continueAs(next);
      this.#subscriptions.set(id, former);
      this.#started.add(former);
    }
  }

  /** The room has moved to another node: the streams go on there, and do not end with their consumers here. */
  retire(): Subscription[] {
    const all = this.subscriptions;
    this.#subscriptions.clear();
    this.#started.clear();
    return all;
  }

  async #accept(offer: ConsumerOffer): Promise<void> {
    const session = this.#session;
    const transport = session?.receiveTransport;
    if (!session || !transport) {
      throw new SignalError(ErrorCode.InvalidState, 'This client does not receive.');
    }
    const { e2ee } = session;
    if (!e2ee && offer.appData?.['e2ee'] === true) {
      throw new SignalError(ErrorCode.Unsupported, 'The stream is encrypted, and this client has no key.');
    }
    const known = this.#subscriptions.get(offer.id);
    if (known) {
      // The answer was lost with the connection.
      this.#afterAnswer(offer.id);
      return;
    }
    // Registered before the browser has created its half: the node's notifications do not wait for that.
    const subscription = new Subscription(this.#channel, offer, this.#mode === 'manual');
    this.#subscriptions.set(offer.id, subscription);
    try {
      const consumer = await transport.inner.consume({
        id: offer.id,
        producerId: offer.producerId,
        kind: offer.kind,
        rtpParameters: offer.rtpParameters,
        // Audio and video of one source are synchronised; a shared screen has its own clock.
        streamId: `${offer.peerId}-${subscription.source.startsWith('screen') ? 'screen' : 'camera'}`,
        appData: offer.appData ?? {},
        ...(e2ee ? { onRtpReceiver: (receiver) => e2ee.decrypt(receiver) } : {}),
      });
      subscription.attach(consumer);
    } catch (error) {
      this.#remove(offer.id);
      throw error;
    }
    if (subscription.closed) {
      return;
    }
    this.#started.add(subscription);
    this.#listener.started(subscription);
    this.#afterAnswer(offer.id);
  }

  /** The answer to an offer is sent when its handler completes; this request follows it. */
  #afterAnswer(id: string): void {
    setTimeout(() => this.#subscriptions.get(id)?.accepted());
  }

  #remove(id: string): void {
    const subscription = this.#subscriptions.get(id);
    if (!subscription) {
      return;
    }
    this.#subscriptions.delete(id);
    subscription.end();
    if (this.#started.delete(subscription)) {
      this.#listener.ended(subscription);
    }
  }
}
