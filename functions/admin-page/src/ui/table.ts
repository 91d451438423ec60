import { element } from './element.js';
import { KeyedList } from './keyed-list.js';

/** A column: its heading, and the content of a cell. */
export interface Column<T> {
  heading: string;
  cell(item: T): Node | string;
  /** The content does not depend on later versions of the item, such as a button that keeps the focus. */
  fixed?: boolean;
}

/** A table whose rows follow a list. It scrolls sideways on a narrow screen. */
export class Table<T> {
  readonly #rows: KeyedList<T>;
  readonly #empty: HTMLElement;
  readonly #scroll: HTMLElement;
  readonly root: HTMLElement;

  /**
   * @param label - the name of the table
   * @param keyOf - the identity of an item
   * @param empty - what to say when there is no item
   */
  constructor(label: string, testId: string, columns: Column<T>[], keyOf: (item: T) => string, empty: string) {
    const body = element('tbody');
    this.#rows = new KeyedList(body, keyOf, (item) => row(columns, keyOf(item), item));
    this.#empty = element('p', { className: 'soft', textContent: empty, hidden: true });
    this.#scroll = element(
      'div',
      { className: 'scroll', tabIndex: 0, hidden: true, attrs: { role: 'region', 'aria-label': label } },
      element(
        'table',
        { testId },
        element('thead', {}, element('tr', {}, ...columns.map(({ heading }) => element('th', { scope: 'col', textContent: heading })))),
        body,
      ),
    );
    this.root = element('div', {}, this.#scroll, this.#empty);
  }

  /** Shows these items. */
  show(items: readonly T[]): void {
    this.#rows.show(items);
    this.#scroll.hidden = items.length === 0;
    this.#empty.hidden = items.length > 0;
  }
}

function row<T>(columns: Column<T>[], key: string, first: T) {
  const cells = columns.map((column) => element('td', {}, ...(column.fixed ? [column.cell(first)] : [])));
  const root = element('tr', {}, ...cells);
  root.dataset['key'] = key;
  return {
    root,
    update: (item: T) =>
      columns.forEach((column, index) => {
        if (!column.fixed) {
          replaceWhenChanged(cells[index]!, column.cell(item));
        }
      }),
  };
}

/** Leaves equal content in place, so that a link keeps the focus. */
function replaceWhenChanged(cell: HTMLElement, content: Node | string): void {
  const next = element('td', {}, content);
  if (!cell.isEqualNode(next)) {
    cell.replaceChildren(...next.childNodes);
  }
}
