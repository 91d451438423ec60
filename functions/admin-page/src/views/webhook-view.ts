import type { DeadLetter } from '../api/types.js';
import { confirm } from '../ui/confirm-dialog.js';
import { button, element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { time } from '../ui/time.js';
import { act } from './act.js';
import { ListView } from './list-view.js';
import type { Context, View } from './view.js';

const pageSize = 25;
const interval = 10_000;

/** The most characters of an event that are shown. */
const mostOfEvent = 2_000;

/** One webhook: the events that it did not accept. */
export class WebhookView implements View {
  readonly title = 'Webhook';
  readonly #context: Context;
  readonly #path: string;
  readonly #letters: ListView<DeadLetter>;
  readonly root: HTMLElement;

  constructor(context: Context, webhookId: string) {
    this.#context = context;
    this.#path = `/v1/webhooks/${encodeURIComponent(webhookId)}`;
    const table = new Table<DeadLetter>(
      'Dead letters',
      'dead-letters',
      [
        { heading: 'Event', cell: ({ type }) => shown(type) },
        { heading: 'Accepted', cell: ({ acceptedAt }) => time(acceptedAt) },
        { heading: 'Given up', cell: ({ diedAt }) => time(diedAt) },
        { heading: 'Attempts', cell: ({ attempts }) => shown(attempts) },
        { heading: 'Last error', cell: ({ lastError }) => shown(lastError ?? '–', 160) },
        {
          heading: 'Content',
          fixed: true,
          cell: ({ event }) => element('details', {}, element('summary', { textContent: 'Show' }), element('code', { textContent: shown(JSON.stringify(event), mostOfEvent) })),
        },
        { heading: 'Actions', fixed: true, cell: (letter) => named(button('Replay', 'replay', () => void this.#replay(letter)), letter) },
      ],
      ({ id }) => id,
      'There are no dead letters: all events were delivered.',
    );
    this.#letters = new ListView(table, (start, signal) => context.tenant.page<DeadLetter>(`${this.#path}/dead-letters`, pageSize, start, signal), interval);
    this.root = element(
      'div',
      {},
      element(
        'div',
        { className: 'actions' },
        button('Send a ping', 'ping', () => void this.#ping()),
        button('Replay all', 'replay-all', () => void this.#replayAll()),
      ),
      element('h2', { textContent: 'Dead letters' }),
      this.#letters.root,
    );
    this.#letters.start();
  }

  stop(): void {
    this.#letters.stop();
  }

  async #ping(): Promise<void> {
    await act(this.#context.notices, 'A ping was queued.', () => this.#context.tenant.post(`${this.#path}/ping`));
  }

  async #replay({ id }: DeadLetter): Promise<void> {
    await act(this.#context.notices, 'The event is delivered again.', () => this.#context.tenant.post(`${this.#path}/dead-letters/${encodeURIComponent(id)}/replay`));
    this.#letters.refresh();
  }

  async #replayAll(): Promise<void> {
    if (await confirm('Deliver the oldest 1000 dead letters again?', 'Replay')) {
      await act(this.#context.notices, 'The events are delivered again.', () => this.#context.tenant.post(`${this.#path}/dead-letters/replay`));
      this.#letters.refresh();
    }
  }
}

function named(made: HTMLButtonElement, { type, acceptedAt }: DeadLetter): HTMLButtonElement {
  made.setAttribute('aria-label', `Replay ${shown(type)} of ${shown(acceptedAt)}`);
  return made;
}
