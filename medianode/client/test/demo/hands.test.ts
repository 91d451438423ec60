import { Emitter, type DataSubscription, type Room } from '@signal-hybrid/client';
import { expect, it } from 'vitest';
import { handLabel, Hands } from '../../demo/src/call/hands.js';

interface Events {
  dataSubscribed: DataSubscription;
  dataUnsubscribed: DataSubscription;
}

class Channel extends Emitter<{ closed: undefined }> {
  async close(): Promise<void> {
    this.emit('closed', undefined);
  }
}

class FakeRoom extends Emitter<Events> {
  readonly opened: { label: string; channel: Channel }[] = [];

  async publishData({ label }: { label: string }): Promise<Channel> {
    const channel = new Channel();
    this.opened.push({ label, channel });
    return channel;
  }

  announce(subscription: { label: string; peerId: string | null }): DataSubscription {
    this.emit('dataSubscribed', subscription as DataSubscription);
    return subscription as DataSubscription;
  }

  end(subscription: DataSubscription): void {
    this.emit('dataUnsubscribed', subscription);
  }
}

function handsIn(room: FakeRoom) {
  const changes: (string | undefined)[] = [];
  return { hands: new Hands(room as unknown as Room, (raisedBy) => changes.push(raisedBy)), changes };
}

it('raises a hand by opening a channel, and lowers it by closing the channel', async () => {
  const room = new FakeRoom();
  const { hands, changes } = handsIn(room);
  await hands.toggle();
  expect(room.opened.map(({ label }) => label)).toEqual([handLabel]);
  expect(hands.own).toBe(true);
  await hands.toggle();
  expect(hands.own).toBe(false);
  expect(changes).toHaveLength(2);
});

it('is lowered when the node closes the channel', async () => {
  const room = new FakeRoom();
  const { hands } = handsIn(room);
  await hands.toggle();
  await room.opened[0]!.channel.close();
  expect(hands.own).toBe(false);
});

it('knows the hands of others while their channels are open', () => {
  const room = new FakeRoom();
  const { hands, changes } = handsIn(room);
  const ben = room.announce({ label: handLabel, peerId: 'ben' });
  room.announce({ label: 'chat', peerId: 'cleo' });
  room.announce({ label: handLabel, peerId: null });
  expect([hands.isRaised('ben'), hands.isRaised('cleo')]).toEqual([true, false]);
  room.end(ben);
  expect(hands.isRaised('ben')).toBe(false);
  expect(changes).toEqual(['ben', undefined]);
});

it('follows a peer whose id changes', () => {
  const room = new FakeRoom();
  const { hands } = handsIn(room);
  const ben = { label: handLabel, peerId: 'ben' };
  room.announce(ben);
  ben.peerId = 'ben-2';
  expect([hands.isRaised('ben'), hands.isRaised('ben-2')]).toEqual([false, true]);
});
