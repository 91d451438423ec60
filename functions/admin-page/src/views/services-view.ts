import type { Service } from '../api/types.js';
import { button, element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { time } from '../ui/time.js';
import { ListView } from './list-view.js';
import type { Context, View } from './view.js';

const pageSize = 50;
const interval = 15_000;

/** The services, whose rooms and webhooks the superservice can look at. */
export class ServicesView implements View {
  readonly title = 'Services';
  readonly #list: ListView<Service>;
  readonly root: HTMLElement;

  constructor({ api, actFor }: Context) {
    const table = new Table<Service>(
      'Services',
      'services',
      [
        { heading: 'Name', cell: ({ name }) => shown(name) },
        { heading: 'Id', cell: ({ id }) => element('code', { textContent: shown(id) }) },
        { heading: 'Most rooms', cell: ({ maxRooms }) => shown(maxRooms ?? 'no limit') },
        { heading: 'Most participants', cell: ({ maxParticipants }) => shown(maxParticipants ?? 'no limit') },
        { heading: 'Created', cell: ({ createdAt }) => time(createdAt) },
        {
          heading: 'Actions',
          fixed: true,
          cell: ({ id, name }) => {
            const made = button('Show rooms', 'act-for', () => actFor(id));
            made.setAttribute('aria-label', `Show rooms of ${shown(name)}`);
            return made;
          },
        },
      ],
      ({ id }) => id,
      'There are no services.',
    );
    this.#list = new ListView(table, (start, signal) => api.page<Service>('/v1/services', pageSize, start, signal), interval);
    this.root = this.#list.root;
    this.#list.start();
  }

  stop(): void {
    this.#list.stop();
  }
}
