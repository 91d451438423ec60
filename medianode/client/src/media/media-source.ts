import type { types } from 'mediasoup-client';

/** Where a stream comes from. The node decides by it which grant a stream needs. */
export type MediaSource = 'microphone' | 'camera' | 'screen' | 'screenAudio';

const sources: ReadonlySet<unknown> = new Set<MediaSource>(['microphone', 'camera', 'screen', 'screenAudio']);

/** Reads the source out of a stream's `appData`; without one it follows from the kind. */
export function sourceOf(kind: types.MediaKind, appData: types.AppData | null | undefined): MediaSource {
  const source = appData?.['source'];
  return sources.has(source) ? (source as MediaSource) : kind === 'audio' ? 'microphone' : 'camera';
}
