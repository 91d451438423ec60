import { waitForNetwork } from '../concurrency/wait.js';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { Candidate, TokenAnswer } from '../placement/token-answer.js';
import { defaultRetry, retryDelay } from '../signaling/retry-delays.js';
import type { NodeLink } from './node-link.js';
import type { SentStreams } from './sent-streams.js';

/** An order of the back end to move to another room. */
export interface MoveOrder {
  roomId: string;
  /** Admits this client to that room. */
  access: TokenAnswer;
}

/** The room's functions that a move uses. */
export interface MovePorts {
  sent: SentStreams;
  /** The room's link; undefined when the room is closed. */
  link(): NodeLink | undefined;
  /** Creates a link to another node. */
  prepare(): NodeLink;
  /** The room uses `next` from now on. In the same room the others move too. */
  replace(old: NodeLink, next: NodeLink, sameRoom: boolean): void;
}

/** The number of attempts to follow an order to another room. */
const orderAttempts = 3;

/** The node could not be reached: the token is still unused. */
const unreachable: ReadonlySet<number> = new Set([ErrorCode.Disconnected, ErrorCode.TimedOut]);

/** Moves a room to another node, or this client to another room: it joins there before it leaves here. */
export class Move {
  readonly #ports: MovePorts;
  #running = false;
  /** The link whose node asked its clients to move. */
  #migrating: NodeLink | undefined;
  /** The latest order that was not followed yet. */
  #order: MoveOrder | undefined;
  /** The link to the node that is being joined. */
  #next: NodeLink | undefined;

  constructor(ports: MovePorts) {
    this.#ports = ports;
  }

  /** Tries until the room has moved, or its connection to the node is lost: then the session keeper restores it. */
  async migrate(): Promise<void> {
    this.#migrating = this.#ports.link();
    await this.#run();
  }

  /** Follows an order to another room, or stays when that room refuses. Of several orders the latest counts. */
  async follow(order: MoveOrder): Promise<void> {
    this.#order = order;
    await this.#run();
  }

  /** Leaves the node that is being joined, if any. */
  cancel(): void {
    const next = this.#next;
    this.#next = undefined;
    next?.retire();
    void next?.leave();
  }

  async #run(): Promise<void> {
    if (this.#running) {
      return;
    }
    this.#running = true;
    try {
      for (let attempt = 0; this.#order || this.#mustMigrate(); attempt++) {
        if (this.#order) {
          await this.#followLatest();
          attempt = -1;
        } else {
          await this.#tryMigration(attempt);
        }
      }
    } finally {
      this.#running = false;
    }
  }

  #mustMigrate(): boolean {
    const link = this.#ports.link();
    return link !== undefined && link === this.#migrating && link.channel.connected;
  }

  async #tryMigration(attempt: number): Promise<void> {
    await waitForNetwork(retryDelay(attempt, defaultRetry));
    const from = this.#ports.link();
    if (!from || !this.#mustMigrate()) {
      return;
    }
    const candidate = await from.keeper.find('migrate').catch(() => undefined);
    // The same node again: the control plane does not know yet that it is stopping.
    if (candidate && candidate.url !== from.keeper.url && from.media.session && this.#mustMigrate()) {
      await this.#enter(from, candidate, true).catch(() => undefined);
    }
  }

  async #followLatest(): Promise<void> {
    const order = this.#order!;
    for (let attempt = 0; attempt < orderAttempts && this.#order === order; attempt++) {
      await waitForNetwork(retryDelay(attempt, defaultRetry));
      const from = this.#ports.link();
      // The same order again, delivered twice.
      if (!from || from.welcome?.roomId === order.roomId) {
        break;
      }
      try {
        await this.#enter(from, await from.keeper.choose(order.access), false);
        break;
      } catch (error) {
        if (!(error instanceof SignalError && unreachable.has(error.code))) {
          break;
        }
      }
    }
    if (this.#order === order) {
      this.#order = undefined;
    }
  }

  /** @throws the error of the join; the room stays where it is */
  async #enter(from: NodeLink, candidate: Candidate, sameRoom: boolean): Promise<void> {
    // The room may have been closed while the node was chosen.
    if (this.#ports.link() !== from) {
      return;
    }
    const next = this.#ports.prepare();
    this.#next = next;
    if (sameRoom) {
      next.roster.expect(from.roster.peers.values());
    }
    const entering = next.keeper.enterAt(candidate);
    from.keeper.hold(entering);
    try {
      await entering;
    } catch (error) {
      const { session } = from.media;
      if (session) {
        this.#ports.sent.moveBack(session);
      }
      this.cancel();
      throw error;
    }
    // Otherwise the room was closed meanwhile, and the move cancelled.
    if (this.#ports.link() === from) {
      this.#next = undefined;
      this.#ports.replace(from, next, sameRoom);
    }
  }
}
