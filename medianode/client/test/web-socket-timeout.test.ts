import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { webSocketWithTimeout } from '../src/signaling/web-socket-timeout.js';

/** A socket to a host that answers when the test triggers it, or never. */
class NativeSocket extends EventTarget {
  closed = false;

  constructor(readonly url: string) {
    super();
  }

  close(): void {
    this.closed = true;
    this.dispatchEvent(new Event('close'));
  }
}

describe('webSocketWithTimeout', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', { WebSocket: NativeSocket });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = () => new (webSocketWithTimeout()!)('ws://node') as unknown as NativeSocket;

  it('closes a socket to a host that does not answer', () => {
    const socket = open();
    vi.advanceTimersByTime(7_000);
    expect(socket.closed).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(socket.closed).toBe(true);
  });

  it('leaves an open socket alone', () => {
    const socket = open();
    socket.dispatchEvent(new Event('open'));
    vi.advanceTimersByTime(60_000);
    expect(socket.closed).toBe(false);
  });

  it('passes on each created socket', () => {
    const created: WebSocket[] = [];
    const socket = new (webSocketWithTimeout((made) => created.push(made))!)('ws://node');
    expect(created).toEqual([socket]);
  });

  it('is undefined outside of browsers', () => {
    vi.unstubAllGlobals();
    expect(webSocketWithTimeout()).toBeUndefined();
  });
});
