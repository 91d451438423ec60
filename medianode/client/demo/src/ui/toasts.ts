import { element } from './element.js';

/** The maximum number of visible notices; the oldest is removed first. */
const most = 4;

/** Short notices at the edge of the screen, announced by screen readers. */
export class Toasts {
  readonly root = element('div', { className: 'toasts', testId: 'toasts', attrs: { role: 'status', 'aria-live': 'polite' } });

  /** Shows a notice for some seconds. The returned function removes it earlier. */
  show(text: string, tone: 'plain' | 'problem' = 'plain'): () => void {
    const toast = element('p', { className: `toast toast-${tone}`, textContent: text });
    this.root.append(toast);
    if (this.root.childElementCount > most) {
      this.root.firstElementChild?.remove();
    }
    const remove = () => toast.remove();
    setTimeout(remove, tone === 'problem' ? 9_000 : 4_000);
    return remove;
  }
}
