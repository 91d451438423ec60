import type { Hub } from '../src/signaling/hub.js';

type Answer = (argument: never) => unknown;

/** A hub connection without a network: the test plays the node. */
export class FakeHub implements Hub {
  readonly calls: { method: string; argument: unknown }[] = [];
  readonly #handlers = new Map<string, (argument: never) => unknown>();
  readonly #closeHandlers: ((error?: Error) => void)[] = [];
  readonly #answers: Record<string, Answer>;
  stopped = false;
  abandoned = false;

  /**
   * @param answers - what the node answers to each method
   * @param onStart - what happens when the connection is opened
   */
  constructor(
    answers: Record<string, Answer> = {},
    readonly onStart: (hub: FakeHub) => Promise<void> | void = () => undefined,
  ) {
    this.#answers = answers;
  }

  async start(): Promise<void> {
    await this.onStart(this);
  }

  async stop(): Promise<void> {
    this.stopped = true;
  }

  async abandon(): Promise<void> {
    this.abandoned = true;
  }

  async invoke<T>(method: string, argument: unknown): Promise<T> {
    this.calls.push({ method, argument });
    const answer = this.#answers[method];
    if (!answer) {
      throw new Error(`Unexpected ${method}`);
    }
    return (await answer(argument as never)) as T;
  }

  on(name: string, handler: (argument: never) => unknown): void {
    this.#handlers.set(name, handler);
  }

  onclose(handler: (error?: Error) => void): void {
    this.#closeHandlers.push(handler);
  }

  /** The node sends a notification, or asks for an answer. */
  send(name: string, argument: unknown): unknown {
    return this.#handlers.get(name)?.(argument as never);
  }

  /** The network breaks. */
  lose(error?: Error): void {
    this.#closeHandlers.forEach((handler) => handler(error));
  }
}

/** A welcome as the node sends it. */
export const welcome = {
  peerId: 'p1',
  roomId: 'r1',
  nodeId: 'n1',
  sessionSecret: 'session.secret',
  resumeGraceSeconds: 30,
  grants: {
    publishAudio: true,
    publishVideo: true,
    publishScreen: true,
    publishData: true,
    subscribe: true,
    hidden: false,
    admin: false,
  },
};
