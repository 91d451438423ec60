import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { RemoteMedia, type SubscribeMode } from '../src/media/remote-media.js';
import type { Subscription } from '../src/media/subscription.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';
import { FakeSession } from './fake-media.js';

const offer = { peerId: 'p2', producerId: 'pr', id: 'c1', kind: 'audio', rtpParameters: { codecs: [] }, type: 'simple', producerPaused: false };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A receiver that is offered a stream; the list records requests and answers to the node. */
async function receiving(mode: SubscribeMode, started: (subscription: Subscription) => void = () => undefined) {
  const seen: string[] = [];
  const note = (what: string) => () => {
    seen.push(what);
    return {};
  };
  const hub = new FakeHub({ pauseConsumer: note('pause'), resumeConsumer: note('resume') }, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 1_000);
  await channel.connect('u', 't');
  const consumer = { pause: () => undefined, resume: () => undefined, close: () => undefined };
  const remote = new RemoteMedia(channel, mode, { started, ended: () => undefined });
  remote.move(new FakeSession({ consume: async () => consumer }).real);
  const offered = async () => {
    await hub.send('newConsumer', offer);
    note('accepted')();
    await vi.runAllTimersAsync();
  };
  return { seen, remote, hub, offered };
}

it('holds a stream again once the node has begun to send it', async () => {
  const { seen, offered } = await receiving('manual');
  await offered();
  expect(seen).toEqual(['accepted', 'pause']);
});

it('does not hold a stream that was resumed as soon as it was there', async () => {
  const { seen, offered } = await receiving('manual', (subscription) => void subscription.resume());
  await offered();
  expect(seen).toEqual(['accepted']);
});

it('sends a pause only after the answer that would undo it', async () => {
  const { seen, offered } = await receiving('automatic', (subscription) => void subscription.pause());
  await offered();
  expect(seen).toEqual(['accepted', 'pause']);
});

it('accepts an offer that is made again, and holds the stream as before', async () => {
  const { seen, offered, remote } = await receiving('manual');
  await offered();
  await offered();
  expect(seen).toEqual(['accepted', 'pause', 'accepted', 'pause']);
  expect(remote.subscriptions).toHaveLength(1);
});

it('defers a pause while the connection is lost', async () => {
  const { seen, offered, remote, hub } = await receiving('automatic');
  await offered();
  hub.lose();
  await remote.subscriptions[0]!.pause();
  expect(seen).toEqual(['accepted']);
  expect(remote.subscriptions[0]!.paused).toBe(true);
});

it('asks again for a pause that the node refused', async () => {
  const { seen, offered, remote, hub } = await receiving('automatic');
  await offered();
  vi.spyOn(hub, 'invoke').mockRejectedValueOnce(new Error('HubException: {"errcode":1000,"errmsg":"Too many requests."}'));
  await expect(remote.subscriptions[0]!.pause()).rejects.toThrow('Too many');
  remote.resumed();
  expect(seen).toEqual(['accepted', 'pause']);
});

it('declines an encrypted stream without a key', async () => {
  const { hub, remote } = await receiving('automatic');
  await expect(hub.send('newConsumer', { ...offer, appData: { e2ee: true } })).rejects.toMatchObject({ code: ErrorCode.Unsupported });
  expect(remote.subscriptions).toEqual([]);
});
