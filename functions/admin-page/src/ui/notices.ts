import { element } from './element.js';

/** How long a notice is shown, in milliseconds. */
const shownFor = 8_000;

/** Short notices about the results of actions, announced by screen readers. */
export class Notices {
  readonly root = element('div', { className: 'notices', testId: 'notices', attrs: { role: 'status' } });

  /** Shows a notice for some seconds. */
  show(text: string, isProblem = false): void {
    const notice = element('p', { className: isProblem ? 'toast problem' : 'toast', textContent: text });
    this.root.replaceChildren(notice);
    setTimeout(() => notice.remove(), shownFor);
  }
}
