import { expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { MediaSession } from '../src/media/media-session.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';

type Listener = (parameters: object, done: () => void, fail: (error: Error) => void) => void;

const listeners = new Map<string, Listener>();

vi.mock('mediasoup-client', () => {
  const transport = { id: 't1', connectionState: 'new', on: (name: string, listener: Listener) => void listeners.set(name, listener), close: () => undefined };
  const device = { load: async () => undefined, handlerName: 'Fake', recvRtpCapabilities: {}, createRecvTransport: () => transport };
  return { Device: { factory: async () => device } };
});

const refuse = (code: number) => () => Promise.reject(new Error(`HubException: {"errcode":${code},"errmsg":"No."}`));

async function openSession(answers: Record<string, () => unknown> = {}) {
  const usual = { getRouterRtpCapabilities: () => ({}), createWebRtcTransport: () => ({ id: 't1' }), closeTransport: () => ({}) };
  const hub = new FakeHub({ ...usual, ...answers }, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 1_000);
  await channel.connect('u', 't');
  const session = await MediaSession.open(channel, { receive: true }, () => undefined);
  return { session, closed: () => hub.calls.filter(({ method }) => method === 'closeTransport') };
}

it('treats "joined already" as joined', async () => {
  const { session } = await openSession({ join: refuse(ErrorCode.InvalidState) });
  await expect(session.join()).resolves.toBeUndefined();
});

it('passes on any other refusal to join', async () => {
  const { session } = await openSession({ join: refuse(ErrorCode.LimitReached) });
  await expect(session.join()).rejects.toMatchObject({ code: ErrorCode.LimitReached });
});

it('closes an abandoned transport at the node as well, and only that', async () => {
  const { session, closed } = await openSession();
  session.abandon();
  session.abandon();
  expect(closed()).toEqual([{ method: 'closeTransport', argument: { transportId: 't1' } }]);
  const other = await openSession();
  other.session.close();
  expect(other.closed()).toEqual([]);
});

it('treats "connected already" as connected', async () => {
  await openSession({ connectWebRtcTransport: refuse(ErrorCode.InvalidState) });
  await new Promise<void>((done, fail) => listeners.get('connect')!({ dtlsParameters: {} }, done, fail));
});
