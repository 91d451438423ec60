import type { NodeInfo } from '../api/types.js';
import type { NodeHistory } from '../live/node-watch.js';
import { button, element } from '../ui/element.js';
import type { Row } from '../ui/keyed-list.js';
import { LineChart } from '../ui/line-chart.js';
import { shown } from '../ui/shown-text.js';
import { duration } from '../ui/time.js';
import { quarantineText, stateText } from './node-state.js';
import { percent, WorkerCharts } from './worker-charts.js';

const measures = ['load', 'cpu', 'memory', 'rooms', 'peers'] as const;

/** What the user can do with a node. */
export interface NodeActions {
  drain(nodeId: string): void;
  cancelDrain(nodeId: string): void;
}

/** One media node with its load over time. */
export class NodeCard implements Row<NodeInfo> {
  readonly #state = element('p', { testId: 'node-state' });
  readonly #quarantine = element('p', { className: 'problem', testId: 'node-quarantine', hidden: true });
  readonly #facts = element('p', { className: 'soft' });
  readonly #charts = {
    load: new LineChart('Load', percent, 1),
    cpu: new LineChart('CPU', percent, 1),
    memory: new LineChart('Memory', percent, 1),
    rooms: new LineChart('Rooms', String, 10),
    peers: new LineChart('Participants', String, 10),
  };
  readonly #workers = new WorkerCharts();
  readonly #drain: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #historyOf: (nodeId: string) => NodeHistory | undefined;
  readonly root: HTMLElement;

  constructor({ id }: NodeInfo, actions: NodeActions, historyOf: (nodeId: string) => NodeHistory | undefined) {
    this.#historyOf = historyOf;
    this.#drain = button('Drain…', 'drain', () => actions.drain(id));
    this.#cancel = button('Cancel the drain', 'cancel-drain', () => actions.cancelDrain(id));
    this.#drain.setAttribute('aria-label', `Drain ${shown(id)}…`);
    this.#cancel.setAttribute('aria-label', `Cancel the drain of ${shown(id)}`);
    this.root = element(
      'section',
      { className: 'card node', testId: 'node', attrs: { 'aria-label': `Node ${shown(id)}` } },
      element('h2', { textContent: shown(id) }),
      this.#state,
      this.#quarantine,
      this.#facts,
      element('div', { className: 'charts' }, ...measures.map((name) => this.#charts[name].root)),
      element('details', {}, element('summary', { textContent: 'Workers' }), this.#workers.root),
      element('div', { className: 'actions' }, this.#drain, this.#cancel),
    );
    this.root.dataset['nodeId'] = id;
  }

  update(node: NodeInfo): void {
    const now = Date.now();
    const draining = node.state === 'draining' || node.drainDeadline !== undefined;
    this.root.dataset['state'] = node.state;
    this.root.dataset['alive'] = String(node.alive);
    this.#state.textContent = stateText(node, now);
    this.#quarantine.textContent = quarantineText(node, now);
    this.#quarantine.hidden = node.quarantine === undefined;
    this.#facts.textContent = `${node.region ? `Region ${shown(node.region)}, ` : ''}version ${shown(node.version, 30)}, running for ${duration(now - Date.parse(node.startedAt))}, ${shown(node.url, 100)}`;
    this.#drain.disabled = !node.alive || node.state !== 'serving' || draining;
    this.#cancel.hidden = !draining;
    const history = this.#historyOf(node.id);
    if (history) {
      measures.forEach((name) => this.#charts[name].show(history[name], now));
    }
    this.#workers.show(node.workers, history, now);
  }
}
