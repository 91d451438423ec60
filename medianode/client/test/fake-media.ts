import type { types } from 'mediasoup-client';
import type { MediaSession } from '../src/media/media-session.js';
import type { SignalingChannel } from '../src/signaling/signaling-channel.js';

/** A track without a device. */
export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';

  constructor(readonly kind: 'audio' | 'video' = 'video') {
    super();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device is pulled out. */
  end(): void {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }

  getSettings(): MediaTrackSettings {
    return {};
  }

  get real(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** A producer without a network. */
export class FakeProducer {
  closed = false;
  paused = false;

  constructor(
    readonly id: string,
    public track: MediaStreamTrack | null,
  ) {}

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  async replaceTrack({ track }: { track: MediaStreamTrack | null }): Promise<void> {
    this.track = track;
  }

  close(): void {
    this.closed = true;
  }

  get real(): types.Producer {
    return this as unknown as types.Producer;
  }
}

/** A media session whose transports are scripted by the test. */
export class FakeSession {
  closed = false;
  readonly state = 'idle';
  readonly device = {
    canProduce: () => true,
    sendRtpCapabilities: { codecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, preferredPayloadType: 100 }] },
  };
  readonly receiveTransport: { inner: object };

  constructor(
    readonly inner: Record<string, (options: never) => unknown> = {},
    readonly channel: SignalingChannel = { connected: true } as SignalingChannel,
  ) {
    this.receiveTransport = { inner };
  }

  get usable(): boolean {
    return !this.closed && this.channel.connected;
  }

  sendTransport = async () => ({ inner: this.inner });

  join = async (): Promise<unknown> => [];

  restartIce(): void {}

  close(): void {
    this.closed = true;
  }

  abandon(): void {
    this.closed = true;
  }

  get real(): MediaSession {
    return this as unknown as MediaSession;
  }
}
