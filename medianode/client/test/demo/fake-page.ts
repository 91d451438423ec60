import { vi } from 'vitest';

/** An element without a browser. Its properties are those that the page sets; events reach it regardless of its state. */
export class FakeElement extends EventTarget {
  readonly dataset: Record<string, string> = {};
  #children: FakeElement[] = [];
  #parent: FakeElement | undefined;
  disabled = false;
  value = '';
  checked = false;
  srcObject: { tracks: object[] } | null = null;

  constructor(readonly tag: string) {
    super();
  }

  append(...nodes: unknown[]): void {
    for (const node of nodes) {
      if (node instanceof FakeElement) {
        node.#parent = this;
        this.#children.push(node);
      }
    }
  }

  replaceChildren(...nodes: unknown[]): void {
    this.#children = [];
    this.append(...nodes);
  }

  remove(): void {
    if (this.#parent) {
      this.#parent.#children = this.#parent.#children.filter((child) => child !== this);
    }
  }

  setAttribute(): void {}

  focus(): void {}

  get classList() {
    return { add: () => undefined, toggle: () => undefined };
  }

  /** The elements of these tags within this one, at any depth. */
  all(...tags: string[]): FakeElement[] {
    return this.#children.flatMap((child) => [...(tags.includes(child.tag) ? [child] : []), ...child.all(...tags)]);
  }

  /** Whether the user can operate the control: neither it nor a fieldset around it is disabled. */
  get operable(): boolean {
    return !this.disabled && (!this.#parent || this.#parent.operable);
  }
}

/** Replaces the document, and returns its body. */
export function stubPage(): FakeElement {
  const body = new FakeElement('body');
  const create = (tag: string) => new FakeElement(tag);
  vi.stubGlobal('document', { body, createElement: create, createElementNS: (_: string, tag: string) => create(tag) });
  vi.stubGlobal('MediaStream', class { constructor(readonly tracks: object[]) {} });
  return body;
}
