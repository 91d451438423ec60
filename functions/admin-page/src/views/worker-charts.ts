import type { NodeHistory } from '../live/node-watch.js';
import type { WorkerInfo } from '../api/types.js';
import { element } from '../ui/element.js';
import { KeyedList, type Row } from '../ui/keyed-list.js';
import { LineChart } from '../ui/line-chart.js';

/** The CPU of each worker of a node, and what it carries. */
export class WorkerCharts {
  readonly root = element('ul', { className: 'workers' });
  #history: NodeHistory | undefined;
  #now = 0;
  readonly #rows = new KeyedList<WorkerInfo>(this.root, ({ pid }) => String(pid), () => this.#row());

  show(workers: WorkerInfo[], history: NodeHistory | undefined, now: number): void {
    this.#history = history;
    this.#now = now;
    this.#rows.show(workers);
  }

  #row(): Row<WorkerInfo> {
    const chart = new LineChart('CPU', percent, 1);
    const text = element('p', { className: 'soft' });
    return {
      root: element('li', { testId: 'worker' }, chart.root, text),
      update: ({ pid, routers, transports, producers, consumers }) => {
        const cpu = this.#history?.workers.get(pid);
        if (cpu) {
          chart.show(cpu, this.#now);
        }
        text.textContent = `Worker ${pid}: ${routers} routers, ${transports} transports, ${producers} producers, ${consumers} consumers`;
      },
    };
  }
}

/** A share as a percentage. */
export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
