import type { types } from 'mediasoup-client';

/** A track without a device: silence, or an empty picture. */
export interface PlaceholderTrack {
  track: MediaStreamTrack;
  /** Ends the track, and what it comes from. */
  release(): void;
}

/** A producer needs a track to start with, even when its device is released at that moment. */
export function openPlaceholder(kind: types.MediaKind): PlaceholderTrack {
  if (kind === 'video') {
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    canvas.getContext('2d');
    const track = canvas.captureStream(0).getVideoTracks()[0]!;
    return { track, release: () => track.stop() };
  }
  const context = new AudioContext();
  const track = context.createMediaStreamDestination().stream.getAudioTracks()[0]!;
  // Not on `ended`: a track that the page stops raises no event (Media Capture and Streams, MediaStreamTrack.stop).
  return {
    track,
    release: () => {
      track.stop();
      void context.close();
    },
  };
}
