import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { ErrorCode } from '../../src/errors/error-code.js';
import { ConnectionError, RequestError } from '../../src/errors/signal-error.js';
import { signalRHubs } from '../../src/signaling/hub.js';
import { SignalingChannel } from '../../src/signaling/signaling-channel.js';

// The signalling layer against a real media node. The environment provides the node's hub URL, and tokens for one room.
const url = process.env['SIGNAL_HUB_URL'] ?? '';
const tokens = (process.env['SIGNAL_TOKENS'] ?? '').split(' ');

describe.each([
  ['JSON', undefined],
  ['MessagePack', new MessagePackHubProtocol()],
])('a real hub, over %s', (_, hubProtocol) => {
  const open: SignalingChannel[] = [];
  const channel = () => {
    const made = new SignalingChannel(signalRHubs(hubProtocol ? { hubProtocol } : {}), 15_000);
    open.push(made);
    return made;
  };
  let ann: SignalingChannel;
  let token: string;

  beforeEach(() => {
    token = tokens.shift() ?? '';
    ann = channel();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.disconnect()));
  });

  it('welcomes, answers requests, and refuses with typed errors', async () => {
    const welcome = await ann.connect(url, token);
    expect(welcome).toMatchObject({ peerId: expect.any(String), grants: { subscribe: true }, sessionSecret: expect.any(String) });
    const capabilities = await ann.request('getRouterRtpCapabilities', {});
    expect(capabilities.codecs?.map(({ mimeType }) => mimeType.toLowerCase())).toContain('audio/opus');

    const refused = ann.request('restartIce', { transportId: 'unknown' });
    await expect(refused).rejects.toBeInstanceOf(RequestError);
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.NotFound, method: 'restartIce' });
  });

  it('refuses a token that was used, and one that is none', async () => {
    await ann.connect(url, token);
    await expect(channel().connect(url, token)).rejects.toMatchObject({ code: ErrorCode.Unauthorized, status: 401 });
    await expect(channel().connect(url, 'nonsense')).rejects.toBeInstanceOf(ConnectionError);
  });

  it('notifies peers of each other, and resumes a session for the holder of its secret', async () => {
    const joining = { rtpCapabilities: { codecs: [], headerExtensions: [] } };
    const { peerId, sessionSecret = '' } = await ann.connect(url, token);
    await ann.request('join', joining);
    const ben = channel();
    const seen = new Promise((resolve) => ann.on('newPeer', resolve));
    const welcome = await ben.connect(url, tokens.shift() ?? '');
    const { peers } = await ben.request('join', { displayName: 'Ben', ...joining });
    expect(peers.map(({ id }) => id)).toContain(peerId);
    await expect(seen).resolves.toMatchObject({ id: welcome.peerId, displayName: 'Ben' });

    const again = channel();
    const replayed = new Promise((resolve) => again.on('newPeer', resolve));
    const left = new Promise((resolve) => again.on('peerClosed', resolve));
    await again.resume(url, { peerId, sessionSecret });
    await expect(replayed).resolves.toMatchObject({ id: welcome.peerId });
    await ben.request('leave', {});
    await expect(left).resolves.toEqual({ peerId: welcome.peerId });
    await expect(ben.resume(url, { peerId, sessionSecret: 'session.guess' })).rejects.toMatchObject({ code: ErrorCode.Unauthorized });
  });
});
