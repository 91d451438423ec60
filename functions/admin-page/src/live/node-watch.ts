import type { Api } from '../api/api.js';
import { explain } from '../api/api-error.js';
import type { NodeInfo } from '../api/types.js';
import { Poller } from './poller.js';
import { Series } from './series.js';

const interval = 5_000;
const window = 15 * 60_000;
const pageSize = 500;

/** The most nodes that are watched. */
const mostNodes = 2_000;

/** What is known of a node over time. */
export interface NodeHistory {
  load: Series;
  cpu: Series;
  memory: Series;
  rooms: Series;
  peers: Series;
  /** The CPU of the workers, by process id. */
  workers: Map<number, Series>;
}

/** Reads the nodes every few seconds, and keeps their load while the page is open. */
export class NodeWatch {
  readonly #api: Api;
  readonly #poller = new Poller((signal) => this.#read(signal), interval);
  readonly #histories = new Map<string, NodeHistory>();
  #onChange: (() => void) | undefined;
  nodes: NodeInfo[] = [];
  /** Whether there are more nodes than are watched. */
  isPartial = false;
  /** Why the nodes could not be read; undefined: they could. */
  problem: string | undefined;
  /** When the nodes were read, in milliseconds since 1970. */
  readAt: number | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  start(): void {
    this.#poller.start();
  }

  stop(): void {
    this.#poller.stop();
  }

  /** Reads the nodes at once, after an action. */
  refresh(): void {
    this.#poller.now();
  }

  /** Calls a function after each attempt; undefined: none. */
  listen(onChange: (() => void) | undefined): void {
    this.#onChange = onChange;
  }

  historyOf(nodeId: string): NodeHistory | undefined {
    return this.#histories.get(nodeId);
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      const nodes: NodeInfo[] = [];
      let continuation: string | undefined;
      do {
        const page = await this.#api.page<NodeInfo>('/v1/nodes', pageSize, continuation, signal);
        nodes.push(...page.items);
        continuation = page.continuation;
      } while (continuation && nodes.length < mostNodes);
      this.#take(nodes, continuation !== undefined, Date.now());
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.problem = explain(error);
    }
    this.#onChange?.();
  }

  #take(nodes: NodeInfo[], isPartial: boolean, now: number): void {
    this.nodes = nodes;
    this.isPartial = isPartial;
    this.problem = undefined;
    this.readAt = now;
    const present = new Set(nodes.map(({ id }) => id));
    [...this.#histories.keys()].filter((id) => !present.has(id)).forEach((id) => this.#histories.delete(id));
    // The last report of a node that is away says nothing about its load now.
    nodes.filter(({ alive }) => alive).forEach((node) => this.#add(node, now));
  }

  #add(node: NodeInfo, now: number): void {
    const series = () => new Series(window, 3 * interval);
    let history = this.#histories.get(node.id);
    if (!history) {
      history = { load: series(), cpu: series(), memory: series(), rooms: series(), peers: series(), workers: new Map() };
      this.#histories.set(node.id, history);
    }
    history.load.add(now, node.load);
    history.cpu.add(now, node.cpu);
    history.rooms.add(now, node.rooms);
    history.peers.add(now, node.peers);
    if (node.memory !== undefined) {
      history.memory.add(now, node.memory);
    }
    const { workers } = history;
    const pids = new Set(node.workers.map(({ pid }) => pid));
    [...workers.keys()].filter((pid) => !pids.has(pid)).forEach((pid) => workers.delete(pid));
    for (const { pid, cpu } of node.workers) {
      const values = workers.get(pid) ?? series();
      values.add(now, cpu);
      workers.set(pid, values);
    }
  }
}
