import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { MediaSession } from '../src/media/media-session.js';
import type { TokenRequest } from '../src/placement/token-request.js';
import { Room } from '../src/room/room.js';
import { FakeSession } from './fake-media.js';
import { SocketNode } from './socket-node.js';

const nodes: SocketNode[] = [];

async function startNode(id: string, answers = {}): Promise<SocketNode> {
  const node = await SocketNode.start(id, answers);
  nodes.push(node);
  return node;
}

/** A room at `home`, whose tokens lead to `other` from then on. */
async function join(home: SocketNode, other: SocketNode) {
  const tokenProvider = vi.fn(async (_: TokenRequest) => ({ url: other.url, token: 'other' }));
  const room = new Room({ url: home.url, token: 'first', chat: false, tokenProvider });
  await room.join();
  const reconnected = new Promise((resolve) => room.on('reconnected', resolve));
  const pathInterrupted = () => vi.mocked(MediaSession.open).mock.calls[0]![0].probe();
  return { room, tokenProvider, reconnected, pathInterrupted };
}

beforeEach(() => void vi.spyOn(MediaSession, 'open').mockImplementation(async () => new FakeSession().real));
afterEach(() => nodes.splice(0).forEach((node) => node.kill()));

describe('A room that is joined', () => {
  it('is joined at another node when the first one has stopped since', async () => {
    const [stopped, other] = [await startNode('n1'), await startNode('n2')];
    const tokenProvider = vi.fn(async (_: TokenRequest) => ({ url: other.url, token: 'other' }));
    const { url } = stopped;
    stopped.kill();
    const room = new Room({ url, token: 'first', nodeId: 'n1', chat: false, tokenProvider, retry: { firstDelay: 1 } });

    await room.join();

    expect(tokenProvider).toHaveBeenCalledExactlyOnceWith({ reason: 'unreachable', unreachable: 'n1' });
    expect([room.nodeId, room.state]).toEqual(['n2', 'connected']);
    await room.leave();
  });

  it('is not joined when its node has stopped and there is no other token', async () => {
    const stopped = await startNode('n1');
    const { url } = stopped;
    stopped.kill();
    const room = new Room({ url, token: 'first', chat: false });

    await expect(room.join()).rejects.toMatchObject({ code: ErrorCode.Disconnected });
  });
});

describe('A room whose node is lost', () => {
  it('is joined again on another node as soon as the port refuses', async () => {
    const [home, other] = [await startNode('n1'), await startNode('n2')];
    const { room, tokenProvider, reconnected } = await join(home, other);

    home.kill();

    await expect(reconnected).resolves.toBe('rejoined');
    expect(tokenProvider).toHaveBeenCalledExactlyOnceWith({ reason: 'unreachable', roomId: 'r1', unreachable: 'n1' });
    expect([room.nodeId, room.state]).toEqual(['n2', 'connected']);
    await room.leave();
  });

  it('is joined again on another node when the media path breaks and the node does not answer', async () => {
    // No answer to a request, though the socket stays open and accepts new connections.
    const [home, other] = [await startNode('n1'), await startNode('n2')];
    const { room, tokenProvider, reconnected, pathInterrupted } = await join(home, other);

    void pathInterrupted();

    await expect(reconnected).resolves.toBe('rejoined');
    expect(home.calls).toEqual(['getRouterRtpCapabilities', 'resume']);
    expect(tokenProvider).toHaveBeenCalledExactlyOnceWith({ reason: 'unreachable', roomId: 'r1', unreachable: 'n1' });
    expect(room.nodeId).toBe('n2');
    await room.leave();
  });

  it('stays with its node when the media path breaks and the node answers', async () => {
    const [home, other] = [await startNode('n1', { getRouterRtpCapabilities: () => ({ codecs: [] }) }), await startNode('n2')];
    const { room, tokenProvider, pathInterrupted } = await join(home, other);

    await pathInterrupted();

    expect(room.state).toBe('connected');
    expect(tokenProvider).not.toHaveBeenCalled();
    await room.leave();
  });

  it('continues at another node when its node stops', async () => {
    const [home, other] = [await startNode('n1'), await startNode('n2')];
    const { room, tokenProvider, reconnected } = await join(home, other);

    home.notify('roomClosed', { reason: 'nodeStopped' });

    await expect(reconnected).resolves.toBe('rejoined');
    expect(tokenProvider).toHaveBeenCalledExactlyOnceWith({ reason: 'migrate', roomId: 'r1' });
    expect(room.nodeId).toBe('n2');
    await room.leave();
  });
});
