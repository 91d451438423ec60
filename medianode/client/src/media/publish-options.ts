import type { types } from 'mediasoup-client';
import type { MediaSource } from './media-source.js';
import type { Layering } from './encodings.js';

/** How a stream is sent. */
export interface PublishOptions {
  /** Where the track comes from. Default: `microphone` or `camera`, by its kind. */
  source?: MediaSource;
  /** MIME type of the codec, such as `video/VP9`. Default: the first one that the router and the browser share. */
  codec?: string;
  /**
   * Several qualities at once. Default: `simulcast` for cameras, `single` for screens. The codec decides on the means:
   * VP8 and H264 send simulcast, VP9 sends SVC, whichever of the two is asked for; AV1 sends one size in several frame rates.
   */
  layering?: Layering;
  /** The most that the stream may take, in bits per second. Default: by the size of the picture. */
  maxBitrate?: number;
  /** Begin muted. Default: false. */
  muted?: boolean;
  /** Stop the track when the stream ends, or another takes its place by `switchDevice`. Default: true for devices opened by the room, false for a given track. */
  stopTrack?: boolean;
  /** Anything that the others should know of the stream. */
  appData?: types.AppData;
}

/** How a device is opened and its stream sent. */
export interface CaptureOptions extends PublishOptions {
  /** Which device, and how. Defaults: 720p; speech with echo cancellation. */
  constraints?: MediaTrackConstraints;
}

/** How a camera is opened and its stream sent. */
export interface CameraOptions extends CaptureOptions {
  /** Switch the camera (and its light) off while muted. Default: true. */
  releaseOnMute?: boolean;
}

/** How a screen is shared. */
export interface ScreenOptions extends PublishOptions {
  /** Passed to the browser's picker. */
  display?: DisplayMediaStreamOptions;
}
