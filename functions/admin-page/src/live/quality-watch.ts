import type { Api } from '../api/api.js';
import { explain } from '../api/api-error.js';
import type { ConnectionQuality, ListPage } from '../api/types.js';
import { Poller } from './poller.js';

/**
 * The quality of the connections that are shown, read again every few seconds. Separate from the list of participants, since it
 * comes from the node of the room, which may not answer.
 */
export class QualityWatch {
  readonly #api: Api;
  readonly #path: string;
  readonly #onChange: () => void;
  readonly #poller: Poller;
  #peers: readonly string[] = [];
  #known = new Map<string, ConnectionQuality>();
  #problem = '';

  /**
   * @param path - the room
   * @param onChange - {@link QualityWatch.of} or {@link QualityWatch.problem} has changed
   * @param interval - the pause between two reads, in milliseconds
   */
  constructor(api: Api, path: string, onChange: () => void, interval: number) {
    this.#api = api;
    this.#path = path;
    this.#onChange = onChange;
    this.#poller = new Poller((signal) => this.#read(signal), interval);
  }

  /** The quality of a peer's connection; undefined: unknown. */
  of(peerId: string): ConnectionQuality | undefined {
    return this.#known.get(peerId);
  }

  /** Why the quality is unknown, as a sentence; empty: it was read. */
  get problem(): string {
    return this.#problem;
  }

  /** These peers are shown from now on. */
  watch(peers: readonly string[]): void {
    const isNew = peers.some((peer) => !this.#peers.includes(peer));
    this.#peers = peers;
    if (isNew) {
      this.#poller.now();
    }
  }

  start(): void {
    this.#poller.start();
  }

  stop(): void {
    this.#poller.stop();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const peers = this.#peers;
    try {
      const query = new URLSearchParams(peers.map((peer) => ['peer', peer]));
      const { items } = peers.length ? await this.#api.get<ListPage<ConnectionQuality>>(`${this.#path}/quality?${query}`, signal) : { items: [] };
      this.#known = new Map(items.map((item) => [item.peerId, item]));
      this.#problem = '';
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.#known.clear();
      this.#problem = explain(error);
    }
    this.#onChange();
  }
}
