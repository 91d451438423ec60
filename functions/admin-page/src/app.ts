import { Api } from './api/api.js';
import { ApiError, explain } from './api/api-error.js';
import type { SessionInfo } from './api/types.js';
import type { SessionToken } from './session/session-token.js';
import { SignInScreen } from './session/sign-in-screen.js';
import { Shell } from './shell.js';

/** The application: the sign-in form, or the page. The token is in memory only, and gone with the page. */
export class App {
  readonly #parent: HTMLElement;
  #shell: Shell | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  start(): void {
    this.#signOut(undefined);
  }

  #signOut(reason: string | undefined): void {
    clearTimeout(this.#expiry);
    this.#shell?.close();
    this.#shell = undefined;
    const screen: SignInScreen = new SignInScreen(reason, (token) => this.#signIn(screen, token));
    document.title = 'Signal Hybrid admin';
    this.#parent.replaceChildren(screen.root);
    screen.root.querySelector<HTMLElement>(reason ? 'h1' : 'input')?.focus();
  }

  async #signIn(screen: SignInScreen, { token, expiresAt }: SessionToken): Promise<void> {
    const api = new Api(token, () => {
      if (this.#shell) {
        this.#signOut('The control plane no longer accepts this session. Sign in again.');
      }
    });
    try {
      const session = await api.get<SessionInfo>('/console/api/session');
      this.#expiry = setTimeout(() => this.#signOut('Your session has expired. Sign in again.'), expiresAt - Date.now());
      this.#shell = new Shell(api, session, () => this.#signOut(undefined));
      this.#parent.replaceChildren(this.#shell.root);
      this.#shell.focus();
    } catch (error) {
      const refused = error instanceof ApiError && error.status === 401;
      screen.fail(refused ? 'Signing in was refused. Check the service id, the key, and the clock of this machine.' : explain(error));
    }
  }
}
