import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { chooseCodec, layeringFor } from './codec-choice.js';
import { videoEncodings } from './encodings.js';
import { sourceOf } from './media-source.js';
import type { MediaSession } from './media-session.js';
import { Publication } from './publication.js';
import type { PublishOptions } from './publish-options.js';

/** Where a track comes from, as far as this client opened it itself. */
export interface TrackOrigin {
  open?: (constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>;
  reopen?: () => Promise<MediaStreamTrack>;
}

interface Entry {
  publication: Publication;
  options: PublishOptions;
}

/** The streams that this client sends: made once, sent again over every new media session. */
export class LocalMedia {
  readonly #channel: SignalingChannel;
  readonly #entries = new Set<Entry>();
  readonly #onEnd: (publication: Publication) => void;
  #session: MediaSession | undefined;

  constructor(channel: SignalingChannel, onEnd: (publication: Publication) => void) {
    this.#channel = channel;
    this.#onEnd = onEnd;
    channel.on('producerScore', ({ producerId, score }) => this.#find(producerId)?.scored(score));
    channel.on('producerPaused', ({ producerId }) => this.#find(producerId)?.pausedByServer());
    channel.on('producerClosed', ({ producerId }) => this.#find(producerId)?.endedByServer());
  }

  /** All streams being sent, muted ones included. */
  get publications(): Publication[] {
    return [...this.#entries].map(({ publication }) => publication);
  }

  /** Begins to send a track. */
  async publish(track: MediaStreamTrack, options: PublishOptions, { open, reopen }: TrackOrigin = {}): Promise<Publication> {
    const kind = track.kind as types.MediaKind;
    const source = options.source ?? sourceOf(kind, options.appData);
    const appData = { ...options.appData, source, ...frameSize(track) };
    const publication = new Publication(
      this.#channel,
      { kind, source, track, appData, open, reopen, ownsTrack: options.stopTrack ?? false },
      options.muted ?? false,
    );
    const entry = { publication, options };
    this.#entries.add(entry);
    publication.once('closed', () => this.#entries.delete(entry));
    const session = this.#session;
    try {
      await this.#produce(entry);
    } catch (error) {
      if (session === this.#session) {
        publication.endedByServer();
        throw error;
      }
      // The session was replaced meanwhile, and the stream moved to the new one.
    }
    publication.once('closed', () => this.#onEnd(publication));
    return publication;
  }

  /** The session is back: tells the node which streams were muted or unmuted meanwhile. */
  async reconcile(): Promise<void> {
    await Promise.all(this.publications.map((publication) => publication.reconcile()));
  }

  /** Sends everything over a new session. A stream that the new session does not take ends. */
  async move(session: MediaSession): Promise<void> {
    this.#session = session;
    for (const entry of [...this.#entries]) {
      entry.publication.detach();
      try {
        await this.#produce(entry);
      } catch (error) {
        if (session.closed || !this.#channel.connected) {
          throw error;
        }
        entry.publication.endedByServer();
      }
    }
  }

  /** Ends all streams. */
  close(): void {
    this.#session = undefined;
    this.publications.forEach((publication) => publication.endedByServer());
  }

  async #produce({ publication, options }: Entry): Promise<void> {
    const session = this.#session;
    if (!session) {
      throw new SignalError(ErrorCode.InvalidState, 'The room is not joined.');
    }
    const track = publication.track ?? placeholderTrack(publication.kind);
    if (!session.device.canProduce(publication.kind)) {
      throw new SignalError(ErrorCode.Unsupported, `The room takes no ${publication.kind} that this browser can send.`);
    }
    const transport = await session.sendTransport();
    const producer = await transport.inner.produce({
      track,
      stopTracks: false,
      // Carried to the `produce` request by way of the app data, which is the only bag that travels there.
      appData: { ...publication.appData, paused: publication.muted },
      ...producerShape(session.device, publication, track, options),
    });
    if (publication.muted) {
      producer.pause();
    }
    if (!publication.track) {
      await producer.replaceTrack({ track: null });
      track.stop();
    }
    if (session !== this.#session) {
      producer.close();
      return;
    }
    publication.attach(producer);
    if (publication.closed) {
      await this.#channel.request('closeProducer', { producerId: producer.id });
    }
  }

  #find(producerId: string): Publication | undefined {
    return this.publications.find(({ id }) => id === producerId);
  }
}

type Shape = Pick<types.ProducerOptions, 'encodings' | 'codec' | 'codecOptions'>;

function producerShape(device: types.Device, publication: Publication, track: MediaStreamTrack, options: PublishOptions): Shape {
  const codec = chooseCodec(publication.kind, options.codec, device.sendRtpCapabilities);
  if (!codec) {
    throw new SignalError(ErrorCode.Unsupported, `The room or the browser does not have ${options.codec ?? publication.kind}.`);
  }
  const shape: Shape = { codec };
  if (publication.kind === 'audio') {
    const music = publication.source === 'screenAudio';
    shape.codecOptions = { opusStereo: music, opusDtx: !music, opusFec: true };
    return shape;
  }
  const wanted = options.layering ?? (publication.source === 'screen' ? 'single' : 'simulcast');
  const { width = 1280, height = 720 } = track.getSettings();
  shape.encodings = videoEncodings({
    layering: layeringFor(codec, wanted),
    source: publication.source,
    width,
    height,
    maxBitrate: options.maxBitrate,
  });
  shape.codecOptions = { videoGoogleStartBitrate: 1000 };
  return shape;
}

function frameSize(track: MediaStreamTrack): { width?: number; height?: number } {
  const { width, height } = track.getSettings();
  return track.kind === 'video' && width && height ? { width, height } : {};
}

/** A producer needs a track to start with, even when its device is released at that moment. */
function placeholderTrack(kind: types.MediaKind): MediaStreamTrack {
  if (kind === 'audio') {
    const context = new AudioContext();
    const track = context.createMediaStreamDestination().stream.getAudioTracks()[0]!;
    track.addEventListener('ended', () => void context.close());
    return track;
  }
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  canvas.getContext('2d');
  return canvas.captureStream(0).getVideoTracks()[0]!;
}
