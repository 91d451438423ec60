import { element } from '../ui/element.js';
import { readSession, signSession, type SessionToken } from './session-token.js';

/** The form for signing in with a service key, or with a token that was made elsewhere. */
export class SignInScreen {
  readonly #service = element('input', { required: true, maxLength: 64, spellcheck: false, testId: 'service-id', attrs: { autocomplete: 'username', autocapitalize: 'off' } });
  readonly #key = element('input', { type: 'password', required: true, testId: 'service-key', attrs: { autocomplete: 'off' } });
  readonly #token = element('textarea', { required: true, rows: 4, maxLength: 4_096, spellcheck: false, testId: 'session-token', attrs: { autocomplete: 'off' } });
  readonly #problem = element('p', { className: 'problem', hidden: true, testId: 'sign-in-problem', attrs: { role: 'alert' } });
  readonly #onToken: (token: SessionToken) => Promise<void>;
  readonly root: HTMLElement;

  /**
   * @param reason - why the user has to sign in again, if so
   * @param onToken - signs in; a rejection is shown by {@link SignInScreen.fail}
   */
  constructor(reason: string | undefined, onToken: (token: SessionToken) => Promise<void>) {
    this.#onToken = onToken;
    const byKey = form(
      'sign-in-by-key',
      field('Service id', this.#service),
      field('Service key', this.#key),
      element('button', { type: 'submit', className: 'primary', textContent: 'Sign in', testId: 'sign-in' }),
    );
    byKey.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#signIn();
    });
    const byToken = form(
      'sign-in-by-token',
      field('Session token', this.#token),
      element('button', { type: 'submit', className: 'secondary', textContent: 'Sign in with the token', testId: 'sign-in-with-token' }),
    );
    byToken.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#useToken();
    });
    this.root = element(
      'main',
      { className: 'sign-in', testId: 'sign-in-screen' },
      element('h1', { textContent: 'Signal Hybrid admin', tabIndex: -1 }),
      ...(reason ? [element('p', { className: 'notice', testId: 'sign-in-reason', textContent: reason, attrs: { role: 'status' } })] : []),
      this.#problem,
      byKey,
      element('p', {
        className: 'soft',
        textContent: 'The key does not leave this page: it signs a token for one hour, which is kept in memory until you close or reload the page.',
      }),
      element('details', {}, element('summary', { textContent: 'Sign in with a token instead' }), byToken),
    );
  }

  /** Shows that signing in failed. */
  fail(text: string): void {
    this.#problem.textContent = text;
    this.#problem.hidden = false;
  }

  async #signIn(): Promise<void> {
    const token = await signSession(this.#service.value.trim(), this.#key.value.trim());
    this.#key.value = '';
    await this.#onToken(token);
  }

  async #useToken(): Promise<void> {
    const token = readSession(this.#token.value);
    this.#token.value = '';
    if (token) {
      await this.#onToken(token);
    } else {
      this.fail('This is not a session token of the admin page.');
    }
  }
}

function form(testId: string, ...children: Node[]): HTMLFormElement {
  return element('form', { className: 'card', testId }, ...children);
}

function field(label: string, input: HTMLElement): HTMLElement {
  return element('label', { className: 'field' }, element('span', { textContent: label }), input);
}
