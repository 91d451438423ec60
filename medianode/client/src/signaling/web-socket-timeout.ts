/** How long a node may take to open a WebSocket, in milliseconds. */
const openTimeout = 8_000;

/**
 * The browser's WebSocket, with a time limit for opening: browsers try a host that does not answer for minutes. Undefined
 * outside of browsers, where SignalR brings a WebSocket of its own.
 *
 * @param created - is given each socket that is made
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
