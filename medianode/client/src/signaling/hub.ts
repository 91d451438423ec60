import {
  HttpTransportType,
  HubConnectionBuilder,
  LogLevel,
  type IHubProtocol,
} from '@microsoft/signalr';
import { webSocketWithTimeout } from './web-socket-timeout.js';

/** The part of a SignalR connection that this package uses. */
export interface Hub {
  start(): Promise<void>;
  /** Ends the connection; the node takes it for leaving. */
  stop(): Promise<void>;
  /** Ends the connection without a word: the session may be taken up again over another one. */
  abandon(): Promise<void>;
  invoke<T>(method: string, argument: unknown): Promise<T>;
  on(name: string, handler: (argument: never) => unknown): void;
  onclose(handler: (error?: Error) => void): void;
}

/** Makes the connection to a node, not started yet. */
export type HubFactory = (url: string, accessToken: string) => Hub;

/** Options of the connection itself. */
export interface HubOptions {
  /** A hub protocol instead of JSON, such as `MessagePackHubProtocol` of `@microsoft/signalr-protocol-msgpack`. */
  hubProtocol?: IHubProtocol;
  /** How much of its work the SignalR client writes to the console. Default: nothing but unhandled errors. */
  logLevel?: LogLevel;
}

/**
 * Makes SignalR connections over WebSocket. A lost one is seen as `onclose`, and the room takes up its session on a
 * new connection: the node keeps what was missed, so SignalR's stateful reconnect is not used.
 */
export function signalRHubs({ hubProtocol, logLevel = LogLevel.None }: HubOptions = {}): HubFactory {
  return (url, accessToken) => {
    let socket: WebSocket | undefined;
    const WebSocket = webSocketWithTimeout((created) => (socket = created));
    const builder = new HubConnectionBuilder()
      .withUrl(url, {
        accessTokenFactory: () => accessToken,
        transport: HttpTransportType.WebSockets,
        withCredentials: false,
        ...(WebSocket ? { WebSocket } : {}),
      })
      // The node sends something at least every ten seconds.
      .withServerTimeout(22_000)
      .withKeepAliveInterval(10_000)
      .configureLogging(logLevel);
    if (hubProtocol) {
      builder.withHubProtocol(hubProtocol);
    }
    const connection = builder.build();
    return {
      start: () => connection.start(),
      stop: () => connection.stop(),
      abandon: () => {
        // A socket that closes sends nothing any more, so that the close message of SignalR does not reach the node.
        socket?.close();
        return connection.stop();
      },
      invoke: (method, argument) => connection.invoke(method, argument),
      on: (name, handler) => connection.on(name, handler as (argument: unknown) => unknown),
      onclose: (handler) => connection.onclose(handler),
    };
  };
}
