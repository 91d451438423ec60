import { Device, type types } from 'mediasoup-client';
import type { FrameEncryption } from '../e2ee/frame-encryption.js';
import { ErrorCode } from '../errors/error-code.js';
import { toMediaError } from '../errors/media-error.js';
import { SignalError } from '../errors/signal-error.js';
import type { PeerInfo } from '../signaling/peer-info.js';
import type { DeviceInfo } from '../signaling/requests.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { describeBrowser } from './describe-browser.js';
import { MediaTransport, sctpCapabilities, type TransportSettings } from './media-transport.js';

/** Options of a media session. */
export interface MediaSessionOptions extends TransportSettings {
  /** Receive the streams of other participants. */
  receive: boolean;
  displayName?: string | undefined;
  device?: DeviceInfo | undefined;
  e2ee?: FrameEncryption | undefined;
}

/** The state of the media path. */
export type MediaState = 'idle' | 'connecting' | 'connected' | 'interrupted';

/**
 * The browser's side of one router: the common codecs, a receiving and a sending transport. It lives as
 * long as the router; after a worker failure the room opens another one.
 */
export class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #onState: () => void;
  #send: Promise<MediaTransport> | undefined;
  #sendNow: MediaTransport | undefined;
  #receive: MediaTransport | undefined;
  #closed = false;

  /** The mediasoup-client device. */
  readonly device: types.Device;

  /** The connection to the node that has the router. */
  readonly channel: SignalingChannel;

  private constructor(device: types.Device, channel: SignalingChannel, options: MediaSessionOptions, onState: () => void) {
    this.device = device;
    this.channel = channel;
    this.#options = options;
    this.#onState = onState;
  }

  /** Loads the router's codecs, and creates the receiving transport if this client receives. */
  static async open(channel: SignalingChannel, options: MediaSessionOptions, onState: () => void): Promise<MediaSession> {
    const routerRtpCapabilities = await channel.request('getRouterRtpCapabilities', {});
    const device = await createDevice();
    await device.load({ routerRtpCapabilities }).catch((error: unknown) => {
      throw toMediaError(error);
    });
    const session = new MediaSession(device, channel, options, onState);
    if (options.receive) {
      session.#receive = await MediaTransport.create('receive', device, channel, options, onState);
    }
    return session;
  }

  /**
   * Joins the room: from now on the node offers the streams of others. Returns the other peers; undefined when this peer had
   * joined already, because the answer to an earlier attempt was lost.
   */
  async join(): Promise<PeerInfo[] | undefined> {
    const { receive, displayName, device } = this.#options;
    try {
      const { peers } = await this.channel.request('join', {
        ...(displayName === undefined ? {} : { displayName }),
        device: device ?? describeBrowser(globalThis.navigator?.userAgent ?? '', this.device.handlerName),
        ...(receive ? { rtpCapabilities: this.device.recvRtpCapabilities, sctpCapabilities } : {}),
      });
      return peers;
    } catch (error) {
      if (error instanceof SignalError && error.code === ErrorCode.InvalidState) {
        return undefined;
      }
      throw error;
    }
  }

  /** The end-to-end encryption of the room's streams, if enabled. */
  get e2ee(): FrameEncryption | undefined {
    return this.#options.e2ee;
  }

  /** Whether this session is closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether streams can be sent over this session now. */
  get usable(): boolean {
    return !this.#closed && this.channel.connected;
  }

  /** The transport to receive with; undefined for a client that only sends. */
  get receiveTransport(): MediaTransport | undefined {
    return this.#receive;
  }

  /** The sending transport, if it was created. */
  get currentSendTransport(): MediaTransport | undefined {
    return this.#sendNow;
  }

  /** The sending transport, created on first use. */
  sendTransport(): Promise<MediaTransport> {
    this.#send ??= this.#createSend().catch((error: unknown) => {
      this.#send = undefined;
      throw error;
    });
    return this.#send;
  }

  /** The state of the media path over both transports. */
  get state(): MediaState {
    const transports = this.#transports();
    if (transports.some((transport) => transport.interrupted)) {
      return 'interrupted';
    }
    const states = transports.map((transport) => transport.inner.connectionState);
    return states.includes('connecting') ? 'connecting' : states.includes('connected') ? 'connected' : 'idle';
  }

  /** Restarts ICE on both transports: the network has changed. */
  restartIce(): void {
    this.#transports().forEach((transport) => transport.restartIce());
  }

  /** Closes the transports here: the node's halves are closed, or will be closed with the session there. */
  close(): void {
    this.#closed = true;
    this.#transports().forEach((transport) => transport.close());
  }

  /** Closes the transports here and at the node; the signalling session continues. */
  abandon(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#transports().forEach((transport) => transport.abandon());
    }
  }

  #transports(): MediaTransport[] {
    return [this.#receive, this.#sendNow].filter((transport) => transport !== undefined);
  }

  async #createSend(): Promise<MediaTransport> {
    const transport = await MediaTransport.create('send', this.device, this.channel, this.#options, this.#onState);
    if (this.#closed) {
      transport.abandon();
      throw new SignalError(ErrorCode.InvalidState, 'The media session is closed.');
    }
    this.#sendNow = transport;
    return transport;
  }
}

async function createDevice(): Promise<types.Device> {
  try {
    return await Device.factory();
  } catch (cause) {
    throw new SignalError(ErrorCode.Unsupported, 'This browser does not support WebRTC as required.', { cause });
  }
}
