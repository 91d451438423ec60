import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import WebSocket from 'ws';
import { welcome } from './fake-hub.js';

/** The end of a message of SignalR's JSON protocol: https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md. */
const separator = '\u001e';

interface Invocation {
  type: number;
  invocationId?: string;
  target: string;
  arguments: unknown[];
}

/** The signalling of a media node on a real port: SignalR over a real WebSocket, answers by the test. */
export class SocketNode {
  readonly #http: Server;
  readonly #sockets = new Set<Socket>();
  readonly #open = new Set<WebSocket>();
  /** The received requests, by name. */
  readonly calls: string[] = [];

  private constructor(
    readonly id: string,
    readonly answers: Record<string, () => unknown>,
  ) {
    this.#http = createServer((request, response) => negotiate(request, response));
    this.#http.on('connection', (socket) => this.#sockets.add(socket));
    new WebSocket.Server({ server: this.#http }).on('connection', (socket: WebSocket) => this.#serve(socket));
  }

  static async start(id: string, answers: Record<string, () => unknown> = {}): Promise<SocketNode> {
    const node = new SocketNode(id, answers);
    node.#http.listen(0, '127.0.0.1');
    await once(node.#http, 'listening');
    return node;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/signal`;
  }

  /** The process dies: all sockets are reset, and the port refuses. */
  kill(): void {
    this.#http.close();
    this.#sockets.forEach((socket) => socket.resetAndDestroy());
  }

  /** Sends a notification to all clients. */
  notify(target: string, argument: unknown): void {
    this.#open.forEach((socket) => send(socket, { type: 1, target, arguments: [argument] }));
  }

  #serve(socket: WebSocket): void {
    let shaken = false;
    this.#open.add(socket);
    socket.on('close', () => this.#open.delete(socket));
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      for (const text of String(data).split(separator).filter(Boolean)) {
        if (!shaken) {
          shaken = true;
          send(socket, {});
          send(socket, { type: 1, target: 'welcome', arguments: [{ ...welcome, peerId: `${this.id}-peer`, nodeId: this.id }] });
        } else {
          this.#answer(socket, JSON.parse(text) as Invocation);
        }
      }
    });
  }

  #answer(socket: WebSocket, { type, invocationId, target }: Invocation): void {
    if (type === 1) {
      this.calls.push(target);
      const result = target === 'leave' ? {} : this.answers[target]?.();
      if (invocationId !== undefined && result !== undefined) {
        send(socket, { type: 3, invocationId, result });
      }
    }
  }
}

function negotiate(request: IncomingMessage, response: ServerResponse): void {
  const id = crypto.randomUUID();
  response.setHeader('content-type', 'application/json');
  response.end(
    request.url?.includes('/negotiate')
      ? JSON.stringify({
          negotiateVersion: 1,
          connectionId: id,
          connectionToken: id,
          availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text', 'Binary'] }],
        })
      : '{}',
  );
}

function send(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message) + separator);
}
