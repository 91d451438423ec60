import type { NodeInfo } from '../api/types.js';
import type { NodeWatch } from '../live/node-watch.js';
import { confirm } from '../ui/confirm-dialog.js';
import { element } from '../ui/element.js';
import { Freshness } from '../ui/freshness.js';
import { KeyedList } from '../ui/keyed-list.js';
import { shown } from '../ui/shown-text.js';
import { act } from './act.js';
import { NodeCard } from './node-card.js';
import type { Context, View } from './view.js';

/** How long a drain waits by default, in minutes. */
const drainMinutes = 30;
const longestDrain = 7 * 24 * 60;

/** The media nodes. */
export class NodesView implements View {
  readonly title = 'Nodes';
  readonly #context: Context;
  readonly #watch: NodeWatch;
  readonly #freshness = new Freshness();
  readonly #total = element('p', { testId: 'node-total' });
  readonly #list = element('div', { className: 'nodes' });
  readonly #cards: KeyedList<NodeInfo>;
  readonly root = element('div', {}, this.#freshness.root, this.#total, this.#list);

  constructor(context: Context, watch: NodeWatch) {
    this.#context = context;
    this.#watch = watch;
    const actions = { drain: (id: string) => void this.#drain(id), cancelDrain: (id: string) => void this.#cancelDrain(id) };
    this.#cards = new KeyedList(this.#list, ({ id }) => id, (node) => new NodeCard(node, actions, (id) => watch.historyOf(id)));
    if (watch.readAt !== undefined) {
      this.#freshness.ok(watch.readAt);
    }
    watch.listen(() => this.#show());
    this.#show();
  }

  stop(): void {
    this.#watch.listen(undefined);
  }

  #show(): void {
    const { nodes, problem, readAt, isPartial } = this.#watch;
    if (problem) {
      this.#freshness.fail(problem);
    } else if (readAt !== undefined) {
      this.#freshness.ok(readAt);
    }
    const sum = (count: (node: NodeInfo) => number) => nodes.filter(({ alive }) => alive).reduce((all, node) => all + count(node), 0).toLocaleString();
    const more = isPartial ? ' There are more nodes, which are not shown.' : '';
    this.#total.textContent =
      readAt === undefined
        ? 'Reading…'
        : `Nodes: ${nodes.length.toLocaleString()}, open rooms: ${sum(({ rooms }) => rooms)}, participants: ${sum(({ peers }) => peers)}.${more}`;
    this.#cards.show(nodes);
  }

  async #drain(nodeId: string): Promise<void> {
    const minutes = element('input', { type: 'number', min: '0', max: String(longestDrain), value: String(drainMinutes), testId: 'drain-minutes' });
    const field = element('label', { className: 'field' }, element('span', { textContent: 'Minutes until the remaining participants are disconnected' }), minutes);
    const question = `Drain ${shown(nodeId)}? It accepts no new rooms, and asks its clients to move.`;
    if (await confirm(question, 'Drain', field)) {
      const deadlineSeconds = Math.round(Math.min(Math.max(minutes.valueAsNumber || 0, 0), longestDrain) * 60);
      await act(this.#context.notices, `${shown(nodeId)} is asked to drain.`, () => this.#context.api.post(pathOf(nodeId), { deadlineSeconds }));
      this.#watch.refresh();
    }
  }

  async #cancelDrain(nodeId: string): Promise<void> {
    await act(this.#context.notices, `${shown(nodeId)} is asked to accept rooms again.`, () => this.#context.api.delete(pathOf(nodeId)));
    this.#watch.refresh();
  }
}

function pathOf(nodeId: string): string {
  return `/v1/nodes/${encodeURIComponent(nodeId)}/drain`;
}
