import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MediaSession } from '../src/media/media-session.js';
import { Room } from '../src/room/room.js';
import { FakeSession } from './fake-media.js';
import { SocketNode } from './socket-node.js';

const nodes: SocketNode[] = [];

async function startNode(id: string): Promise<SocketNode> {
  const node = await SocketNode.start(id, {});
  nodes.push(node);
  return node;
}

const turn = (credential: string): RTCIceServer[] => [{ urls: ['turn:turn.example:3478'], username: '1:u', credential }];

/** The servers that each media session was opened with. */
const used = () => vi.mocked(MediaSession.open).mock.calls.map(([, { iceServers }]) => iceServers);

beforeEach(() => void vi.spyOn(MediaSession, 'open').mockImplementation(async () => new FakeSession().real));
afterEach(() => {
  nodes.splice(0).forEach((node) => node.kill());
  vi.restoreAllMocks();
});

it('uses the TURN servers of the token answer, and those of the next one after it', async () => {
  const [home, other] = [await startNode('n1'), await startNode('n2')];
  const tokenProvider = async () => ({ url: other.url, token: 'other', iceServers: turn('second') });
  const room = new Room({ url: home.url, token: 'first', iceServers: turn('first'), chat: false, tokenProvider });
  await room.join();
  const reconnected = new Promise((resolve) => room.on('reconnected', resolve));

  home.kill();
  await reconnected;

  expect(used()).toEqual([turn('first'), turn('second')]);
  await room.leave();
});

it('keeps its servers when the next token has none', async () => {
  const [home, other] = [await startNode('n1'), await startNode('n2')];
  const room = new Room({ url: home.url, token: 'first', iceServers: turn('own'), chat: false, tokenProvider: async () => ({ url: other.url, token: 'other' }) });
  await room.join();
  const reconnected = new Promise((resolve) => room.on('reconnected', resolve));

  home.kill();
  await reconnected;

  expect(used()).toEqual([turn('own'), turn('own')]);
  await room.leave();
});

it('shares the servers of the answer among its candidates', async () => {
  const home = await startNode('n1');
  const candidates = [{ url: home.url, token: 'first' }];
  const room = new Room({ url: home.url, token: 'first', candidates, iceServers: turn('first'), chat: false });

  await room.join();

  expect(used()).toEqual([turn('first')]);
  await room.leave();
});
