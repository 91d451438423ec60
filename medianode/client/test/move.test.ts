import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaSession } from '../src/media/media-session.js';
import { Room } from '../src/room/room.js';
import { FakeNode, microphone } from './fake-node.js';
import { type FakeSession, FakeTrack } from './fake-media.js';
import { ErrorCode } from '../src/errors/error-code.js';

const ben = (id: string) => ({ id, userId: 'ben', displayName: 'Ben' });
let first: FakeNode;
let second: FakeNode;
let opened: FakeSession[];

beforeEach(() => {
  [first, second] = [new FakeNode('n1'), new FakeNode('n2')];
  opened = [];
  vi.spyOn(MediaSession, 'open').mockImplementation(async (channel) => {
    const session = (opened.length === 0 ? first : second).session(channel);
    opened.push(session);
    return session.real;
  });
});

/** Ann and Ben at the first node, Ben's microphone among what Ann receives. */
async function call() {
  const events: string[] = [];
  const tokenProvider = vi.fn(async () => ({ url: 'n2', token: 't' }));
  const room = new Room({ url: 'n1', token: 't', chat: false, tokenProvider, openHub: (url) => (url === 'n1' ? first : second).hub });
  first.peers = [ben('ben@n1')];
  await room.join();
  await first.hub.send('newConsumer', microphone('ben@n1', 'c1'));
  for (const name of ['peerJoined', 'peerLeft', 'subscribed', 'unsubscribed', 'published', 'unpublished', 'stateChanged', 'reconnected', 'moved'] as const) {
    room.on(name, () => events.push(name));
  }
  const migrate = () => {
    const moved = new Promise((resolve) => room.once('moved', resolve));
    first.hub.send('migrate', { reason: 'stop', deadline: new Date(Date.now() + 10_000).toISOString() });
    return moved;
  };
  return { room, events, tokenProvider, migrate };
}

/** Holds the join at a node: `joining` resolves when it is requested, `answer` accepts it. */
function holdJoin(node: FakeNode) {
  let answer = () => {};
  const joining = new Promise<void>((resolve) => {
    node.beforeJoin = () => {
      resolve();
      return new Promise((answered) => (answer = answered));
    };
  });
  return { joining, answer: () => answer() };
}

const lastCalls = () => [first, second].map(({ hub }) => hub.calls.at(-1)?.method);
const channel = (label: string, peerId: string, id: string) => ({ peerId, dataProducerId: `dp-${id}`, id, sctpStreamParameters: {}, label });

describe('A room whose node asks its clients to move', () => {
  it('is joined at another node before it is left, and the application receives one event', async () => {
    second.peers = [ben('ben@n2')];
    const { room, events, tokenProvider, migrate } = await call();
    const [peer, subscription] = [room.peers.get('ben@n1')!, room.subscriptions[0]!];
    const publication = await room.publish(new FakeTrack('audio').real);
    const trackChanged = new Promise((resolve) => subscription.once('trackChanged', resolve));
    events.length = 0;

    await expect(migrate()).resolves.toEqual({
      roomId: 'r1',
      fromRoomId: 'r1',
      from: 'n1',
      to: 'n2',
      peerIds: new Map([['ann@n1', 'ann@n2'], ['ben@n1', 'ben@n2']]),
    });

    expect(tokenProvider).toHaveBeenCalledExactlyOnceWith({ reason: 'migrate', roomId: 'r1' });
    expect(first.hub.calls.map(({ method }) => method)).not.toContain('leave');
    expect([first.producers[0]!.closed, first.consumers[0]!.closed]).toEqual([false, false]);
    await second.hub.send('newConsumer', microphone('ben@n2', 'c2'));
    await expect(trackChanged).resolves.toBe(second.consumers[0]!.track);
    await vi.waitFor(() => expect(first.hub.calls.map(({ method }) => method)).toContain('leave'));

    expect(room.subscriptions).toEqual([subscription]);
    expect([subscription.id, subscription.peerId, subscription.closed]).toEqual(['c2', 'ben@n2', false]);
    expect([...room.peers]).toEqual([['ben@n2', peer]]);
    expect([publication.id, publication.closed]).toEqual(['n2-0', false]);
    expect([opened[0]!.closed, opened[1]!.closed]).toEqual([true, false]);
    expect(events).toEqual(['moved']);
  });

  it('receives each message of a data channel once, before and after', async () => {
    const { room, migrate } = await call();
    await first.hub.send('newDataConsumer', channel('board', 'ben@n1', 'd1'));
    const received: string[] = [];
    room.on('data', ({ peerId, message }) => received.push(`${peerId}: ${message}`));
    first.channels[0]!.emit('message', 'one');
    await migrate();
    first.channels[0]!.emit('message', 'two');
    second.hub.send('newPeer', ben('ben@n2'));
    first.channels[0]!.emit('message', 'three');
    await second.hub.send('newDataConsumer', channel('board', 'ben@n2', 'd2'));
    second.channels[0]!.emit('message', 'four');
    expect(received).toEqual(['ben@n1: one', 'ben@n1: two', 'ben@n2: three', 'ben@n2: four']);
    await room.leave();
  });

  it('names the sender of each chat message with the id that the peer has then', async () => {
    const { room, migrate } = await call();
    await first.hub.send('newDataConsumer', channel('chat', 'ben@n1', 'd1'));
    const received: string[] = [];
    room.chat.on('message', ({ peerId, displayName, text }) => received.push(`${displayName} (${peerId}): ${text}`));
    first.channels[0]!.emit('message', 'one');
    await migrate();
    second.hub.send('newPeer', ben('ben@n2'));
    first.channels[0]!.emit('message', 'two');
    await second.hub.send('newDataConsumer', channel('chat', 'ben@n2', 'd2'));
    second.channels[0]!.emit('message', 'three');
    expect(received).toEqual(['Ben (ben@n1): one', 'Ben (ben@n2): two', 'Ben (ben@n2): three']);
    await room.leave();
  });

  it('has the settings, grants and metadata that change at the other node while it joins there', async () => {
    const { joining, answer } = holdJoin(second);
    const { room, migrate } = await call();
    const updates = vi.fn();
    room.on('roomUpdated', updates);
    const moved = migrate();
    await joining;
    const grants = { ...room.grants, publishScreen: false };
    second.hub.send('roomUpdated', { locked: false, settings: { e2eeRequired: true } });
    second.hub.send('grantsChanged', { grants });
    second.hub.send('peerUpdated', { peerId: 'ann@n2', metadata: 'host' });
    expect([room.settings, room.metadata]).toEqual([{}, undefined]);
    answer();
    await moved;
    expect([room.settings, room.grants, room.metadata]).toEqual([{ e2eeRequired: true }, grants, 'host']);
    expect(updates).not.toHaveBeenCalled();
    await room.leave();
  });

  it('reports no peer as left that moves later, or leaves the old node meanwhile', async () => {
    const { room, events, migrate } = await call();
    await migrate();
    first.hub.send('consumerClosed', { consumerId: 'c1' });
    first.hub.send('peerClosed', { peerId: 'ben@n1' });
    expect([...room.peers.keys()]).toEqual(['ben@n1']);

    second.hub.send('newPeer', ben('ben@n2'));
    await second.hub.send('newConsumer', microphone('ben@n2', 'c2'));
    await vi.waitFor(() => expect(first.hub.calls.map(({ method }) => method)).toContain('leave'));

    expect([...room.peers.keys()]).toEqual(['ben@n2']);
    expect(events).toEqual(['moved']);
  });

  it('reports a peer that does not move as left', async () => {
    vi.useFakeTimers();
    try {
      const { room, events, migrate } = await call();
      const moved = migrate();
      await vi.advanceTimersByTimeAsync(0);
      await moved;
      await vi.advanceTimersByTimeAsync(5_000);
      expect(events).toEqual(['moved', 'unsubscribed', 'peerLeft']);
      expect([room.peers.size, room.subscriptions.length]).toEqual([0, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stays at its node, and tries again, while the other node rejects it', async () => {
    second.peers = [ben('ben@n2')];
    second.refuse = true;
    const { room, events, tokenProvider, migrate } = await call();
    const publication = await room.publish(new FakeTrack('audio').real);
    events.length = 0;
    const moved = migrate();
    await vi.waitFor(() => expect(tokenProvider).toHaveBeenCalledTimes(2));
    expect([room.nodeId, publication.id, first.producers[0]!.closed]).toEqual(['n1', 'n1-0', false]);
    second.refuse = false;
    await moved;
    expect(publication.id).toBe('n2-0');
    expect(events).toEqual(['moved']);
  });

  it.each([
    ['closes the room, which has moved', () => first.hub.send('roomClosed', { reason: 'moved' })],
    ['closes the room', () => first.hub.send('roomClosed', { reason: 'nodeStopped' })],
    ['is lost', () => first.hub.lose()],
  ])('continues the move when the old node %s meanwhile', async (_, end) => {
    second.peers = [ben('ben@n2')];
    const { joining, answer } = holdJoin(second);
    const { events, tokenProvider, migrate } = await call();
    const moved = migrate();
    await joining;
    end();
    answer();
    await moved;
    expect(events).toEqual(['moved']);
    expect(tokenProvider).toHaveBeenCalledTimes(1);
  });

  it('does not move to its own node', async () => {
    const { room, tokenProvider, migrate } = await call();
    tokenProvider.mockResolvedValueOnce({ url: 'n1', token: 't' });
    await migrate();
    expect(room.nodeId).toBe('n2');
    expect(tokenProvider).toHaveBeenCalledTimes(2);
  });

  it('can be left in the middle of a move', async () => {
    const { room, migrate } = await call();
    await migrate();
    await room.leave();
    expect(lastCalls()).toEqual(['leave', 'leave']);
    expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
    expect(room.state).toBe('closed');
  });

  it('leaves both nodes, before it waits for anything, when it is left while it joins the other one', async () => {
    const { joining, answer } = holdJoin(second);
    const { room, events, migrate } = await call();
    void migrate();
    await joining;
    const left = room.leave();
    expect(lastCalls()).toEqual(['leave', 'leave']);
    answer();
    await left;
    await vi.waitFor(() => expect(second.hub.stopped).toBe(true));
    expect(second.hub.calls.map(({ method }) => method)).toEqual(['leave']);
    expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
    expect(events).not.toContain('moved');
  });

  it('does not join the other node when it is left while it connects there', async () => {
    const start = second.hub.start.bind(second.hub);
    let connect = () => {};
    const connecting = new Promise<void>((resolve) => {
      vi.spyOn(second.hub, 'start').mockImplementation(async () => {
        resolve();
        await new Promise<void>((connected) => (connect = connected));
        await start();
      });
    });
    const { room, migrate } = await call();
    void migrate();
    await connecting;
    await room.leave();
    connect();
    await vi.waitFor(() => expect(second.hub.stopped).toBe(true));
    expect(opened).toHaveLength(1);
  });

  it('closes a microphone that is permitted after it was left in the middle of a move', async () => {
    const microphone = new FakeTrack('audio');
    let permit = () => {};
    const getUserMedia = () => new Promise((resolve) => (permit = () => resolve({ getTracks: () => [microphone] })));
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
    try {
      const { joining, answer } = holdJoin(second);
      const { room, migrate } = await call();
      const refused = expect(room.publishMicrophone()).rejects.toMatchObject({ code: ErrorCode.InvalidState });
      void migrate();
      await joining;
      await room.leave();
      answer();
      await vi.waitFor(() => expect(second.hub.stopped).toBe(true));
      permit();
      await vi.waitFor(() => expect(microphone.readyState).toBe('ended'));
      await refused;
      expect(second.producers).toEqual([]);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
