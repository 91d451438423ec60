import type { Subscription } from '../media/subscription.js';
import type { MediaSource } from '../media/media-source.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { DeviceInfo } from '../signaling/requests.js';

/** Another participant of the room. */
export class RemotePeer {
  #info: PeerInfo;
  readonly #all: () => Subscription[];

  /** @internal */
  constructor(info: PeerInfo, subscriptions: () => Subscription[]) {
    this.#info = info;
    this.#all = subscriptions;
  }

  /** The peer's id in the room. It changes when the room moves to another node: see {@link RoomEvents.moved}. */
  get id(): string {
    return this.#info.id;
  }

  /** The display name; empty when the peer has none. */
  get displayName(): string {
    return this.#info.displayName ?? '';
  }

  /** The user's id in the application; several peers may be the same user. */
  get userId(): string | undefined {
    return this.#info.userId;
  }

  /** Metadata set by the application, free text. */
  get metadata(): string | undefined {
    return this.#info.metadata ?? undefined;
  }

  /** The client software of the peer. */
  get device(): DeviceInfo | undefined {
    return this.#info.device ?? undefined;
  }

  /** The streams that this client receives from the peer. */
  get subscriptions(): Subscription[] {
    return this.#all().filter(({ peerId }) => peerId === this.id);
  }

  /** The stream of one source, if the peer sends it. */
  subscription(source: MediaSource): Subscription | undefined {
    return this.subscriptions.find((candidate) => candidate.source === source);
  }

  /** @internal */
  update(changes: Partial<PeerInfo>): void {
    this.#info = { ...this.#info, ...changes };
  }
}
