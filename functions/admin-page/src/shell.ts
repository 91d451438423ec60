import { Api } from './api/api.js';
import type { SessionInfo } from './api/types.js';
import { NodeWatch } from './live/node-watch.js';
import { button, element } from './ui/element.js';
import { Notices } from './ui/notices.js';
import { shown } from './ui/shown-text.js';
import { segmentsOf, viewOf } from './views/routes.js';
import { address, type Context, type View } from './views/view.js';

/** The page after signing in: navigation, and one view. */
export class Shell {
  readonly #context: Context;
  readonly #heading = element('h1', { tabIndex: -1, testId: 'heading' });
  readonly #content = element('div');
  readonly #links: HTMLAnchorElement[];
  readonly #acting = element('p', { className: 'notice', hidden: true, testId: 'acting-for' });
  readonly #onHash = () => this.#show();
  #view: View | undefined;
  readonly root: HTMLElement;

  constructor(api: Api, session: SessionInfo, onSignOut: () => void) {
    const nodes = session.isSuperservice ? new NodeWatch(api) : undefined;
    this.#context = { api, tenant: api, session, notices: new Notices(), nodes, actFor: (serviceId) => this.#actFor(serviceId) };
    const names = session.isSuperservice ? ['Nodes', 'Services', 'Rooms', 'Webhooks'] : ['Rooms', 'Webhooks'];
    this.#links = names.map((name) => element('a', { href: address(name.toLowerCase()), textContent: name, testId: `nav-${name.toLowerCase()}` }));
    this.root = element(
      'div',
      { className: 'shell', testId: 'shell' },
      element(
        'header',
        { className: 'top' },
        element('strong', { textContent: 'Signal Hybrid' }),
        element('nav', { attrs: { 'aria-label': 'Views' } }, ...this.#links),
        element('span', { className: 'soft who', textContent: shown(session.serviceId), testId: 'signed-in-as' }),
        button('Sign out', 'sign-out', onSignOut),
      ),
      element('main', {}, this.#acting, this.#heading, this.#content),
      this.#context.notices.root,
    );
    nodes?.start();
    addEventListener('hashchange', this.#onHash);
    if (segmentsOf(location.hash).length === 0) {
      history.replaceState(null, '', this.#links[0]!.href);
    }
    this.#show();
  }

  /** Moves the focus of keyboard and screen reader to the view. */
  focus(): void {
    this.#heading.focus();
  }

  /** Stops reading and removes the page. */
  close(): void {
    removeEventListener('hashchange', this.#onHash);
    this.#view?.stop();
    this.#context.nodes?.stop();
    document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
    this.root.remove();
  }

  #show(): void {
    this.#view?.stop();
    this.#view = viewOf(location.hash, this.#context);
    this.#heading.textContent = this.#view.title;
    document.title = `${this.#view.title} – Signal Hybrid admin`;
    this.#content.replaceChildren(this.#view.root);
    const [name] = segmentsOf(location.hash);
    for (const link of this.#links) {
      if (link.hash === address(name ?? '')) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    }
    this.focus();
  }

  #actFor(serviceId: string | undefined): void {
    this.#context.tenant = this.#context.api.actFor(serviceId);
    this.#acting.hidden = serviceId === undefined;
    this.#acting.replaceChildren(
      `Rooms and webhooks of the service ${shown(serviceId)}. `,
      button('Show the superservice’s own', 'act-for-own', () => this.#actFor(undefined)),
    );
    if (location.hash === address('rooms')) {
      this.#show();
    } else {
      location.hash = address('rooms');
    }
  }
}
