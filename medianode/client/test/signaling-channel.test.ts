import { afterEach, describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';

const offer = { peerId: 'p2', producerId: 'pr', id: 'c1', kind: 'audio', rtpParameters: { codecs: [] }, type: 'simple', producerPaused: false };

/** A channel whose connections are the given hubs, one after the other. */
function channelOver(...hubs: FakeHub[]) {
  const opened: [string, string][] = [];
  const channel = new SignalingChannel((url, token) => {
    opened.push([url, token]);
    return hubs.shift()!;
  }, 200);
  return { channel, opened };
}

const welcoming = (hub: FakeHub) => void hub.send('welcome', welcome);

describe('SignalingChannel', () => {
  afterEach(() => void vi.useRealTimers());

  it('is connected after the welcome', async () => {
    const { channel, opened } = channelOver(new FakeHub({}, welcoming));
    await expect(channel.connect('http://n/signal', 'token')).resolves.toEqual(welcome);
    expect(opened).toEqual([['http://n/signal', 'token']]);
    expect(channel.connected).toBe(true);
  });

  it('fails to connect when no welcome comes', async () => {
    const hub = new FakeHub();
    const { channel } = channelOver(hub);
    await expect(channel.connect('u', 't')).rejects.toMatchObject({ code: ErrorCode.TimedOut });
    expect(hub.stopped).toBe(true);
    expect(channel.connected).toBe(false);
  });

  it('abandons a connection on which no answer comes, so that the node keeps the session', async () => {
    vi.useFakeTimers();
    const hub = new FakeHub({ getRouterRtpCapabilities: () => new Promise(() => undefined) }, welcoming);
    const { channel } = channelOver(hub);
    await channel.connect('u', 't');
    const lost = vi.fn();
    channel.on('lost', lost);
    const probing = channel.probe();
    await vi.advanceTimersByTimeAsync(2_000);
    await probing;
    expect([hub.abandoned, hub.stopped]).toEqual([true, false]);
    expect(lost).toHaveBeenCalledOnce();
  });

  it('reports why the node closed the connection before the welcome', async () => {
    const hub = new FakeHub({}, (self) => queueMicrotask(() => self.lose(new Error('HubException: {"errcode":3002,"errmsg":"The room is full."}'))));
    const { channel } = channelOver(hub);
    await expect(channel.connect('u', 't')).rejects.toMatchObject({ code: ErrorCode.LimitReached });
  });

  it('turns a refused start into a typed error', async () => {
    const { channel } = channelOver(new FakeHub({}, () => Promise.reject(new Error("Unauthorized: Status code '401'"))));
    await expect(channel.connect('u', 't')).rejects.toMatchObject({ code: ErrorCode.Unauthorized, status: 401 });
  });

  it('passes requests on, each with one argument', async () => {
    const hub = new FakeHub({ restartIce: () => ({ usernameFragment: 'u', password: 'p' }) }, welcoming);
    const { channel } = channelOver(hub);
    await channel.connect('u', 't');
    await expect(channel.request('restartIce', { transportId: 't1' })).resolves.toEqual({ usernameFragment: 'u', password: 'p' });
    expect(hub.calls).toEqual([{ method: 'restartIce', argument: { transportId: 't1' } }]);
  });

  it('times out when no answer comes', async () => {
    const { channel } = channelOver(new FakeHub({ leave: () => new Promise(() => undefined) }, welcoming));
    await channel.connect('u', 't');
    await expect(channel.request('leave', {})).rejects.toMatchObject({ code: ErrorCode.TimedOut });
  });

  it('refuses requests without a connection', async () => {
    const { channel } = channelOver();
    await expect(channel.request('leave', {})).rejects.toMatchObject({ code: ErrorCode.Disconnected });
  });

  it('answers offers when the handler is done, and declines them when it throws', async () => {
    const hub = new FakeHub({}, welcoming);
    const { channel } = channelOver(hub);
    await channel.connect('u', 't');
    await expect(hub.send('newConsumer', offer)).rejects.toThrow('No handler');
    channel.answer('newConsumer', () => Promise.resolve());
    await expect(hub.send('newConsumer', offer)).resolves.toEqual({});
    channel.answer('newConsumer', () => Promise.reject(new Error('no codec')));
    await expect(hub.send('newConsumer', offer)).rejects.toThrow('no codec');
  });

  it('reports a lost connection, but not one that it closed itself', async () => {
    const hub = new FakeHub({}, welcoming);
    const { channel } = channelOver(hub);
    const lost = vi.fn();
    channel.on('lost', lost);
    await channel.connect('u', 't');
    await channel.disconnect();
    hub.lose();
    expect(lost).not.toHaveBeenCalled();
  });

  it('resumes a session with its secret, and sends the number of messages received', async () => {
    const first = new FakeHub({}, welcoming);
    const kept = { peerId: 'p1', joined: true, producers: ['pr1'] };
    const second = new FakeHub({ resume: () => kept });
    const { channel, opened } = channelOver(first, second);
    channel.answer('newConsumer', () => Promise.resolve());
    await channel.connect('http://n/signal', 'token');
    first.send('newPeer', { id: 'p2' });
    await first.send('newConsumer', offer);
    first.lose();
    await expect(channel.resume('http://n/signal', { peerId: 'p1', sessionSecret: 'session.id.key' })).resolves.toEqual(kept);
    expect(opened[1]).toEqual(['http://n/signal', 'session.id']);
    expect(second.calls).toEqual([
      { method: 'resume', argument: { peerId: 'p1', sessionSecret: 'session.id.key', lastSequence: 3 } },
    ]);
  });

  it('counts messages before the welcome, and starts from zero with every session', async () => {
    const early = (hub: FakeHub) => {
      hub.send('roomUpdated', { locked: false });
      hub.send('welcome', welcome);
    };
    const last = new FakeHub({ resume: () => ({}) });
    const { channel } = channelOver(new FakeHub({}, early), new FakeHub({}, early), last);
    await channel.connect('u', 't');
    await channel.connect('u', 't');
    await channel.resume('u', { peerId: 'p1', sessionSecret: 's' });
    expect(last.calls[0]?.argument).toMatchObject({ lastSequence: 2 });
  });

  it('waits longer for a session than for other answers, because giving up would end it', async () => {
    vi.useFakeTimers();
    let answer = (_: object) => {};
    const slow = () => new Promise((resolve) => (answer = resolve));
    const { channel } = channelOver(new FakeHub({}, welcoming), new FakeHub({ resume: slow }));
    await channel.connect('u', 't');
    const resuming = channel.resume('u', { peerId: 'p1', sessionSecret: 's' });
    await vi.advanceTimersByTimeAsync(300);
    expect(channel.connected).toBe(false);
    answer({});
    await resuming;
    expect(channel.connected).toBe(true);
  });

  it('is not held up by a connection that does not end', async () => {
    vi.useFakeTimers();
    const hub = new FakeHub({}, welcoming);
    hub.stop = () => new Promise(() => undefined);
    const { channel } = channelOver(hub);
    await channel.connect('u', 't');
    const disconnected = channel.disconnect();
    await vi.advanceTimersByTimeAsync(1_000);
    await disconnected;
    expect(channel.connected).toBe(false);
  });

  it('ignores messages of a connection that was replaced', async () => {
    const first = new FakeHub({}, welcoming);
    const { channel } = channelOver(first, new FakeHub({ resume: () => ({}) }));
    const heard = vi.fn();
    channel.on('newPeer', heard);
    await channel.connect('u', 't');
    await channel.resume('u', { peerId: 'p1', sessionSecret: 's' });
    first.send('newPeer', { id: 'late' });
    expect(heard).not.toHaveBeenCalled();
  });
});
