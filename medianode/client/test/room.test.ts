import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { MediaSession } from '../src/media/media-session.js';
import type { JoinOptions } from '../src/room/room-options.js';
import { Room } from '../src/room/room.js';
import { FakeHub, welcome } from './fake-hub.js';
import { FakeSession, FakeTrack } from './fake-media.js';

const never = () => new Promise(() => undefined);
const accept = () => ({});
const welcoming = (hub: FakeHub) => void hub.send('welcome', welcome);
let session: FakeSession;
let produceData: ReturnType<typeof vi.fn>;

beforeEach(() => {
  let made = 0;
  const channel = { readyState: 'open', on: () => undefined, close: () => undefined, send: () => undefined };
  produceData = vi.fn(async () => ({ id: `dp${++made}`, ...channel }));
  session = new FakeSession({ produceData });
  vi.spyOn(MediaSession, 'open').mockImplementation(async (channel) => Object.assign(session, { channel }).real);
});

afterEach(() => vi.useRealTimers());

/** A room on the given connections, one after the other. */
function roomOver(hubs: FakeHub[], options: Partial<JoinOptions> = {}) {
  const room = new Room({ url: 'u', token: 't', chat: false, openHub: () => hubs.shift()!, ...options });
  const events: string[] = [];
  room.on('closed', ({ reason }) => events.push(`closed ${reason}`));
  room.on('peerJoined', ({ id }) => events.push(`joined ${id}`));
  return { room, events };
}

describe('Room', () => {
  it('is left within a second, regardless of the network', async () => {
    const hub = new FakeHub({ leave: never }, welcoming);
    hub.stop = async () => never() as Promise<never>;
    const { room, events } = roomOver([hub]);
    await room.join();
    vi.useFakeTimers();
    const left = room.leave();
    await vi.advanceTimersByTimeAsync(1_000);
    await left;
    expect(events).toEqual(['closed left']);
  });

  it('closes a media session that is opened after it was left', async () => {
    let open = (_: MediaSession) => {};
    vi.mocked(MediaSession.open).mockImplementation(() => new Promise((resolve) => (open = resolve)));
    const { room, events } = roomOver([new FakeHub({ leave: accept }, welcoming)]);
    const joining = room.join();
    await vi.waitFor(() => expect(MediaSession.open).toHaveBeenCalled());
    await room.leave();
    open(session.real);
    await expect(joining).rejects.toMatchObject({ code: ErrorCode.InvalidState });
    expect(session.closed).toBe(true);
    expect(events).toEqual(['closed left']);
  });

  it('opens no connection with a token that comes after it was left', async () => {
    const hub = new FakeHub({ leave: accept }, welcoming);
    let give = (_: { url: string; token: string }) => {};
    const tokenProvider = vi.fn(() => new Promise<{ url: string; token: string }>((resolve) => (give = resolve)));
    const openHub = vi.fn(() => hub);
    const { room } = roomOver([], { tokenProvider, openHub });
    await room.join();
    const rejoined = room.rejoin();
    await vi.waitFor(() => expect(tokenProvider).toHaveBeenCalled());
    await room.leave();
    give({ url: 'u2', token: 't2' });
    await rejoined;
    expect(openHub).toHaveBeenCalledTimes(1);
  });

  it('keeps its list of peers when a repeated join answers that it has joined already', async () => {
    session.join = async () => [{ id: 'ben' }];
    const hub = new FakeHub({}, welcoming);
    const { room, events } = roomOver([hub]);
    await room.join();
    const rebuilt = new FakeSession({ produceData }, session.channel);
    const joined = new Promise((resolve) => (rebuilt.join = async () => void resolve(undefined)));
    vi.mocked(MediaSession.open).mockImplementation(async () => rebuilt.real);
    hub.send('mediaReset', {});
    await joined;
    // Data is sent over the new session once the answer to its join has been dealt with.
    await room.publishData();
    expect([...room.peers.keys()]).toEqual(['ben']);
    expect(events).toEqual(['joined ben']);
  });

  it('opens the chat again when writing is granted again', async () => {
    const hub = new FakeHub({}, welcoming);
    const { room } = roomOver([hub], { chat: true });
    await room.join();
    await room.chat.send('one');
    expect(produceData).toHaveBeenCalledTimes(1);
    hub.send('grantsChanged', { grants: { ...welcome.grants, publishData: false } });
    hub.send('producerClosed', { producerId: 'dp1' });
    await expect(room.chat.send('two')).rejects.toMatchObject({ code: ErrorCode.Forbidden });
    hub.send('grantsChanged', { grants: welcome.grants });
    await vi.waitFor(() => expect(produceData).toHaveBeenCalledTimes(2));
  });

  it('opens no device for a room that accepts only encrypted streams', async () => {
    const hub = new FakeHub({}, (self) => void self.send('welcome', { ...welcome, settings: { e2eeRequired: true } }));
    const { room } = roomOver([hub]);
    await room.join();
    await expect(room.publishCamera()).rejects.toMatchObject({ code: ErrorCode.Forbidden });
    await expect(room.publish(new FakeTrack().real)).rejects.toMatchObject({ code: ErrorCode.Forbidden });
  });

  it('has the new settings when it reports them', async () => {
    const hub = new FakeHub({}, (self) => void self.send('welcome', { ...welcome, settings: { topic: 'tea' } }));
    const { room } = roomOver([hub]);
    await room.join();
    const seen: unknown[] = [];
    room.on('roomUpdated', () => seen.push(room.settings));
    hub.send('roomUpdated', { locked: false, settings: { topic: 'coffee' } });
    hub.send('roomUpdated', { locked: true });
    expect(seen).toEqual([{ topic: 'coffee' }, { topic: 'coffee' }]);
  });

  it('has the new metadata of its own user', async () => {
    const hub = new FakeHub({}, welcoming);
    const { room } = roomOver([hub]);
    await room.join();
    hub.send('peerUpdated', { peerId: 'ben', metadata: 'guest' });
    hub.send('peerUpdated', { peerId: welcome.peerId, metadata: 'host' });
    hub.send('peerUpdated', { peerId: welcome.peerId, displayName: 'Ann' });
    expect(room.metadata).toBe('host');
  });

  it('applies changes that arrive together with the welcome', async () => {
    const grants = { ...welcome.grants, subscribe: false };
    const hub = new FakeHub({}, (self) => {
      self.send('welcome', { ...welcome, settings: { topic: 'tea' } });
      self.send('grantsChanged', { grants });
      self.send('roomUpdated', { locked: false, settings: { topic: 'coffee' } });
    });
    const { room } = roomOver([hub]);
    await room.join();
    expect([room.grants, room.settings]).toEqual([grants, { topic: 'coffee' }]);
  });

  it('ignores grants that come before the welcome', async () => {
    const hub = new FakeHub({}, (self) => {
      self.send('grantsChanged', { grants: { ...welcome.grants, subscribe: false } });
      self.send('welcome', welcome);
    });
    const { room } = roomOver([hub]);
    await room.join();
    expect(room.grants).toEqual(welcome.grants);
  });
});
