import type { DataSubscription } from '../data/data-subscription.js';
import type { Subscription } from '../media/subscription.js';
import type { NodeLink } from './node-link.js';

/** The timeout for the other participants to move from the old node to the new one, in milliseconds. */
const overlap = 5_000;

/** The timeout for a stream to arrive after the new node has offered it, in milliseconds. */
const arrivalTimeout = 2_000;
const arrivalCheck = 50;

/** Streams and channels that ended in the overlap without being continued at the new node. */
export interface HandoverListener {
  unsubscribed(subscription: Subscription): void;
  dataUnsubscribed(subscription: DataSubscription): void;
  done(): void;
}

/**
 * The overlap in which a room is connected to two nodes: a stream of the old node continues until the same stream arrives from the new
 * one, and its subscription stays the same. Then the old node is left.
 */
export class Handover {
  readonly #old: NodeLink;
  readonly #next: NodeLink;
  readonly #listener: HandoverListener;
  readonly #waiting: Set<Subscription>;
  readonly #waitingData: Set<DataSubscription>;
  /** The streams that the new node has offered and that do not arrive yet, with those that they continue. */
  readonly #arriving = new Map<Subscription, Subscription>();
  readonly #timer = setTimeout(() => this.finish(), overlap);
  #finished = false;

  constructor(old: NodeLink, next: NodeLink, listener: HandoverListener) {
    this.#old = old;
    this.#next = next;
    this.#listener = listener;
    this.#waiting = new Set(old.media.remote.retire());
    this.#waitingData = new Set(old.media.data.retire());
  }

  /** What the room receives: a stream that the new node has offered counts as the one that it continues. */
  streams(ofNext: Subscription[]): Subscription[] {
    return [...ofNext.map((subscription) => this.#arriving.get(subscription) ?? subscription), ...this.#waiting];
  }

  /** Continues a stream of the old node by one of the new node; false when there was none like it. */
  continue(next: Subscription): boolean {
    const former = [...this.#waiting].find((candidate) => this.#sameSender(candidate.peerId, next.peerId) && candidate.source === next.source);
    if (former) {
      this.#waiting.delete(former);
      this.#arriving.set(next, former);
      void this.#switch(former, next);
    }
    return former !== undefined;
  }

  /** The same for a data channel. */
  continueData(next: DataSubscription): boolean {
    const former = [...this.#waitingData].find((candidate) => this.#sameSender(candidate.peerId, next.peerId) && candidate.label === next.label);
    if (former) {
      this.#waitingData.delete(former);
      this.#next.media.data.replace(next, former);
      this.check();
    }
    return former !== undefined;
  }

  /** A stream of the new node ended before it arrived. Returns the stream that it would have continued, if any. */
  ended(next: Subscription): Subscription | undefined {
    const former = this.#arriving.get(next);
    this.#arriving.delete(next);
    former?.end();
    return former;
  }

  /** Leaves the old node when all participants and streams have moved. */
  check(): void {
    if (this.#waiting.size + this.#waitingData.size + this.#arriving.size + this.#next.roster.expected === 0) {
      this.finish();
    }
  }

  /** Leaves the old node; streams that have not moved to the new one have ended. */
  finish(): void {
    if (this.#finished) {
      return;
    }
    this.#finished = true;
    clearTimeout(this.#timer);
    for (const [next, former] of this.#arriving) {
      this.#next.media.remote.replace(next, former);
    }
    this.#arriving.clear();
    this.#waiting.forEach((subscription) => {
      subscription.end();
      this.#listener.unsubscribed(subscription);
    });
    this.#waitingData.forEach((subscription) => {
      subscription.end();
      this.#listener.dataUnsubscribed(subscription);
    });
    this.#next.roster.settle();
    void this.#old.leave();
    this.#listener.done();
  }

  async #switch(former: Subscription, next: Subscription): Promise<void> {
    if (former.paused) {
      await next.pause().catch(() => undefined);
    }
    for (let waited = 0; waited < arrivalTimeout && !next.arrives && !next.muted && !next.paused; waited += arrivalCheck) {
      await new Promise((resolve) => setTimeout(resolve, arrivalCheck));
    }
    if (this.#arriving.delete(next)) {
      this.#next.media.remote.replace(next, former);
      this.check();
    }
  }

  #sameSender(formerId: string | null, nextId: string | null): boolean {
    return formerId === null ? nextId === null : this.#next.roster.moved.get(formerId) === nextId;
  }
}
