import { element } from '../ui/element.js';
import { icon, type IconName } from '../ui/icon.js';

/** A round button with an icon and a label below it. */
export class ControlButton {
  readonly root: HTMLButtonElement;
  readonly #picture: HTMLElement;

  /**
   * @param name - the stable name for tests
   * @param picture - the icon
   * @param label - the label: it does not change, because a toggle exposes its state itself
   * @param onPress - the action; the button is disabled while it runs
   */
  constructor(name: string, picture: IconName, label: string, onPress: () => Promise<void> | void) {
    this.#picture = element('span', { className: 'control-picture' }, icon(picture));
    const text = element('span', { className: 'control-label', textContent: label });
    this.root = element('button', { type: 'button', className: 'control', testId: name }, this.#picture, text);
    this.root.addEventListener('click', () => void this.#press(onPress));
  }

  /** Sets the state of a toggle button. */
  set(on: boolean, picture: IconName): void {
    this.root.setAttribute('aria-pressed', String(on));
    this.#picture.replaceChildren(icon(picture));
  }

  /** Enables or disables the button. */
  allow(allowed: boolean): void {
    this.root.disabled = !allowed;
  }

  /** Sets the tooltip: the action and its shortcut. */
  hint(text: string): void {
    this.root.title = text;
  }

  async #press(action: () => Promise<void> | void): Promise<void> {
    if (this.root.getAttribute('aria-busy') === 'true') {
      return;
    }
    this.root.setAttribute('aria-busy', 'true');
    try {
      await action();
    } finally {
      this.root.removeAttribute('aria-busy');
    }
  }
}
