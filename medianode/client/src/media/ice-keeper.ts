import type { types } from 'mediasoup-client';

/** Timings of the ICE keeper, in milliseconds. */
export interface IceKeeperOptions {
  /** How long `disconnected` may last before a restart: it often resolves without one. */
  disconnectedTimeout: number;
  /** The shortest time between two restarts. */
  pause: number;
}

const defaults: IceKeeperOptions = { disconnectedTimeout: 2_000, pause: 3_000 };

/**
 * Restarts ICE when a transport loses its path: at once on `failed`, after a delay on `disconnected`, and again until
 * the path is restored. One restart runs at a time.
 */
export class IceKeeper {
  readonly #restart: () => Promise<void>;
  readonly #options: IceKeeperOptions;
  #state: types.ConnectionState = 'new';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #stopped = false;

  /** @param restart - asks the node for new ICE parameters and applies them */
  constructor(restart: () => Promise<void>, options: IceKeeperOptions = defaults) {
    this.#restart = restart;
    this.#options = options;
  }

  /** The transport's state has changed. */
  update(state: types.ConnectionState): void {
    this.#state = state;
    if (state === 'failed') {
      this.#schedule(0);
    } else if (state === 'disconnected') {
      this.#schedule(this.#options.disconnectedTimeout);
    } else if (state === 'connected' || state === 'closed') {
      this.#cancel();
    }
  }

  /** Restarts now, whatever the state: the network is known to have changed. */
  now(): void {
    if (this.#state !== 'new' && this.#state !== 'closed') {
      this.#schedule(0);
    }
  }

  /** Stops all attempts. */
  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #schedule(delay: number): void {
    if (this.#stopped || this.#running) {
      return;
    }
    this.#cancel();
    this.#timer = setTimeout(() => void this.#run(), delay);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    try {
      await this.#restart();
    } catch {
      // The signalling connection is down, or the node no longer has the transport: the room handles that.
    } finally {
      this.#running = false;
    }
    if (this.#state === 'disconnected' || this.#state === 'failed') {
      this.#schedule(this.#options.pause);
    }
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
