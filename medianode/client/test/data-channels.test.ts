import { expect, it, vi } from 'vitest';
import { LocalData } from '../src/data/local-data.js';
import { RemoteData } from '../src/data/remote-data.js';
import { SessionGate } from '../src/media/session-gate.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';
import { FakeSession } from './fake-media.js';

const offer = { peerId: 'p2', dataProducerId: 'dp', id: 'dc1', sctpStreamParameters: {}, label: 'chat' };
const half = (id: string) => ({ id, readyState: 'open', on: () => undefined, close: vi.fn() });

async function channels(consumeData: () => Promise<object> = async () => half('dc1')) {
  const hub = new FakeHub({ closeDataProducer: () => ({}) }, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 1_000);
  await channel.connect('u', 't');
  const session = new FakeSession({ produceData: async () => half('dp1'), consumeData }, channel);
  const gate = new SessionGate();
  gate.change(session.real);
  const started = vi.fn();
  const local = new LocalData(gate);
  local.follow(channel);
  new RemoteData(channel, { started, ended: () => undefined }).move(session.real);
  return { hub, channel, local, started };
}

it('ends a channel that the node has closed', async () => {
  const { hub, local } = await channels();
  const publication = await local.publish({});
  hub.send('producerClosed', { producerId: 'dp1' });
  expect(publication.closed).toBe(true);
  expect(local.publications).toEqual([]);
});

it('closes at the node what it does not know when the session is back', async () => {
  const { hub, channel, local } = await channels();
  await local.publish({});
  local.resumed(channel, ['dp1', 'stale']);
  expect(hub.calls).toEqual([{ method: 'closeDataProducer', argument: { dataProducerId: 'stale' } }]);
});

it('accepts a repeated offer once', async () => {
  const { hub, started } = await channels();
  await expect(Promise.all([hub.send('newDataConsumer', offer), hub.send('newDataConsumer', offer)])).resolves.toEqual([{}, {}]);
  expect(started).toHaveBeenCalledTimes(1);
});

it('drops a channel that is closed before the browser has made its part', async () => {
  const consumer = half('dc1');
  let made = (_: object) => {};
  const { hub, started } = await channels(() => new Promise((resolve) => (made = resolve)));
  const answer = hub.send('newDataConsumer', offer);
  hub.send('dataConsumerClosed', { dataConsumerId: 'dc1' });
  made(consumer);
  await answer;
  expect(consumer.close).toHaveBeenCalled();
  expect(started).not.toHaveBeenCalled();
});
