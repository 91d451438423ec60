import type { DataPublication, DataSubscription, Room } from '@signal-hybrid/client';

/** The label of the data channel that stands for a raised hand. It carries no message: it is open as long as the hand is raised. */
export const handLabel = 'hand';

/**
 * The raised hands. The node announces an open channel to those who join later, and closes it when its owner leaves, so that no
 * state has to be sent or repeated.
 */
export class Hands {
  readonly #room: Room;
  readonly #onChange: (raisedBy: string | undefined) => void;
  readonly #raised = new Set<DataSubscription>();
  #own: DataPublication | undefined;

  /**
   * @param onChange - a hand was raised by the peer with that id, or lowered
   */
  constructor(room: Room, onChange: (raisedBy: string | undefined) => void) {
    this.#room = room;
    this.#onChange = onChange;
    room.on('dataSubscribed', (subscription) => {
      if (subscription.label === handLabel && subscription.peerId !== null) {
        this.#raised.add(subscription);
        onChange(subscription.peerId);
      }
    });
    room.on('dataUnsubscribed', (subscription) => {
      if (this.#raised.delete(subscription)) {
        onChange(undefined);
      }
    });
  }

  /** Whether this user's hand is raised. */
  get own(): boolean {
    return this.#own !== undefined;
  }

  /** Whether a peer's hand is raised. */
  isRaised(peerId: string): boolean {
    // The ids change when the room moves to another node.
    return [...this.#raised].some((subscription) => subscription.peerId === peerId);
  }

  /** Raises this user's hand, or lowers it. */
  async toggle(): Promise<void> {
    if (this.#own) {
      await this.#own.close();
      return;
    }
    const channel = await this.#room.publishData({ label: handLabel });
    this.#own = channel;
    channel.once('closed', () => {
      this.#own = undefined;
      this.#onChange(undefined);
    });
    this.#onChange(undefined);
  }
}
