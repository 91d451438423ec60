import { ErrorCode } from '../errors/error-code.js';
import { parseConnectError, parseHubError } from '../errors/parse-hub-error.js';
import { ConnectionError, SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import { withDeadline } from '../concurrency/deadline.js';
import type { Hub, HubFactory } from './hub.js';
import type { Requests, Resumed } from './requests.js';
import { serverEventNames, serverRequestNames, type ServerEvents, type ServerRequests, type Welcome } from './server-events.js';

/** The events of the channel besides the node's notifications. */
interface ChannelEvents {
  /** The connection ended, but not through {@link SignalingChannel.disconnect}. */
  lost: Error | undefined;
}

/** The timeout for closing a connection, in milliseconds. */
const closeTimeout = 1_000;

/** The timeout for the answer to {@link SignalingChannel.probe}, in milliseconds. */
const probeTimeout = 2_000;

type Handlers = { [Name in keyof ServerRequests]?: (offer: ServerRequests[Name]) => Promise<void> };

/**
 * Requests to, and notifications from, one media node. The channel outlives its connection: a new one may
 * replace a lost one, and listeners stay registered.
 */
export class SignalingChannel extends Emitter<ServerEvents & ChannelEvents> {
  readonly #openHub: HubFactory;
  readonly #timeout: number;
  readonly #handlers: Handlers = {};
  #hub: Hub | undefined;
  /** Rejects the pending requests of the current connection when another one replaces it. */
  #replaced = new AbortController();
  #established = false;
  #probing = false;
  /** The number of messages received in the session, so that the node knows after a gap which ones were lost. */
  #received = 0;
  #lostBy: Error | undefined;

  /** @param timeout - the timeout of requests and of connecting, in milliseconds */
  constructor(openHub: HubFactory, timeout: number) {
    super();
    this.#openHub = openHub;
    this.#timeout = timeout;
  }

  /** Whether there is a connection with a session. */
  get connected(): boolean {
    return this.#hub !== undefined && this.#established;
  }

  /** Sets the handler of a request of the node. */
  answer<Name extends keyof ServerRequests>(name: Name, handler: (offer: ServerRequests[Name]) => Promise<void>): void {
    this.#handlers[name] = handler as Handlers[Name];
  }

  /**
   * Connects with a token and waits for the node's welcome.
   *
   * @throws {@link ConnectionError} when the node cannot be reached or refuses the token
   */
  async connect(url: string, token: string): Promise<Welcome> {
    let stop: (() => void) | undefined;
    const welcome = new Promise<Welcome>((resolve, reject) => {
      const stops = [
        this.once('welcome', resolve),
        this.once('lost', (error) => reject(parseConnectError(error ?? closedByNode()))),
      ];
      stop = () => stops.forEach((off) => off());
    });
    welcome.catch(() => undefined);
    this.#received = 0;
    try {
      await this.#open(url, token);
      return await withDeadline(welcome, this.#timeout, 'The welcome');
    } catch (error) {
      await this.disconnect();
      throw error;
    } finally {
      stop?.();
    }
  }

  /**
   * Opens another connection and resumes the session of an earlier one. The node repeats the messages that were lost in between.
   *
   * @throws {@link ConnectionError} like {@link SignalingChannel.connect}; {@link RequestError} when the session no longer exists
   */
  async resume(url: string, session: { peerId: string; sessionSecret: string }): Promise<Resumed> {
    // The token is in the URL, which proxies log: the part of the secret before its key opens the connection.
    const hub = await this.#open(url, session.sessionSecret.split('.', 2).join('.'));
    // The node may have executed a request that it is slow to answer, and a session has one connection: wait longer than for other answers.
    const resumed = await this.request('resume', { ...session, lastSequence: this.#received }, 3 * this.#timeout);
    this.#assertCurrent(hub);
    this.#established = true;
    return resumed;
  }

  /**
   * Checks that the node still answers. A connection on which no answer comes within {@link probeTimeout} counts as lost:
   * the socket of a hanging host can stay open for a long time.
   */
  async probe(): Promise<void> {
    const hub = this.#hub;
    if (!hub || !this.#established || this.#probing) {
      return;
    }
    this.#probing = true;
    try {
      // Answered by the node itself, without its media worker.
      await this.request('getRouterRtpCapabilities', {}, probeTimeout);
    } catch (error) {
      if (this.#hub === hub && error instanceof SignalError && error.code === ErrorCode.TimedOut) {
        // When the host recovers, it must not treat the end of this connection as the end of the session.
        void this.#end((lost) => lost.abandon());
        this.emit('lost', error);
      }
    } finally {
      this.#probing = false;
    }
  }

  async #open(url: string, token: string): Promise<Hub> {
    void this.disconnect();
    const hub = this.#openHub(url, token);
    this.#attach(hub);
    try {
      await this.#unlessReplaced(withDeadline(hub.start(), this.#timeout, 'Connecting'));
    } catch (error) {
      if (this.#hub === hub) {
        this.#hub = undefined;
      }
      void hub.stop().catch(() => undefined);
      throw parseConnectError(error);
    }
    this.#assertCurrent(hub);
    return hub;
  }

  #assertCurrent(hub: Hub): void {
    if (this.#hub !== hub) {
      throw parseConnectError(this.#lostBy ?? closedByNode());
    }
  }

  /** Pending requests of a replaced connection fail at once: a hanging host would delay them for a long time. */
  #unlessReplaced<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#replaced;
    return new Promise((resolve, reject) => {
      const stop = () => reject(closedByNode());
      signal.addEventListener('abort', stop);
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param timeout - the timeout of the answer, in milliseconds
   * @throws {@link RequestError} with the node's code; {@link ConnectionError} when there is no connection
   */
  async request<Name extends keyof Requests>(
    name: Name,
    input: Requests[Name]['input'],
    timeout = this.#timeout,
  ): Promise<Requests[Name]['output']> {
    const hub = this.#hub;
    if (!hub) {
      throw new ConnectionError(ErrorCode.Disconnected, `No connection for ${name}.`);
    }
    try {
      return await this.#unlessReplaced(withDeadline(hub.invoke<Requests[Name]['output']>(name, input), timeout, name));
    } catch (error) {
      throw parseHubError(name, error);
    }
  }

  /** Closes the connection for good; no `lost` follows. */
  async disconnect(): Promise<void> {
    await this.#end((hub) => hub.stop());
  }

  async #end(close: (hub: Hub) => Promise<void>): Promise<void> {
    const hub = this.#hub;
    this.#hub = undefined;
    this.#replaced.abort();
    if (hub) {
      await withDeadline(close(hub), closeTimeout, 'Closing').catch(() => undefined);
    }
  }

  #attach(hub: Hub): void {
    this.#hub = hub;
    this.#replaced = new AbortController();
    this.#established = false;
    this.#lostBy = undefined;
    for (const name of serverEventNames) {
      hub.on(name, (data: never) => {
        if (this.#hub === hub) {
          this.#received++;
          this.#established ||= name === 'welcome';
          this.emit(name, data);
        }
      });
    }
    for (const name of serverRequestNames) {
      hub.on(name, (offer: never) => this.#respond(hub, name, offer));
    }
    hub.onclose((error) => {
      if (this.#hub === hub) {
        this.#hub = undefined;
        this.#lostBy = error;
        this.emit('lost', error);
      }
    });
  }

  async #respond<Name extends keyof ServerRequests>(hub: Hub, name: Name, offer: ServerRequests[Name]): Promise<object> {
    const handler = this.#handlers[name];
    if (!handler || this.#hub !== hub) {
      throw new Error(`No handler for ${name}.`);
    }
    this.#received++;
    await handler(offer);
    return {};
  }
}

function closedByNode(): ConnectionError {
  return new ConnectionError(ErrorCode.Disconnected, 'The node closed the connection.');
}
