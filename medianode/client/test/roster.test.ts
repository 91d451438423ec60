import { expect, it } from 'vitest';
import { Roster } from '../src/peers/roster.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';

/** A client that has asked to join; the node's answer is under way. */
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

it('keeps whoever comes while the list of peers is on its way', async () => {
  const { hub, roster } = await joining();

  hub.send('newPeer', peer('late'));
  roster.replace([peer('ann')]);

  expect([...roster.peers.keys()]).toEqual(['late', 'ann']);
});

it('does not bring back whoever goes while the list of peers is on its way', async () => {
  const { hub, roster, events } = await joining();

  hub.send('newPeer', peer('ann'));
  hub.send('peerClosed', { peerId: 'ann' });
  roster.replace([peer('ann'), peer('ben')]);

  expect([...roster.peers.keys()]).toEqual(['ben']);
  expect(events).toEqual(['+ann', '-ann', '+ben']);
});

it('takes the next list for the truth again', async () => {
  const { hub, roster } = await joining();
  hub.send('newPeer', peer('late'));
  roster.replace([]);

  roster.awaitList();
  roster.replace([peer('ann')]);

  expect([...roster.peers.keys()]).toEqual(['ann']);
});
