import { explain } from '../api/api-error.js';
import type { ListPage } from '../api/types.js';
import { Poller } from '../live/poller.js';
import { element } from '../ui/element.js';
import { Freshness } from '../ui/freshness.js';
import { Pager } from '../ui/pager.js';
import type { Table } from '../ui/table.js';

/** A table with one page of a list, which is read again every few seconds. */
export class ListView<T> {
  readonly #table: Table<T>;
  readonly #read: (continuation: string | undefined, signal: AbortSignal) => Promise<ListPage<T>>;
  readonly #freshness = new Freshness();
  readonly #pager = new Pager(() => this.refresh());
  readonly #poller: Poller;
  readonly root: HTMLElement;
  #items: readonly T[] = [];

  /**
   * @param read - reads the page that starts at a continuation
   * @param interval - the pause between two reads, in milliseconds
   */
  constructor(table: Table<T>, read: (continuation: string | undefined, signal: AbortSignal) => Promise<ListPage<T>>, interval: number) {
    this.#table = table;
    this.#read = read;
    this.#poller = new Poller((signal) => this.#update(signal), interval);
    this.root = element('div', {}, this.#freshness.root, table.root, this.#pager.root);
  }

  start(): void {
    this.#poller.start();
  }

  refresh(): void {
    this.#poller.now();
  }

  /** Shows the items again: something that their cells depend on has changed. */
  redraw(): void {
    this.#table.show(this.#items);
  }

  stop(): void {
    this.#poller.stop();
  }

  async #update(signal: AbortSignal): Promise<void> {
    try {
      const page = await this.#read(this.#pager.start, signal);
      this.#items = page.items;
      this.redraw();
      this.#pager.show(page);
      this.#freshness.ok();
    } catch (error) {
      if (!signal.aborted) {
        this.#freshness.fail(explain(error));
      }
    }
  }
}
