import { expect, it } from 'vitest';
import { Roster } from '../src/peers/roster.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';

/** A client that has requested to join; the answer has not arrived yet. */
async function joining() {
  const hub = new FakeHub({}, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 200);
  const events: string[] = [];
  const roster = new Roster(channel, () => [], {
    joined: ({ id }) => events.push(`+${id}`),
    left: ({ id }) => events.push(`-${id}`),
    updated: () => undefined,
  });
  await channel.connect('u', 't');
  roster.awaitList();
  return { hub, roster, events };
}

const peer = (id: string) => ({ id, userId: id, displayName: id });

it('keeps peers that join before the list of peers arrives', async () => {
  const { hub, roster } = await joining();

  hub.send('newPeer', peer('late'));
  roster.replace([peer('ann')]);

  expect([...roster.peers.keys()]).toEqual(['late', 'ann']);
});

it('does not restore peers that leave before the list of peers arrives', async () => {
  const { hub, roster, events } = await joining();

  hub.send('newPeer', peer('ann'));
  hub.send('peerClosed', { peerId: 'ann' });
  roster.replace([peer('ann'), peer('ben')]);

  expect([...roster.peers.keys()]).toEqual(['ben']);
  expect(events).toEqual(['+ann', '-ann', '+ben']);
});

it('replaces all peers by the next list', async () => {
  const { hub, roster } = await joining();
  hub.send('newPeer', peer('late'));
  roster.replace([]);

  roster.awaitList();
  roster.replace([peer('ann')]);

  expect([...roster.peers.keys()]).toEqual(['ann']);
});
