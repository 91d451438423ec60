import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { webSocketWithTimeout } from '../src/signaling/web-socket-timeout.js';

/** A socket to a host that answers when the test says so, or never. */
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

  it('gives up a host that does not answer', () => {
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

  it('gives away each socket that is made', () => {
    const created: WebSocket[] = [];
    const socket = new (webSocketWithTimeout((made) => created.push(made))!)('ws://node');
    expect(created).toEqual([socket]);
  });

  it('is not there outside of browsers', () => {
    vi.unstubAllGlobals();
    expect(webSocketWithTimeout()).toBeUndefined();
  });
});
