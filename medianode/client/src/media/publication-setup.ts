import type { types } from 'mediasoup-client';
import type { MediaSource } from './media-source.js';
import type { Quality } from './quality.js';
import type { TrackSetup } from './sent-track.js';

/** The events of a {@link Publication}. */
export interface PublicationEvents {
  /** Muted or unmuted, here or by the node (`byServer`). */
  muted: { muted: boolean; byServer: boolean };
  /** Another track is being sent; null while a released device is muted. */
  trackChanged: MediaStreamTrack | null;
  /** The node measured how well the stream arrives there. */
  quality: Quality;
  /** The stream has ended. */
  closed: undefined;
}

/** What a publication is made of. */
export interface PublicationSetup extends TrackSetup {
  kind: types.MediaKind;
  source: MediaSource;
  appData: types.AppData;
}
