import type { types } from 'mediasoup-client';
import { encryptableCodecs } from '../e2ee/frame-encryption.js';
import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';
import { chooseCodec, layeringFor } from './codec-choice.js';
import { videoEncodings } from './encodings.js';
import { sourceOf } from './media-source.js';
import type { MediaSession } from './media-session.js';
import { openPlaceholder } from './placeholder-track.js';
import { Publication } from './publication.js';
import type { PublishOptions } from './publish-options.js';
import type { OpenDevice } from './sent-track.js';
import type { SessionGate } from './session-gate.js';

/** The source of a track that this client opened itself. */
export interface TrackOrigin {
  open?: OpenDevice;
  releaseOnMute?: boolean;
}

/** Callbacks for this client's own streams. */
export interface LocalMediaListener {
  published(publication: Publication): void;
  unpublished(publication: Publication): void;
}

interface Entry {
  publication: Publication;
  options: PublishOptions;
}

/** The streams that this client sends: created once, sent again over every new media session. */
export class LocalMedia {
  readonly #gate: SessionGate;
  readonly #listener: LocalMediaListener;
  readonly #entries = new Set<Entry>();

  constructor(gate: SessionGate, listener: LocalMediaListener) {
    this.#gate = gate;
    this.#listener = listener;
  }

  /** Subscribes to a node's notifications about the streams. */
  follow(channel: SignalingChannel): void {
    channel.on('producerScore', ({ producerId, score }) => this.#find(producerId)?.scored(score));
    channel.on('producerPaused', ({ producerId }) => void this.#find(producerId)?.pausedByServer().catch(() => undefined));
    channel.on('producerClosed', ({ producerId }) => this.#find(producerId)?.endedByServer());
  }

  /** All streams being sent, muted ones included. */
  get publications(): Publication[] {
    return [...this.#entries].map(({ publication }) => publication);
  }

  /**
   * Starts sending a track.
   *
   * @throws {@link SignalError} when the room does not accept it, or the track ends before it is sent
   */
  async publish(track: MediaStreamTrack, options: PublishOptions, { open, releaseOnMute = false }: TrackOrigin = {}): Promise<Publication> {
    const kind = track.kind as types.MediaKind;
    const source = options.source ?? sourceOf(kind, options.appData);
    const appData = { ...options.appData, source, ...frameSize(track) };
    const publication = new Publication(
      { kind, source, track, appData, open, releaseOnMute, ownsTrack: options.stopTrack ?? false },
      options.muted ?? false,
    );
    const entry = { publication, options };
    try {
      await this.#gate.through((session) => this.#produce(entry, session));
    } catch (error) {
      publication.endedByServer();
      throw error;
    }
    this.#entries.add(entry);
    publication.once('closed', () => {
      this.#entries.delete(entry);
      this.#listener.unpublished(publication);
    });
    this.#listener.published(publication);
    return publication;
  }

  /** The session was restored: updates the node. `atNode` are the producers that it still has. */
  resumed(channel: SignalingChannel, atNode: string[] = []): void {
    for (const producerId of atNode.filter((id) => !this.#find(id))) {
      void channel.request('closeProducer', { producerId }).catch(() => undefined);
    }
    this.publications.forEach(reconcile);
  }

  /** Sends everything over a new session. A stream that the new session rejects is ended. */
  async move(session: MediaSession): Promise<void> {
    for (const entry of [...this.#entries]) {
      try {
        await this.#produce(entry, session);
      } catch (error) {
        if (!session.usable) {
          throw error;
        }
        entry.publication.endedByServer();
      }
    }
  }

  /** A move to another node failed: moved streams return to the former session. */
  moveBack(from: SignalingChannel, to: SignalingChannel): void {
    this.publications.forEach((publication) => publication.detach(from, to));
  }

  /** Ends all streams. */
  close(): void {
    this.publications.forEach((publication) => publication.endedByServer());
  }

  async #produce({ publication, options }: Entry, session: MediaSession): Promise<void> {
    if (!session.device.canProduce(publication.kind)) {
      throw new SignalError(ErrorCode.Unsupported, `The room accepts no ${publication.kind} codec that this browser can send.`);
    }
    const transport = await session.sendTransport();
    assertOpen(publication);
    // Read only now: both may have changed while the transport was made.
    const { track: own, muted: paused } = publication;
    const placeholder = own ? undefined : openPlaceholder(publication.kind);
    const track = own ?? placeholder!.track;
    const { e2ee } = session;
    let producer: types.Producer;
    try {
      producer = await transport.inner.produce({
        track,
        stopTracks: false,
        // Passed to the `produce` request in the app data, the only part that reaches it.
        appData: { ...publication.appData, paused, ...(e2ee ? { e2ee: true } : {}) },
        ...producerShape(session.device, publication, track, e2ee ? { ...options, codec: encryptableCodecs[publication.kind] } : options),
        ...(e2ee ? { onRtpSender: (sender) => e2ee.encrypt(sender) } : {}),
      });
    } finally {
      placeholder?.release();
    }
    if (publication.closed) {
      producer.close();
      await session.channel.request('closeProducer', { producerId: producer.id }).catch(() => undefined);
    }
    assertOpen(publication);
    publication.attach(producer, paused, session.channel);
    reconcile(publication);
  }

  #find(producerId: string): Publication | undefined {
    return this.publications.find(({ id }) => id === producerId);
  }
}

function assertOpen(publication: Publication): void {
  if (publication.closed) {
    throw new SignalError(ErrorCode.InvalidState, 'The stream has ended.');
  }
}

/** Runs in the background, since it may have to open a device. A failure is repeated with the next session. */
function reconcile(publication: Publication): void {
  void publication.reconcile().catch(() => undefined);
}

type Shape = Pick<types.ProducerOptions, 'encodings' | 'codec' | 'codecOptions'>;

function producerShape(device: types.Device, publication: Publication, track: MediaStreamTrack, options: PublishOptions): Shape {
  const codec = chooseCodec(publication.kind, options.codec, device.sendRtpCapabilities);
  if (!codec) {
    throw new SignalError(ErrorCode.Unsupported, `The room or the browser does not support ${options.codec ?? publication.kind}.`);
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
