import type { types } from 'mediasoup-client';

/** Which of a stream's layers is meant: 0 is the smallest and the slowest. */
export interface Layers {
  spatial: number;
  temporal: number;
}

/** How many layers a stream has. */
export interface LayerCount {
  spatial: number;
  temporal: number;
}

/** Reads the number of layers out of what the node offers: its scalability mode, such as `L3T3` or `S2T1`. */
export function layerCount(rtpParameters: types.RtpParameters): LayerCount {
  const mode = rtpParameters.encodings?.[0]?.scalabilityMode ?? '';
  const match = /^[LS](\d+)T(\d+)/.exec(mode);
  return { spatial: match ? Number(match[1]) : 1, temporal: match ? Number(match[2]) : 1 };
}

/**
 * The smallest spatial layer that fills a tile without looking blurred. Each layer is half as wide as the next one.
 *
 * @param shown - the longer side of the tile, in device pixels
 * @param full - the longer side of the highest layer, in pixels
 */
export function layerForSize(shown: number, full: number, count: number): number {
  let layer = count - 1;
  // A quarter of upscaling goes unnoticed in a moving picture.
  while (layer > 0 && full / 2 ** (count - layer) >= shown * 0.75) {
    layer--;
  }
  return layer;
}
