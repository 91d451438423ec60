import { element } from '../ui/element.js';
import { gridLayout } from './grid-layout.js';
import type { Tile } from './tile.js';

const gap = 8;

/** The tiles: shared screens large, people in a grid that adapts to their number and to the screen. */
export class Stage {
  readonly #screens = element('ul', { className: 'stage-screens', attrs: { 'aria-label': 'Shared screens' } });
  readonly #people = element('ul', { className: 'stage-people', testId: 'grid', attrs: { 'aria-label': 'Participants' } });
  readonly root = element('section', { className: 'stage', attrs: { 'aria-label': 'Call' } }, this.#screens, this.#people);

  constructor() {
    const observer = new ResizeObserver(() => this.#layOut());
    [this.root, this.#people, this.#screens].forEach((node) => observer.observe(node));
  }

  add(tile: Tile): void {
    const list = tile.subject.source === 'screen' ? this.#screens : this.#people;
    list.append(tile.root);
    this.update();
  }

  /** Updates the layout after a tile was added or removed. */
  update(): void {
    this.root.classList.toggle('with-screen', this.#screens.childElementCount > 0);
    this.#people.dataset['count'] = String(this.#people.childElementCount);
    this.#layOut();
  }

  #layOut(): void {
    for (const list of [this.#screens, this.#people]) {
      const { clientWidth, clientHeight, childElementCount } = list;
      const { columns, width, height } = gridLayout(childElementCount, clientWidth, clientHeight, gap);
      // Keeps a row from taking more tiles than it should, so that a shorter last row can be centred.
      const margin = Math.max(0, Math.floor((clientWidth - columns * width - (columns - 1) * gap) / 2) - 1);
      list.style.setProperty('--margin', `${margin}px`);
      list.style.setProperty('--tile-width', `${width}px`);
      list.style.setProperty('--tile-height', `${height}px`);
    }
  }
}
