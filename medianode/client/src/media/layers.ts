import type { types } from 'mediasoup-client';

/** A spatial and temporal layer of a stream; 0 is the lowest resolution and frame rate. */
export interface Layers {
  spatial: number;
  temporal: number;
}

/** The number of layers of a stream. */
export interface LayerCount {
  spatial: number;
  temporal: number;
}

/** Parses the number of layers from a scalability mode, such as `L3T3` or `S2T1`. */
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
  // Upscaling by 25 % is not noticeable in moving pictures.
  while (layer > 0 && full / 2 ** (count - layer) >= shown * 0.75) {
    layer--;
  }
  return layer;
}
