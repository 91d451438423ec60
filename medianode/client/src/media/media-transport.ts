import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import type { SignalError } from '../errors/signal-error.js';
import type { SctpCapabilities } from '../signaling/requests.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { IceKeeper } from './ice-keeper.js';

/** The direction of the media. */
export type Direction = 'send' | 'receive';

/** Network options of the transports. */
export interface TransportSettings {
  /** Offer only TCP candidates, for networks that block UDP. Default: false. */
  forceTcp?: boolean;
  /** STUN and TURN servers. Default: those of the token answer; media nodes are reachable directly, so there may be none. */
  iceServers?: RTCIceServer[];
  /** `relay` sends everything over a TURN server. Default: `all`. */
  iceTransportPolicy?: RTCIceTransportPolicy;
}

/** The number of streams that WebRTC implementations support; the association grows as channels are added. */
export const sctpCapabilities: SctpCapabilities = { numStreams: { OS: 1024, MIS: 1024 } };

/** One WebRTC transport, paired with its other half at the node. */
export class MediaTransport {
  readonly direction: Direction;
  readonly inner: types.Transport;
  readonly #channel: SignalingChannel;
  readonly #ice: IceKeeper;

  private constructor(direction: Direction, inner: types.Transport, channel: SignalingChannel, onState: () => void) {
    this.direction = direction;
    this.inner = inner;
    this.#channel = channel;
    this.#ice = new IceKeeper(async () => {
      const iceParameters = await channel.request('restartIce', { transportId: inner.id });
      await inner.restartIce({ iceParameters });
    });
    inner.on('connectionstatechange', (state) => {
      this.#ice.update(state);
      if (this.interrupted) {
        // The path fails when the host hangs or is cut off, which the socket may not detect for a long time.
        void channel.probe();
      }
      onState();
    });
  }

  /** Creates both halves. The first stream opens the network path. */
  static async create(
    direction: Direction,
    device: types.Device,
    channel: SignalingChannel,
    settings: TransportSettings,
    onState: () => void,
  ): Promise<MediaTransport> {
    const parameters = await channel.request('createWebRtcTransport', {
      forceTcp: settings.forceTcp ?? false,
      producing: direction === 'send',
      consuming: direction === 'receive',
      sctpCapabilities,
    });
    const options: types.TransportOptions = { ...parameters };
    if (settings.iceServers) {
      options.iceServers = settings.iceServers;
    }
    if (settings.iceTransportPolicy) {
      options.iceTransportPolicy = settings.iceTransportPolicy;
    }
    const inner = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    wire(inner, channel);
    return new MediaTransport(direction, inner, channel, onState);
  }

  /** Whether the path is lost. */
  get interrupted(): boolean {
    return this.inner.connectionState === 'disconnected' || this.inner.connectionState === 'failed';
  }

  /** Restarts ICE, if there is a path to restart. */
  restartIce(): void {
    this.#ice.now();
  }

  /** Closes this half; tracks that were sent over it stay alive. */
  close(): void {
    this.#ice.stop();
    this.inner.close();
  }

  /** Closes both halves. */
  abandon(): void {
    this.close();
    // The node may have closed its half already.
    this.#channel.request('closeTransport', { transportId: this.inner.id }).catch(() => undefined);
  }
}

function wire(transport: types.Transport, channel: SignalingChannel): void {
  transport.on('connect', ({ dtlsParameters }, done, fail) => {
    channel.request('connectWebRtcTransport', { transportId: transport.id, dtlsParameters }).then(
      () => done(),
      // Connected already: the answer of an earlier attempt was lost.
      (error: SignalError) => (error.code === ErrorCode.InvalidState ? done() : fail(error)),
    );
  });
  transport.on('produce', ({ kind, rtpParameters, appData }, done, fail) => {
    const { paused, ...rest } = appData as { paused?: boolean };
    channel
      .request('produce', { transportId: transport.id, kind, rtpParameters, appData: rest, paused: paused ?? false })
      .then(done, fail);
  });
  transport.on('producedata', ({ sctpStreamParameters, label, protocol, appData }, done, fail) => {
    channel
      .request('produceData', {
        transportId: transport.id,
        sctpStreamParameters,
        label: label ?? '',
        protocol: protocol ?? '',
        appData,
      })
      .then(done, fail);
  });
}
