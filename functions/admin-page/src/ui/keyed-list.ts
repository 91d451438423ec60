/** An element for an item, and how to show another version of the item. */
export interface Row<T> {
  root: HTMLElement;
  update(item: T): void;
}

/** Keeps the children of an element in line with a list: rows that stay are updated in place, so that focus and scroll position stay too. */
export class KeyedList<T> {
  readonly #parent: HTMLElement;
  readonly #keyOf: (item: T) => string;
  readonly #create: (item: T) => Row<T>;
  #rows = new Map<string, Row<T>>();

  /**
   * @param keyOf - the identity of an item
   * @param create - makes the row of a new item; `update` is called right after
   */
  constructor(parent: HTMLElement, keyOf: (item: T) => string, create: (item: T) => Row<T>) {
    this.#parent = parent;
    this.#keyOf = keyOf;
    this.#create = create;
  }

  /** Shows these items, in this order. */
  show(items: readonly T[]): void {
    const rows = new Map<string, Row<T>>();
    for (const item of items) {
      const key = this.#keyOf(item);
      const row = this.#rows.get(key) ?? this.#create(item);
      row.update(item);
      rows.set(key, row);
    }
    this.#rows.forEach((row, key) => rows.get(key) !== row && row.root.remove());
    this.#rows = rows;
    let next: Element | null = this.#parent.firstElementChild;
    for (const { root } of rows.values()) {
      if (root === next) {
        next = next.nextElementSibling;
      } else {
        this.#parent.insertBefore(root, next);
      }
    }
  }
}
