import { element } from './element.js';
import { KeyedList } from './keyed-list.js';

/** A column: its heading, and the content of a cell. */
export interface Column<T> {
  heading: string;
  cell(item: T): Node | string;
  /** The content does not depend on later versions of the item, such as a button that keeps the focus. */
  fixed?: boolean;
}

/** A table whose rows follow a list. On a phone each row becomes a card whose values have their headings beside them (styles/tables.css). */
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
    const body = element('tbody', { attrs: { role: 'rowgroup' } });
    this.#rows = new KeyedList(body, keyOf, (item) => row(columns, keyOf(item), item));
    this.#empty = element('p', { className: 'soft', textContent: empty, hidden: true });
    this.#scroll = element(
      'div',
      { className: 'scroll', tabIndex: 0, hidden: true, attrs: { role: 'region', 'aria-label': label } },
      element(
        'table',
        { testId, attrs: { role: 'table' } },
        element('thead', { attrs: { role: 'rowgroup' } }, headings(columns)),
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

/** With another layout than that of a table, browsers forget the roles of its elements: they are explicit. */
function headings<T>(columns: Column<T>[]): HTMLElement {
  return element(
    'tr',
    { attrs: { role: 'row' } },
    ...columns.map(({ heading }) => element('th', { scope: 'col', textContent: heading, attrs: { role: 'columnheader' } })),
  );
}

function cell({ heading }: { heading: string }, ...content: (Node | string)[]): HTMLElement {
  return element('td', { attrs: { role: 'cell', 'data-heading': heading } }, ...content);
}

function row<T>(columns: Column<T>[], key: string, first: T) {
  const cells = columns.map((column) => cell(column, ...(column.fixed ? [column.cell(first)] : [])));
  const root = element('tr', { attrs: { role: 'row' } }, ...cells);
  root.dataset['key'] = key;
  return {
    root,
    update: (item: T) =>
      columns.forEach((column, index) => {
        if (!column.fixed) {
          replaceWhenChanged(cells[index]!, cell(column, column.cell(item)));
        }
      }),
  };
}

/** Leaves equal content in place, so that a link keeps the focus. */
function replaceWhenChanged(current: HTMLElement, next: HTMLElement): void {
  if (!current.isEqualNode(next)) {
    current.replaceChildren(...next.childNodes);
  }
}
