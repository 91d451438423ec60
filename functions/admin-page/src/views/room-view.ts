import { ApiError, explain } from '../api/api-error.js';
import type { HistoryEntry, ListPage, Participant, Room } from '../api/types.js';
import { Poller } from '../live/poller.js';
import { QualityWatch } from '../live/quality-watch.js';
import { confirm } from '../ui/confirm-dialog.js';
import { element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { time } from '../ui/time.js';
import { act } from './act.js';
import { showConnection } from './connection-dialog.js';
import { historyTable, withNames } from './history-table.js';
import { ListView } from './list-view.js';
import { moveParticipant } from './move-participant.js';
import { moveRoomButton } from './move-room.js';
import { participantsTable } from './participants-table.js';
import type { Context, View } from './view.js';

const pageSize = 50;
const interval = 5_000;

/** One room: its participants, and who came and went. */
export class RoomView implements View {
  readonly title = 'Room';
  readonly #context: Context;
  readonly #path: string;
  readonly #facts = element('dl', { className: 'facts', testId: 'room-facts' });
  readonly #problem = element('p', { className: 'problem', hidden: true, testId: 'room-problem', attrs: { role: 'alert' } });
  readonly #qualityProblem = element('p', { className: 'problem', hidden: true, testId: 'quality-problem', attrs: { role: 'status' } });
  readonly #participants: ListView<Participant>;
  readonly #quality: QualityWatch;
  readonly #history: ListView<HistoryEntry>;
  readonly #poller: Poller;
  readonly root: HTMLElement;

  constructor(context: Context, roomId: string) {
    this.#context = context;
    const id = encodeURIComponent(roomId);
    this.#path = `/v1/rooms/${id}`;
    const { tenant } = context;
    const connections = `/console/api/rooms/${id}`;
    this.#quality = new QualityWatch(tenant, connections, () => this.#showQuality(), interval);
    this.#participants = new ListView(
      participantsTable(
        {
          inspect: (participant) => showConnection(tenant, connections, participant),
          mute: (participant) => void this.#mute(participant),
          kick: (participant) => void this.#kick(participant),
          move: (participant) => void moveParticipant(context, roomId, participant),
        },
        (peerId) => this.#quality.of(peerId),
      ),
      async (start, signal) => {
        const page = await tenant.page<Participant>(`${this.#path}/participants`, pageSize, start, signal);
        this.#quality.watch(page.items.map(({ peerId }) => peerId));
        return page;
      },
      interval,
    );
    this.#history = new ListView(
      historyTable(),
      async (_, signal) => ({ items: withNames((await tenant.get<ListPage<HistoryEntry>>(`/console/api/rooms/${id}/history`, signal)).items) }),
      interval,
    );
    this.#poller = new Poller((signal) => this.#read(signal), interval);
    this.root = element(
      'div',
      {},
      this.#problem,
      this.#facts,
      ...moveRoomButton(context, roomId),
      element('h2', { textContent: 'Participants' }),
      this.#qualityProblem,
      this.#participants.root,
      element('h2', { textContent: 'History' }),
      this.#history.root,
    );
    [this.#poller, this.#participants, this.#quality, this.#history].forEach((part) => part.start());
  }

  stop(): void {
    [this.#poller, this.#participants, this.#quality, this.#history].forEach((part) => part.stop());
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      this.#show(await this.#context.tenant.get<Room>(this.#path, signal));
      this.#problem.hidden = true;
    } catch (error) {
      if (!signal.aborted) {
        this.#problem.textContent = error instanceof ApiError && error.status === 404 ? 'The room does not exist, or was deleted.' : explain(error);
        this.#problem.hidden = false;
      }
    }
  }

  #showQuality(): void {
    const { problem } = this.#quality;
    const text = problem && `The quality of connections is unknown: ${problem}`;
    // A status is announced when its text changes, not with every attempt.
    if (this.#qualityProblem.textContent !== text) {
      this.#qualityProblem.textContent = text;
    }
    this.#qualityProblem.hidden = text === '';
    this.#participants.redraw();
  }

  #show(room: Room): void {
    const facts: [string, Node | string][] = [
      ['Name', shown(room.name, 128)],
      ['Id', shown(room.id)],
      ['State', `${room.live ? 'open' : 'closed'}${room.locked ? ', locked' : ''}`],
      ['Open since', time(room.liveSince)],
      ['Most participants', shown(room.maxParticipants ?? 'no limit')],
      ['Created', time(room.createdAt)],
      ['Metadata', shown(room.metadata ?? '–', 200)],
    ];
    this.#facts.replaceChildren(...facts.flatMap(([name, value]) => [element('dt', { textContent: name }), element('dd', {}, value)]));
  }

  async #mute(participant: Participant): Promise<void> {
    await act(this.#context.notices, `${nameOf(participant)} was muted.`, () => this.#context.tenant.post(`${this.#pathOf(participant)}/mute`, { muted: true }));
    this.#participants.refresh();
  }

  async #kick(participant: Participant): Promise<void> {
    const reason = element('input', { maxLength: 256, testId: 'kick-reason' });
    const field = element('label', { className: 'field' }, element('span', { textContent: 'Reason, which the user sees (optional)' }), reason);
    if (await confirm(`Remove ${nameOf(participant)} from the room?`, 'Kick', field)) {
      const query = reason.value.trim() ? `?${new URLSearchParams({ reason: reason.value.trim() })}` : '';
      await act(this.#context.notices, `${nameOf(participant)} was removed.`, () => this.#context.tenant.delete(this.#pathOf(participant) + query));
      this.#participants.refresh();
    }
  }

  #pathOf({ userId }: Participant): string {
    return `${this.#path}/participants/${encodeURIComponent(userId)}`;
  }
}

function nameOf({ name, userId }: Participant): string {
  return shown(name || userId);
}
