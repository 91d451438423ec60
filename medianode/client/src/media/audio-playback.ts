import { Emitter } from '../events/emitter.js';
import type { Room } from '../room/room.js';
import type { Subscription } from './subscription.js';

interface AudioPlaybackEvents {
  /** True when the browser blocks playback until a user gesture. */
  blocked: boolean;
}

const gestures = ['pointerup', 'keydown'] as const;

/**
 * Plays the audio of all other participants through hidden audio elements. Browsers block playback until the user has
 * interacted with the page: `blocked` is emitted then, and the first click or key press starts playback.
 */
export class AudioPlayback extends Emitter<AudioPlaybackEvents> {
  readonly #parent: HTMLElement;
  readonly #elements = new Map<Subscription, HTMLAudioElement>();
  /** Remove the listeners of the streams. */
  readonly #unfollow = new Map<Subscription, () => void>();
  readonly #stops: (() => void)[];
  readonly #onGesture = () => void this.start();
  readonly #blocked = new Set<HTMLAudioElement>();
  #speaker = '';

  /** @param parent - the parent of the hidden audio elements */
  constructor(room: Room, parent: HTMLElement = document.body) {
    super();
    this.#parent = parent;
    this.#stops = [
      room.on('subscribed', (subscription) => this.#add(subscription)),
      room.on('unsubscribed', (subscription) => this.#remove(subscription)),
    ];
    room.subscriptions.forEach((subscription) => this.#add(subscription));
  }

  /** Whether the browser blocks playback until a user gesture. */
  get blocked(): boolean {
    return this.#blocked.size > 0;
  }

  /** Starts playback of all streams. Only needed in handlers of clicks that do not reach the document. */
  async start(): Promise<void> {
    await Promise.all([...this.#elements.values()].map((element) => this.#play(element)));
  }

  /** Plays through another speaker, where the browser supports it (Chromium, Firefox 116 and later). */
  async setSpeaker(deviceId: string): Promise<void> {
    this.#speaker = deviceId;
    await Promise.all([...this.#elements.values()].map((element) => element.setSinkId?.(deviceId)));
  }

  /** Stops playback and removes the elements. */
  close(): void {
    this.#stops.forEach((stop) => stop());
    [...this.#elements.keys()].forEach((subscription) => this.#remove(subscription));
  }

  #add(subscription: Subscription): void {
    if (subscription.kind !== 'audio' || this.#elements.has(subscription)) {
      return;
    }
    const element = document.createElement('audio');
    element.hidden = true;
    const show = () => {
      element.srcObject = new MediaStream([subscription.track]);
      element.dataset['peerId'] = subscription.peerId;
    };
    show();
    const unfollow = subscription.on('trackChanged', () => {
      show();
      void this.#play(element);
    });
    this.#unfollow.set(subscription, unfollow);
    this.#elements.set(subscription, element);
    this.#parent.append(element);
    if (this.#speaker) {
      void element.setSinkId?.(this.#speaker).catch(() => undefined);
    }
    void this.#play(element);
  }

  #remove(subscription: Subscription): void {
    const element = this.#elements.get(subscription);
    this.#elements.delete(subscription);
    this.#unfollow.get(subscription)?.();
    this.#unfollow.delete(subscription);
    if (element) {
      this.#setBlocked(element, false);
      element.srcObject = null;
      element.remove();
    }
  }

  async #play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
      this.#setBlocked(element, false);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError' && element.srcObject) {
        this.#setBlocked(element, true);
      }
    }
  }

  #setBlocked(element: HTMLAudioElement, blocked: boolean): void {
    const before = this.blocked;
    if (blocked) {
      this.#blocked.add(element);
    } else {
      this.#blocked.delete(element);
    }
    if (this.blocked !== before) {
      for (const gesture of gestures) {
        if (blocked) {
          document.addEventListener(gesture, this.#onGesture);
        } else {
          document.removeEventListener(gesture, this.#onGesture);
        }
      }
      this.emit('blocked', blocked);
    }
  }
}
