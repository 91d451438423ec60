import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaSession } from '../src/media/media-session.js';
import type { Subscription } from '../src/media/subscription.js';
import type { JoinOptions } from '../src/room/room-options.js';
import { Room } from '../src/room/room.js';
import { FakeNode, microphone } from './fake-node.js';
import { FakeTrack } from './fake-media.js';

const person = (name: string, node: string) => ({ id: `${name}@${node}`, userId: name, displayName: name });
const order = (roomId: string, node: string) => ({ roomId, access: { url: node, token: `for ${roomId}` } });

let nodes: Record<string, FakeNode>;

beforeEach(() => {
  nodes = { hall: new FakeNode('hall', 'hall'), hall2: new FakeNode('hall2', 'hall'), left: new FakeNode('left', 'left'), right: new FakeNode('right', 'right') };
  const opened: string[] = [];
  vi.spyOn(MediaSession, 'open').mockImplementation(async (channel) => {
    const node = nodes[connecting.at(-1)!]!;
    opened.push(node.name);
    return node.session(channel).real;
  });
});

let connecting: string[] = [];

/** Ann in the hall, with her microphone published; Ben is there too. */
async function call(options: Partial<JoinOptions> = {}) {
  connecting = [];
  const events: string[] = [];
  const tokenProvider = vi.fn(async () => ({ url: 'hall', token: 't' }));
  const room = new Room({
    url: 'hall',
    token: 't',
    chat: false,
    tokenProvider,
    ...options,
    openHub: (url) => {
      connecting.push(url);
      return nodes[url]!.hub;
    },
  });
  nodes['hall']!.peers = [person('ben', 'hall')];
  nodes['left']!.peers = [person('cleo', 'left')];
  await room.join();
  await nodes['hall']!.hub.send('newConsumer', microphone('ben@hall', 'c1'));
  const publication = await room.publish(new FakeTrack('audio').real, { appData: { seat: 3 } });
  room.on('peerJoined', ({ id }) => events.push(`joined ${id}`));
  room.on('peerLeft', ({ id }) => events.push(`left ${id}`));
  room.on('unsubscribed', ({ id }) => events.push(`unsubscribed ${id}`));
  room.on('moved', ({ roomId }) => events.push(`moved ${roomId}`));
  for (const name of ['stateChanged', 'closed', 'unpublished', 'reconnected'] as const) {
    room.on(name, () => events.push(name));
  }
  const moved = () => new Promise((resolve) => room.once('moved', resolve));
  return { room, events, tokenProvider, publication, moved };
}

const methods = (name: string) => nodes[name]!.hub.calls.map(({ method }) => method);

describe('A client that the back end moves to another room', () => {
  it('joins there with its streams, then leaves, and tells the application', async () => {
    const { room, events, publication, tokenProvider, moved } = await call();
    publication.mute();
    await vi.waitFor(() => expect(nodes['hall']!.producers[0]!.paused).toBe(true));
    nodes['left']!.beforeJoin = () => expect(methods('hall')).not.toContain('leave');
    const done = moved();

    nodes['hall']!.hub.send('move', order('left', 'left'));

    await expect(done).resolves.toEqual({
      roomId: 'left',
      fromRoomId: 'hall',
      from: 'hall',
      to: 'left',
      peerIds: new Map([['ann@hall', 'ann@left']]),
    });
    expect(events).toEqual(['unsubscribed c1', 'left ben@hall', 'moved left', 'joined cleo@left']);
    expect(nodes['hall']!.hub.calls.at(-1)).toEqual({ method: 'leave', argument: { moved: true } });
    expect([room.roomId, room.peerId, room.state, [...room.peers.keys()]]).toEqual(['left', 'ann@left', 'connected', ['cleo@left']]);
    expect([publication.id, publication.closed, publication.muted, publication.appData]).toEqual([
      'left-0',
      false,
      true,
      expect.objectContaining({ seat: 3 }),
    ]);
    expect(tokenProvider).not.toHaveBeenCalled();
  });

  it('ignores the same order when it is delivered twice', async () => {
    const { events, moved } = await call();
    const done = moved();
    nodes['hall']!.hub.send('move', order('left', 'left'));
    nodes['hall']!.hub.send('move', order('left', 'left'));
    await done;
    nodes['left']!.hub.send('move', order('left', 'left'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(events.filter((event) => event.startsWith('moved'))).toEqual(['moved left']);
    expect(connecting).toEqual(['hall', 'left']);
  });

  it('ends in the last room when it is moved twice quickly', async () => {
    const { room, publication, moved } = await call();
    let answer = () => {};
    const joining = new Promise<void>((resolve) => {
      nodes['left']!.beforeJoin = () => {
        resolve();
        return new Promise((answered) => (answer = answered));
      };
    });
    nodes['hall']!.hub.send('move', order('left', 'left'));
    await joining;
    nodes['hall']!.hub.send('move', order('right', 'right'));
    const first = moved();
    answer();
    await first;
    await vi.waitFor(() => expect(room.roomId).toBe('right'));
    expect(publication.id).toBe('right-0');
    await vi.waitFor(() => expect([methods('hall').at(-1), methods('left').at(-1)]).toEqual(['leave', 'leave']));
    expect(room.state).toBe('connected');
  });

  it('leaves both nodes of its room when it is moved during a migration', async () => {
    const { room, tokenProvider } = await call();
    const hub = (name: string) => nodes[name]!.hub;
    await hub('hall').send('newConsumer', microphone('dan@hall', 'c2'));
    const announced = room.subscriptions;
    const ended: Subscription[] = [];
    room.on('unsubscribed', (stream) => ended.push(stream));
    tokenProvider.mockResolvedValue({ url: 'hall2', token: 't' });
    nodes['hall2']!.peers = [person('ben', 'hall2')];
    nodes['hall2']!.arrives = false;
    nodes['hall2']!.beforeJoin = () => void hub('hall').send('move', order('left', 'left'));
    // Ben's stream is offered at the other node too, and does not arrive there.
    nodes['left']!.beforeJoin = async () => void (await hub('hall2').send('newConsumer', microphone('ben@hall2', 'c3')));

    hub('hall').send('migrate', { reason: 'draining', deadline: '' });
    await vi.waitFor(() => expect(room.roomId).toBe('left'));

    expect(connecting).toEqual(['hall', 'hall2', 'left']);
    expect(room.subscriptions).toEqual([]);
    expect(announced).toHaveLength(2);
    expect(announced.map((stream) => [stream.closed, ended.filter((other) => other === stream).length])).toEqual([[true, 1], [true, 1]]);
    expect(ended).toHaveLength(2);
    expect([methods('hall').at(-1), methods('hall2').at(-1)]).toEqual(['leave', 'leave']);
    await room.leave();
  });

  it('does not join the other room when it is left while it chooses a node', async () => {
    let measure = () => {};
    const measured = new Promise<number>((resolve) => (measure = () => resolve(1)));
    const probe = vi.fn(() => measured);
    const { room } = await call({ probe });
    const candidates = [{ url: 'left', token: 'a' }, { url: 'right', token: 'b' }];
    nodes['hall']!.hub.send('move', { roomId: 'left', access: { ...candidates[0], candidates } });
    await vi.waitFor(() => expect(probe).toHaveBeenCalledTimes(2));
    await room.leave();
    measure();
    await vi.waitFor(() => expect(probe).toHaveBeenCalledTimes(6));
    await new Promise((resolve) => setTimeout(resolve));
    expect(connecting).toEqual(['hall']);
  });

  it('stays when the other room refuses it', async () => {
    const { room, events, publication } = await call();
    nodes['left']!.refuse = true;
    nodes['hall']!.hub.send('move', order('left', 'left'));
    await vi.waitFor(() => expect(methods('left')).toContain('leave'));
    expect([room.roomId, publication.id, publication.closed, nodes['hall']!.producers[0]!.closed]).toEqual(['hall', 'hall-0', false, false]);
    expect(events).toEqual([]);
    expect(methods('hall')).not.toContain('leave');
  });

  it('requests later tokens for the room that it is in', async () => {
    const { room, tokenProvider, moved } = await call();
    const done = moved();
    nodes['hall']!.hub.send('move', order('left', 'left'));
    await done;
    tokenProvider.mockResolvedValue({ url: 'right', token: 't' });
    await room.rejoin();
    expect(tokenProvider).toHaveBeenCalledWith({ reason: 'requested', roomId: 'left' });
  });

  it('can be moved back', async () => {
    const { room, publication, moved } = await call();
    let done = moved();
    nodes['hall']!.hub.send('move', order('left', 'left'));
    await done;
    done = moved();
    nodes['left']!.hub.send('move', order('hall', 'hall'));
    await done;
    expect([room.roomId, publication.closed, publication.id]).toEqual(['hall', false, 'hall-1']);
    expect(nodes['left']!.hub.calls.at(-1)).toEqual({ method: 'leave', argument: { moved: true } });
  });
});
