import { explain } from '../api/api-error.js';
import type { Room } from '../api/types.js';
import { button, element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { time } from '../ui/time.js';
import { ListView } from './list-view.js';
import { RoomSearch } from './room-search.js';
import { address, type Context, type View } from './view.js';

const pageSize = 50;
const searchPageSize = 500;
const interval = 10_000;

/** The rooms of a service: page by page, or those that match a search. */
export class RoomsView implements View {
  readonly title = 'Rooms';
  readonly #context: Context;
  readonly #text = element('input', { type: 'search', maxLength: 128, testId: 'room-search', placeholder: 'Search by name or id', attrs: { 'aria-label': 'Search by name or id' } });
  readonly #onlyOpen = element('input', { type: 'checkbox', testId: 'only-open' });
  readonly #summary = element('p', { className: 'soft', testId: 'search-summary', attrs: { role: 'status' } });
  readonly #further = button('Search further', 'search-further', () => void this.#step());
  readonly #matches = table('found-rooms', 'No room matches.');
  readonly #results = element('div', { hidden: true }, this.#summary, this.#matches.root, this.#further);
  readonly #list: ListView<Room>;
  #search: RoomSearch | undefined;
  readonly root: HTMLElement;

  constructor(context: Context) {
    this.#context = context;
    this.#list = new ListView(table('rooms', 'There are no rooms.'), (start, signal) => context.tenant.page<Room>('/v1/rooms', pageSize, start, signal), interval);
    const form = element(
      'form',
      { className: 'filter', attrs: { role: 'search' } },
      this.#text,
      element('label', { className: 'check' }, this.#onlyOpen, 'Open rooms only'),
      element('button', { type: 'submit', className: 'secondary', textContent: 'Search', testId: 'search' }),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#start();
    });
    this.root = element('div', {}, form, this.#results, this.#list.root);
    this.#list.start();
  }

  stop(): void {
    this.#search = undefined;
    this.#list.stop();
  }

  async #start(): Promise<void> {
    const text = this.#text.value.trim();
    const isSearch = text !== '' || this.#onlyOpen.checked;
    this.#results.hidden = !isSearch;
    this.#list.root.hidden = isSearch;
    this.#search = isSearch
      ? new RoomSearch(text, this.#onlyOpen.checked, (start) => this.#context.tenant.page<Room>('/v1/rooms', searchPageSize, start))
      : undefined;
    await this.#step();
  }

  async #step(): Promise<void> {
    const search = this.#search;
    if (!search) {
      return;
    }
    this.#summary.textContent = 'Searching…';
    this.#further.hidden = true;
    let problem = '';
    try {
      await search.step();
    } catch (error) {
      problem = ` ${explain(error)}`;
    }
    // Another search may have started, or the view may have ended.
    if (search === this.#search) {
      this.#matches.show(search.found);
      this.#summary.textContent = search.summary + problem;
      this.#further.hidden = !search.hasMore;
    }
  }
}

function table(testId: string, empty: string): Table<Room> {
  return new Table<Room>(
    'Rooms',
    testId,
    [
      { heading: 'Name', cell: ({ id, name }) => element('a', { href: address('rooms', id), textContent: shown(name) || '(no name)' }) },
      { heading: 'Id', cell: ({ id }) => element('code', { textContent: shown(id) }) },
      { heading: 'State', cell: ({ live, locked }) => `${live ? 'open' : 'closed'}${locked ? ', locked' : ''}` },
      { heading: 'Open since', cell: ({ liveSince }) => time(liveSince) },
      { heading: 'Most participants', cell: ({ maxParticipants }) => shown(maxParticipants ?? 'no limit') },
      { heading: 'Policy', cell: ({ policy }) => shown(policy ?? 'default') },
      { heading: 'Created', cell: ({ createdAt }) => time(createdAt) },
    ],
    ({ id }) => id,
    empty,
  );
}
