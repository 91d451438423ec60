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
  /** Closes the connection; the node treats it as leaving. */
  stop(): Promise<void>;
  /** Closes the connection without a close message: the session can be resumed over another one. */
  abandon(): Promise<void>;
  invoke<T>(method: string, argument: unknown): Promise<T>;
  on(name: string, handler: (argument: never) => unknown): void;
  onclose(handler: (error?: Error) => void): void;
}

/** Creates the connection to a node, not started yet. */
export type HubFactory = (url: string, accessToken: string) => Hub;

/** Options of the connection itself. */
export interface HubOptions {
  /** A hub protocol instead of JSON, such as `MessagePackHubProtocol` of `@microsoft/signalr-protocol-msgpack`. */
  hubProtocol?: IHubProtocol;
  /** The log level of the SignalR client for the console. Default: unhandled errors only. */
  logLevel?: LogLevel;
}

/**
 * Creates SignalR connections over WebSocket. A lost one is reported as `onclose`, and the room resumes its session on a
 * new connection: the node keeps the missed messages, so SignalR's stateful reconnect is not used.
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
        // A closing socket sends nothing, so that the close message of SignalR does not reach the node.
        socket?.close();
        return connection.stop();
      },
      invoke: (method, argument) => connection.invoke(method, argument),
      on: (name, handler) => connection.on(name, handler as (argument: unknown) => unknown),
      onclose: (handler) => connection.onclose(handler),
    };
  };
}
