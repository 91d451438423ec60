import type { types } from 'mediasoup-client';
import type { MediaSource } from './media-source.js';
import type { Layering } from './encodings.js';

/** Options of a stream to send. */
export interface PublishOptions {
  /** The source of the track. Default: `microphone` or `camera`, by its kind. */
  source?: MediaSource;
  /** MIME type of the codec, such as `video/VP9`. Default: the first one that the router and the browser share. */
  codec?: string;
  /**
   * Send several qualities at once. Default: `simulcast` for cameras, `single` for screens. The codec determines the method:
   * VP8 and H264 send simulcast, VP9 sends SVC, regardless of which of the two is requested; AV1 sends one size in several frame rates.
   */
  layering?: Layering;
  /** The maximum bitrate of the stream, in bits per second. Default: depends on the picture size. */
  maxBitrate?: number;
  /** Start muted. Default: false. */
  muted?: boolean;
  /**
   * Stop the track when the stream ends, or when `switchDevice` replaces it. Default: true for devices opened by the room,
   * false for a track that the application passed.
   */
  stopTrack?: boolean;
  /** Application data about the stream, visible to the other participants. */
  appData?: types.AppData;
}

/** Options of a captured device and its stream. */
export interface CaptureOptions extends PublishOptions {
  /** Constraints of the device. Defaults: 720p; speech with echo cancellation. */
  constraints?: MediaTrackConstraints;
}

/** Options of a camera and its stream. */
export interface CameraOptions extends CaptureOptions {
  /** Switch the camera (and its light) off while muted. Default: true. */
  releaseOnMute?: boolean;
}

/** Options of a shared screen. */
export interface ScreenOptions extends PublishOptions {
  /** Options passed to the browser's picker. */
  display?: DisplayMediaStreamOptions;
}
