import { element } from '../ui/element.js';
import { icon, type IconName } from '../ui/icon.js';

/** A round button with a picture and a word below it. */
export class ControlButton {
  readonly root: HTMLButtonElement;
  readonly #picture: HTMLElement;

  /**
   * @param name - the stable name for tests
   * @param picture - what it shows
   * @param label - what it says: always the same, for a switch tells by itself whether it is on
   * @param onPress - what it does; the button rests while that is under way
   */
  constructor(name: string, picture: IconName, label: string, onPress: () => Promise<void> | void) {
    this.#picture = element('span', { className: 'control-picture' }, icon(picture));
    const text = element('span', { className: 'control-label', textContent: label });
    this.root = element('button', { type: 'button', className: 'control', testId: name }, this.#picture, text);
    this.root.addEventListener('click', () => void this.#press(onPress));
  }

  /** A switch that is on or off. */
  set(on: boolean, picture: IconName): void {
    this.root.setAttribute('aria-pressed', String(on));
    this.#picture.replaceChildren(icon(picture));
  }

  /** May this person use it? */
  allow(allowed: boolean): void {
    this.root.disabled = !allowed;
  }

  /** Says what the button does, with its shortcut. */
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
