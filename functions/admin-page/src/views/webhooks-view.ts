import type { ListPage, Webhook } from '../api/types.js';
import { element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { time } from '../ui/time.js';
import { ListView } from './list-view.js';
import { address, type Context, type View } from './view.js';

const interval = 15_000;

/** The webhooks of a service. */
export class WebhooksView implements View {
  readonly title = 'Webhooks';
  readonly #list: ListView<Webhook>;
  readonly root: HTMLElement;

  constructor({ tenant }: Context) {
    const table = new Table<Webhook>(
      'Webhooks',
      'webhooks',
      [
        { heading: 'Address', cell: ({ id, url }) => element('a', { href: address('webhooks', id), textContent: shown(url, 100) }) },
        { heading: 'State', cell: ({ enabled }) => (enabled ? 'enabled' : 'disabled') },
        { heading: 'Events', cell: ({ events }) => shown(events?.join(', ') ?? 'all', 120) },
        { heading: 'Description', cell: ({ description }) => shown(description ?? '–', 100) },
        { heading: 'Created', cell: ({ createdAt }) => time(createdAt) },
      ],
      ({ id }) => id,
      'There are no webhooks.',
    );
    this.#list = new ListView(table, (_, signal) => tenant.get<ListPage<Webhook>>('/v1/webhooks', signal), interval);
    this.root = this.#list.root;
    this.#list.start();
  }

  stop(): void {
    this.#list.stop();
  }
}
