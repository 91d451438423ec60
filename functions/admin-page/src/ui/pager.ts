import type { ListPage } from '../api/types.js';
import { button, element } from './element.js';

/** The buttons for moving through a list page by page. The control plane returns a page by the continuation of the previous one. */
export class Pager {
  readonly #onMove: () => void;
  readonly #starts: (string | undefined)[] = [undefined];
  readonly #number = element('span', { testId: 'page-number' });
  readonly #previous = button('Previous page', 'previous-page', () => this.#move(() => this.#starts.pop()));
  readonly #next = button('Next page', 'next-page', () => this.#move(() => this.#starts.push(this.#continuation)));
  readonly root = element('nav', { className: 'pager', hidden: true, attrs: { 'aria-label': 'Pages' } }, this.#previous, this.#number, this.#next);
  #continuation: string | undefined;

  /** @param onMove - another page is wanted: {@link Pager.start} has changed */
  constructor(onMove: () => void) {
    this.#onMove = onMove;
  }

  /** The continuation at which the current page starts; undefined: the first page. */
  get start(): string | undefined {
    return this.#starts.at(-1);
  }

  /** The current page was read. */
  show(page: ListPage<unknown>): void {
    this.#continuation = page.continuation;
    this.#number.textContent = `Page ${this.#starts.length}`;
    this.#previous.disabled = this.#starts.length === 1;
    this.#next.disabled = !page.continuation;
    this.root.hidden = this.#previous.disabled && this.#next.disabled;
  }

  #move(change: () => void): void {
    change();
    this.#previous.disabled = true;
    this.#next.disabled = true;
    this.#onMove();
  }
}
