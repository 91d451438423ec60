import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Emitter } from '../src/events/emitter.js';
import { AudioPlayback } from '../src/media/audio-playback.js';
import type { Subscription, SubscriptionEvents } from '../src/media/subscription.js';
import type { RoomEvents } from '../src/room/room-events.js';
import type { Room } from '../src/room/room.js';

class FakeRoom extends Emitter<RoomEvents> {
  readonly subscriptions: Subscription[] = [];

  tell(name: 'subscribed' | 'unsubscribed', stream: object): void {
    this.emit(name, stream as Subscription);
  }
}

class FakeStream extends Emitter<SubscriptionEvents> {
  readonly kind = 'audio';
  track: object = {};

  constructor(public peerId: string) {
    super();
  }

  arriveOn(track: object): void {
    this.track = track;
    this.emit('trackChanged', track as MediaStreamTrack);
  }
}

const elements: { dataset: { peerId?: string }; srcObject?: { tracks: object[] } | null }[] = [];
let allowed = false;

beforeEach(() => {
  allowed = false;
  elements.length = 0;
  const play = () => (allowed ? Promise.resolve() : Promise.reject(new DOMException('no click yet', 'NotAllowedError')));
  const createElement = () => {
    const element = { dataset: {}, remove: () => undefined, play };
    elements.push(element);
    return element;
  };
  const page = { createElement, addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.stubGlobal('document', page);
  vi.stubGlobal('MediaStream', class { constructor(readonly tracks: object[]) {} });
});

afterEach(() => vi.unstubAllGlobals());

async function blockedBy(...peers: string[]) {
  const room = new FakeRoom();
  const playback = new AudioPlayback(room as unknown as Room, { append: () => undefined } as unknown as HTMLElement);
  const told: boolean[] = [];
  playback.on('blocked', (blocked) => told.push(blocked));
  const streams = peers.map((peerId) => new FakeStream(peerId));
  streams.forEach((stream) => room.tell('subscribed', stream));
  await vi.waitFor(() => expect(told).toEqual([true]));
  return { room, playback, told, streams };
}

it('waits for a click no longer when the last stream has ended', async () => {
  const { room, told, streams } = await blockedBy('ann', 'ben');
  room.tell('unsubscribed', streams[0]!);
  expect(told).toEqual([true]);
  room.tell('unsubscribed', streams[1]!);
  expect(told).toEqual([true, false]);
});

it('starts with the first click', async () => {
  const { playback, told } = await blockedBy('ann', 'ben');
  allowed = true;
  await playback.start();
  expect(told).toEqual([true, false]);
});

it('plays the track that a stream arrives on after a move', async () => {
  const { streams } = await blockedBy('ann');
  const track = {};
  streams[0]!.peerId = 'ann-2';
  streams[0]!.arriveOn(track);
  expect(elements[0]!.srcObject!.tracks).toEqual([track]);
  expect(elements[0]!.dataset.peerId).toBe('ann-2');
});

it('plays nothing after it was closed', async () => {
  const { playback, streams } = await blockedBy('ann');
  playback.close();
  streams[0]!.arriveOn({});
  expect(elements[0]!.srcObject).toBeNull();
});
