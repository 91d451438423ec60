import type { types } from 'mediasoup-client';
import { expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { LocalMedia } from '../src/media/local-media.js';
import type { Publication } from '../src/media/publication.js';
import { publishScreen } from '../src/media/publish-devices.js';
import { SessionGate } from '../src/media/session-gate.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';
import { FakeProducer, FakeSession, FakeTrack } from './fake-media.js';

/** A session that makes producers, each after what `before` waits for. */
function sending(before: () => Promise<unknown> = () => Promise.resolve()): FakeSession {
  let made = 0;
  return new FakeSession({
    produce: async ({ track }: { track: MediaStreamTrack }) => {
      await before();
      return new FakeProducer(`${track.kind}${++made}`, track);
    },
  });
}

async function localMedia(session: FakeSession) {
  const accept = () => ({});
  const hub = new FakeHub({ closeProducer: accept, pauseProducer: accept }, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 1_000);
  await channel.connect('u', 't');
  const gate = new SessionGate();
  Object.assign(session, { channel });
  gate.change(session.real);
  const told: string[] = [];
  const local = new LocalMedia(gate, {
    published: ({ source }) => told.push(`published ${source}`),
    unpublished: ({ source }) => told.push(`unpublished ${source}`),
  });
  local.follow(channel);
  return { hub, gate, local, told, channel };
}

it('reports a stream when it is sent, and when it has ended', async () => {
  const { local, told } = await localMedia(sending());
  const publication = await local.publish(new FakeTrack('audio').real, {});
  expect(local.publications).toEqual([publication]);
  await publication.close();
  expect(told).toEqual(['published microphone', 'unpublished microphone']);
  expect(local.publications).toEqual([]);
});

it('does not report a stream that ends before it is sent, and closes it at the node', async () => {
  const track = new FakeTrack('audio');
  const { hub, local, told } = await localMedia(sending(async () => track.end()));
  await expect(local.publish(track.real, {})).rejects.toMatchObject({ code: ErrorCode.InvalidState });
  expect(told).toEqual([]);
  expect(hub.calls).toEqual([{ method: 'closeProducer', argument: { producerId: 'audio1' } }]);
});

it('moves a stream that is being published to the next session', async () => {
  const first = sending(() => {
    first.close();
    return Promise.reject(new Error('AwaitQueue stopped'));
  });
  const { gate, local, told } = await localMedia(first);
  const publishing = local.publish(new FakeTrack('audio').real, {});
  await vi.waitFor(() => expect(first.closed).toBe(true));
  const second = sending();
  gate.change(second.real);
  await local.move(second.real);
  expect((await publishing).id).toBe('audio1');
  expect(told).toEqual(['published microphone']);
});

it('closes unknown producers at the node when the session is restored', async () => {
  const { hub, local, channel } = await localMedia(sending());
  await local.publish(new FakeTrack('audio').real, {});
  local.resumed(channel, ['audio1', 'stale']);
  local.resumed(channel);
  expect(hub.calls).toEqual([{ method: 'closeProducer', argument: { producerId: 'stale' } }]);
});

it('mutes a stream at the node that was muted while it was republished', async () => {
  let publication: Publication | undefined;
  const session = sending(async () => publication?.mute());
  const { hub, local } = await localMedia(session);
  publication = await local.publish(new FakeTrack('audio').real, {});
  await local.move(session.real);
  await vi.waitFor(() => expect(hub.calls.map(({ argument }) => argument)).toContainEqual({ producerId: 'audio2' }));
});

it('shares a screen without audio when the audio cannot be sent', async () => {
  const [picture, sound] = [new FakeTrack('video'), new FakeTrack('audio')];
  const stream = { getTracks: () => [picture, sound], getAudioTracks: () => [sound] };
  vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia: async () => stream } });
  const session = sending();
  const codec = { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 101 };
  session.device.sendRtpCapabilities.codecs = [codec];
  const { local, told } = await localMedia(session);
  const share = await publishScreen(local, {});
  vi.unstubAllGlobals();
  expect(share.audio).toBeUndefined();
  expect(share.video.closed).toBe(false);
  expect(sound.readyState).toBe('ended');
  expect(told).toEqual(['published screen']);
});

it('sends the current track when the transport is ready', async () => {
  const sent: MediaStreamTrack[] = [];
  const { local } = await localMedia(sending());
  const publication = await local.publish(new FakeTrack('audio').real, {});
  const filtered = new FakeTrack('audio');
  const produce = async ({ track }: { track: MediaStreamTrack }) => (sent.push(track), new FakeProducer('audio2', track));
  const next = new FakeSession({ produce });
  next.sendTransport = async () => {
    await publication.replaceTrack(filtered.real);
    return { inner: next.inner };
  };
  await local.move(next.real);
  expect(sent).toEqual([filtered]);
});

it.each([
  ['sent', () => Promise.resolve()],
  ['refused', () => Promise.reject(new Error('refused'))],
])('releases what stands in for a microphone that is off, when it is %s', async (_, before) => {
  const [standIn, close, made] = [new FakeTrack('audio'), vi.fn(), vi.fn()];
  vi.stubGlobal('AudioContext', class {
    close = close;
    createMediaStreamDestination = () => (made(), { stream: { getAudioTracks: () => [standIn] } });
  });
  const { local } = await localMedia(sending());
  const publication = await local.publish(new FakeTrack('audio').real, {}, { open: async () => new FakeTrack('audio').real, releaseOnMute: true });
  await publication.mute();
  await local.move(sending(before).real).catch(() => undefined);
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  vi.unstubAllGlobals();
  expect(made).toHaveBeenCalledOnce();
  expect(standIn.readyState).toBe('ended');
});

it('marks an encrypted stream, and encrypts before it is negotiated', async () => {
  const sender = {} as RTCRtpSender;
  const encrypt = vi.fn();
  const produced: types.ProducerOptions[] = [];
  const session = new FakeSession({
    produce: async (options: types.ProducerOptions) => {
      produced.push(options);
      options.onRtpSender?.(sender);
      return new FakeProducer('audio1', options.track!);
    },
  });
  Object.assign(session, { e2ee: { encrypt } });
  const { local } = await localMedia(session);
  await local.publish(new FakeTrack('audio').real, {});
  expect(produced[0]!.appData).toMatchObject({ e2ee: true });
  expect(encrypt).toHaveBeenCalledExactlyOnceWith(sender);
});
