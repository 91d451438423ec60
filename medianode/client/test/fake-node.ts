import { EventEmitter } from 'node:events';
import { vi } from 'vitest';
import type { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';
import { FakeProducer, FakeSession, FakeTrack } from './fake-media.js';

const accept = () => ({});

/** The offer of a microphone. */
export const microphone = (peerId: string, id: string) => ({
  peerId,
  producerId: `pr-${id}`,
  id,
  kind: 'audio',
  rtpParameters: { codecs: [] },
  type: 'simple',
  producerPaused: false,
});

/** A node as the room sees it: its connection, and the session that is opened over it. */
export class FakeNode {
  readonly hub: FakeHub;
  readonly consumers: { track: FakeTrack; closed: boolean }[] = [];
  readonly producers: FakeProducer[] = [];
  readonly channels: EventEmitter[] = [];
  peers: object[] = [];
  refuse = false;
  /** Whether the streams that it offers arrive. */
  arrives = true;
  beforeJoin: () => Promise<void> | void = () => undefined;

  constructor(
    readonly name: string,
    readonly roomId = welcome.roomId,
  ) {
    this.hub = new FakeHub({ leave: accept, pauseConsumer: accept, resumeConsumer: accept, resumeProducer: accept }, (hub) => {
      hub.send('welcome', { ...welcome, peerId: `ann@${name}`, nodeId: name, roomId });
    });
  }

  session(channel: SignalingChannel): FakeSession {
    const session = new FakeSession(
      {
        produce: async ({ track }: { track: MediaStreamTrack }) => {
          const producer = new FakeProducer(`${this.name}-${this.producers.length}`, track);
          this.producers.push(producer);
          return producer;
        },
        consumeData: async () => {
          const channel = new EventEmitter() as EventEmitter & { close: () => void };
          channel.close = vi.fn();
          this.channels.push(channel);
          return channel;
        },
        consume: async () => {
          const consumer = {
            track: new FakeTrack('audio'),
            closed: false,
            rtpReceiver: { getSynchronizationSources: () => (this.arrives ? [{}] : []) },
            pause: () => undefined,
            resume: () => undefined,
            close: () => (consumer.closed = true),
          };
          this.consumers.push(consumer);
          return consumer;
        },
      },
      channel,
    );
    session.join = async () => {
      await this.beforeJoin();
      if (this.refuse) {
        throw new Error('full');
      }
      return this.peers;
    };
    return session;
  }
}
