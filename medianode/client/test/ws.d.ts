/** The part of `ws` 7 that the tests use; it comes with the SignalR client. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { Server as HttpServer } from 'node:http';

  class WebSocket extends EventEmitter {
    static readonly Server: new (options: { server: HttpServer }) => EventEmitter;
    send(data: string): void;
  }

  export default WebSocket;
}
