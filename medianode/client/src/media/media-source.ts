import type { types } from 'mediasoup-client';

/** The source of a stream. It determines the grant that the node requires for the stream. */
export type MediaSource = 'microphone' | 'camera' | 'screen' | 'screenAudio';

const sources: ReadonlySet<unknown> = new Set<MediaSource>(['microphone', 'camera', 'screen', 'screenAudio']);

/** Reads the source from a stream's `appData`; without one it is derived from the kind. */
export function sourceOf(kind: types.MediaKind, appData: types.AppData | null | undefined): MediaSource {
  const source = appData?.['source'];
  return sources.has(source) ? (source as MediaSource) : kind === 'audio' ? 'microphone' : 'camera';
}
