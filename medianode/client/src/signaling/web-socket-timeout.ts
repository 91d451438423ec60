/** The timeout for opening a WebSocket, in milliseconds. */
const openTimeout = 8_000;

/**
 * The browser's WebSocket, with a time limit for opening: browsers try a host that does not answer for minutes. Undefined
 * outside of browsers, where SignalR uses its own WebSocket.
 *
 * @param created - called with each created socket
 */
export function webSocketWithTimeout(created: (socket: WebSocket) => void = () => undefined): typeof WebSocket | undefined {
  const Native = globalThis.window?.WebSocket;
  return (
    Native &&
    class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        created(this);
        const timer = setTimeout(() => this.close(), openTimeout);
        this.addEventListener('open', () => clearTimeout(timer));
        this.addEventListener('close', () => clearTimeout(timer));
      }
    }
  );
}
