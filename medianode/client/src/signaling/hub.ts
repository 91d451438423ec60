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
  stop(): Promise<void>;
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
    const WebSocket = webSocketWithTimeout();
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
    return builder.build();
  };
}
