import type { types } from 'mediasoup-client';
import type { MediaSource } from './media-source.js';
import type { Quality } from './quality.js';
import type { TrackSetup } from './sent-track.js';

/** The events of a {@link Publication}. */
export interface PublicationEvents {
  /** The stream was muted or unmuted, by this client or by the node (`byServer`). */
  muted: { muted: boolean; byServer: boolean };
  /** Another track is being sent; null while a released device is muted. */
  trackChanged: MediaStreamTrack | null;
  /** The node sent a new score for the quality with which the stream arrives. */
  quality: Quality;
  /** The stream was ended. */
  closed: undefined;
}

/** The parts from which a publication is created. */
export interface PublicationSetup extends TrackSetup {
  kind: types.MediaKind;
  source: MediaSource;
  appData: types.AppData;
}
