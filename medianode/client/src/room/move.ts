import { waitForNetwork } from '../concurrency/wait.js';
import { defaultRetry, retryDelay } from '../signaling/retry-delays.js';
import type { NodeLink } from './node-link.js';
import type { SentStreams } from './sent-streams.js';

/** The room's functions that a move uses. */
export interface MovePorts {
  sent: SentStreams;
  /** The room's link; undefined when the room is closed. */
  link(): NodeLink | undefined;
  /** Creates a link to another node. */
  prepare(): NodeLink;
  /** The room uses `next` from now on. */
  replace(old: NodeLink, next: NodeLink): void;
}

/** Moves a room to another node: the client joins there before it leaves here. */
export class Move {
  readonly #ports: MovePorts;
  #running = false;

  constructor(ports: MovePorts) {
    this.#ports = ports;
  }

  /** Tries until the room has moved, or its connection to the node is lost: then the session keeper restores it. */
  async start(): Promise<void> {
    if (this.#running) {
      return;
    }
    this.#running = true;
    const from = this.#ports.link();
    try {
      for (let attempt = 0; from && (await this.#pending(from, attempt)); attempt++) {
        await this.#try(from);
      }
    } finally {
      this.#running = false;
    }
  }

  async #pending(from: NodeLink, attempt: number): Promise<boolean> {
    await waitForNetwork(retryDelay(attempt, defaultRetry));
    return this.#usable(from);
  }

  #usable(from: NodeLink): boolean {
    return this.#ports.link() === from && from.channel.connected;
  }

  async #try(from: NodeLink): Promise<void> {
    const candidate = await from.keeper.find('migrate').catch(() => undefined);
    // The same node again: the control plane does not know yet that it is stopping.
    if (!candidate || candidate.url === from.keeper.url || !from.media.session || !this.#usable(from)) {
      return;
    }
    const next = this.#ports.prepare();
    next.roster.expect(from.roster.peers.values());
    const entering = next.keeper.enterAt(candidate);
    from.keeper.hold(entering);
    try {
      await entering;
    } catch {
      next.retire();
      const { session } = from.media;
      if (session) {
        this.#ports.sent.moveBack(session);
      }
      void next.leave();
      return;
    }
    if (this.#ports.link() === from) {
      this.#ports.replace(from, next);
    } else {
      next.retire();
      void next.leave();
    }
  }
}
