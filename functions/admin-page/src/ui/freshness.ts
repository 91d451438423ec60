import { element } from './element.js';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Says how old the shown data is, and why it is not newer. */
export class Freshness {
  readonly #age = element('p', { className: 'soft', testId: 'freshness' });
  readonly #problem = element('p', { className: 'problem', hidden: true, testId: 'stale', attrs: { role: 'alert' } });
  readonly root = element('div', {}, this.#age, this.#problem);
  #updated: string | undefined;

  /** The data was read at that time, in milliseconds since 1970. */
  ok(at = Date.now()): void {
    this.#updated = clock.format(at);
    this.#age.textContent = `Updated ${this.#updated}`;
    this.#problem.hidden = true;
  }

  /** The data could not be read. */
  fail(reason: string): void {
    const text = this.#updated ? `Not updated since ${this.#updated}: ${reason}` : reason;
    // An alert is announced when its text changes, not with every attempt.
    if (this.#problem.hidden || this.#problem.textContent !== text) {
      this.#problem.textContent = text;
    }
    this.#problem.hidden = false;
    this.#age.textContent = '';
  }
}
