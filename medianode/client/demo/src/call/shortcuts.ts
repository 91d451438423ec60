import { memory } from '../app/memory.js';
import { dialog } from '../ui/dialog.js';
import { element } from '../ui/element.js';

/** A key and its action. */
export interface Shortcut {
  key: string;
  does: string;
  run: () => void;
}

/** Single-key shortcuts: they are off while the user types or a dialog is open, and can be turned off. */
export class Shortcuts {
  readonly #shortcuts: Shortcut[];
  readonly #help: HTMLDialogElement;
  #enabled = memory.get('shortcuts') !== 'off';
  readonly #onKey = (event: KeyboardEvent) => this.#handle(event);

  /** The switch that turns shortcuts off, for the settings. */
  readonly toggle: HTMLElement;

  constructor(shortcuts: Shortcut[]) {
    this.#shortcuts = [...shortcuts, { key: '?', does: 'Show this list', run: () => this.show() }];
    const box = element('input', { type: 'checkbox', checked: this.#enabled, testId: 'shortcuts-enabled' });
    box.addEventListener('change', () => {
      this.#enabled = box.checked;
      memory.set('shortcuts', box.checked ? 'on' : 'off');
    });
    this.toggle = element('label', { className: 'check' }, box, element('span', { textContent: 'Single-key shortcuts (press ? for the list)' }));
    const rows = this.#shortcuts.flatMap(({ key, does }) => [
      element('dt', {}, element('kbd', { textContent: key.toUpperCase() })),
      element('dd', { textContent: does }),
    ]);
    this.#help = dialog('Keyboard shortcuts', 'shortcuts-dialog', element('dl', { className: 'shortcuts' }, ...rows));
  }

  /** The window with the list. */
  get root(): HTMLDialogElement {
    return this.#help;
  }

  show(): void {
    this.#help.showModal();
  }

  start(): void {
    document.addEventListener('keydown', this.#onKey);
  }

  stop(): void {
    document.removeEventListener('keydown', this.#onKey);
  }

  #handle(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector('dialog[open]') || !this.#enabled) {
      return;
    }
    const shortcut = this.#shortcuts.find(({ key }) => key === event.key.toLowerCase());
    if (shortcut) {
      event.preventDefault();
      shortcut.run();
    }
  }
}
