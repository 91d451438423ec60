import { describe, expect, it, vi } from 'vitest';
import { Subscription } from '../src/media/subscription.js';
import type { ConsumerOffer } from '../src/signaling/server-events.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';

const offer: ConsumerOffer = {
  peerId: 'p2',
  producerId: 'pr1',
  id: 'c1',
  kind: 'video',
  rtpParameters: { codecs: [], encodings: [{ scalabilityMode: 'L3T3' }] },
  type: 'simulcast',
  appData: { source: 'camera', width: 1280, height: 720 },
  producerPaused: false,
};

async function subscribe(changes: Partial<ConsumerOffer> = {}) {
  const answers = { setConsumerPreferredLayers: () => ({}), pauseConsumer: () => ({}), resumeConsumer: () => ({}) };
  const hub = new FakeHub(answers, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 1_000);
  await channel.connect('u', 't');
  const subscription = new Subscription(channel, { ...offer, ...changes }, false);
  subscription.accepted();
  return { hub, channel, subscription };
}

describe('Subscription', () => {
  it('asks for another layer only when another one fits', async () => {
    const { hub, subscription } = await subscribe();
    await subscription.adaptToSize(300, 170);
    await subscription.adaptToSize(320, 180);
    await subscription.adaptToSize(1280, 720);
    expect(hub.calls.map(({ argument }) => argument)).toEqual([
      { consumerId: 'c1', spatialLayer: 0, temporalLayer: 2 },
      { consumerId: 'c1', spatialLayer: 2, temporalLayer: 2 },
    ]);
  });

  it('leaves the layers alone once the application has chosen', async () => {
    const { hub, subscription } = await subscribe();
    await subscription.setPreferredLayers({ spatial: 1, temporal: 0 });
    await subscription.adaptToSize(1280, 720);
    expect(hub.calls).toHaveLength(1);
    expect(subscription.preferredLayers).toEqual({ spatial: 1, temporal: 0 });
  });

  it('does not request layers of a stream with one layer', async () => {
    const { hub, subscription } = await subscribe({ rtpParameters: { codecs: [], encodings: [{}] } });
    await subscription.adaptToSize(10, 10);
    expect(hub.calls).toEqual([]);
  });

  it('knows the quality only when layers arrive, and emits an event when it changes', async () => {
    const { subscription } = await subscribe();
    const told = vi.fn();
    subscription.on('quality', told);
    subscription.scored({ score: 10, producerScore: 0, producerScores: [10, 10, 0] });
    subscription.switchedTo(1, 2);
    subscription.switchedTo(null, null);
    expect(told.mock.calls).toEqual([['unknown'], ['good'], ['lost']]);
  });

  it('pauses and resumes at the node, once each', async () => {
    const { hub, subscription } = await subscribe();
    await subscription.pause();
    await subscription.pause();
    await subscription.resume();
    expect(hub.calls.map(({ method }) => method)).toEqual(['pauseConsumer', 'resumeConsumer']);
  });

  it('knows its source, or guesses it from the kind', async () => {
    expect((await subscribe()).subscription.source).toBe('camera');
    expect((await subscribe({ appData: { source: 'screen' } })).subscription.source).toBe('screen');
    expect((await subscribe({ appData: { source: 'nonsense' } })).subscription.source).toBe('camera');
    expect((await subscribe({ kind: 'audio', appData: null })).subscription.source).toBe('microphone');
  });
});
