import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Emitter } from '../src/events/emitter.js';
import { AudioPlayback } from '../src/media/audio-playback.js';
import type { Subscription } from '../src/media/subscription.js';
import type { RoomEvents } from '../src/room/room-events.js';
import type { Room } from '../src/room/room.js';

class FakeRoom extends Emitter<RoomEvents> {
  readonly subscriptions: Subscription[] = [];

  tell(name: 'subscribed' | 'unsubscribed', stream: object): void {
    this.emit(name, stream as Subscription);
  }
}

let allowed = false;

beforeEach(() => {
  allowed = false;
  const play = () => (allowed ? Promise.resolve() : Promise.reject(new DOMException('no click yet', 'NotAllowedError')));
  const page = { createElement: () => ({ dataset: {}, remove: () => undefined, play }), addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.stubGlobal('document', page);
  vi.stubGlobal('MediaStream', class {});
});

afterEach(() => vi.unstubAllGlobals());

async function blockedBy(...peers: string[]) {
  const room = new FakeRoom();
  const playback = new AudioPlayback(room as unknown as Room, { append: () => undefined } as unknown as HTMLElement);
  const told: boolean[] = [];
  playback.on('blocked', (blocked) => told.push(blocked));
  const streams = peers.map((peerId) => ({ kind: 'audio', peerId, track: {} }));
  streams.forEach((stream) => room.tell('subscribed', stream));
  await vi.waitFor(() => expect(told).toEqual([true]));
  return { room, playback, told, streams };
}

it('waits for a click no longer when nobody is left to be heard', async () => {
  const { room, told, streams } = await blockedBy('ann', 'ben');
  room.tell('unsubscribed', streams[0]!);
  expect(told).toEqual([true]);
  room.tell('unsubscribed', streams[1]!);
  expect(told).toEqual([true, false]);
});

it('goes on with the first click', async () => {
  const { playback, told } = await blockedBy('ann', 'ben');
  allowed = true;
  await playback.start();
  expect(told).toEqual([true, false]);
});
