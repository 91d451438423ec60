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

  /** The name to show; empty when the peer gave none. */
  get displayName(): string {
    return this.#info.displayName ?? '';
  }

  /** The user's id in the application; several peers may be the same user. */
  get userId(): string | undefined {
    return this.#info.userId;
  }

  /** Free text of the application. */
  get metadata(): string | undefined {
    return this.#info.metadata ?? undefined;
  }

  /** Which client software the peer uses. */
  get device(): DeviceInfo | undefined {
    return this.#info.device ?? undefined;
  }

  /** What this client receives of the peer. */
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
