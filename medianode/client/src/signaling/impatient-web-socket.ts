/** How long a node may take to open a WebSocket, in milliseconds. */
const patience = 8_000;

/**
 * The browser's WebSocket, but one that gives up a host that does not answer: browsers try for minutes, and SignalR's
 * stateful reconnect would wait for them while the room goes on looking connected. Undefined outside of browsers, where
 * SignalR brings a WebSocket of its own.
 */
export function impatientWebSocket(): typeof WebSocket | undefined {
  const Native = globalThis.window?.WebSocket;
  return (
    Native &&
    class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        const timer = setTimeout(() => this.close(), patience);
        this.addEventListener('open', () => clearTimeout(timer));
        this.addEventListener('close', () => clearTimeout(timer));
      }
    }
  );
}
