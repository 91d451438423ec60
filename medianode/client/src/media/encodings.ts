import type { types } from 'mediasoup-client';
import type { SentLayering } from './codec-choice.js';
import type { MediaSource } from './media-source.js';

/** How a video stream is offered in several qualities. */
export type Layering = 'simulcast' | 'svc' | 'single';

interface VideoShape {
  layering: SentLayering;
  source: MediaSource;
  width: number;
  height: number;
  /** The maximum bitrate of the highest layer, in bits per second. */
  maxBitrate?: number | undefined;
}

const cameraBitratePerPixel = 1.6;

/**
 * The encodings of a video stream. A camera gets up to three layers, each half as wide as the next; small pictures get
 * fewer, since a picture of 60 pixels is of no use. A screen keeps its full size in both layers, and saves on the frame rate
 * instead, because scaled text cannot be read.
 */
export function videoEncodings({ layering, source, width, height, maxBitrate }: VideoShape): types.RtpEncodingParameters[] {
  const screen = source === 'screen';
  const top = maxBitrate ?? (screen ? 2_500_000 : cameraBitrate(width, height));
  const layers = screen || layering === 'temporal' ? 1 : spatialLayers(width, height);
  switch (layering) {
    case 'single':
      return [{ maxBitrate: top }];
    case 'simulcast':
      return screen ? screenStreams(top) : cameraStreams(top, layers);
    default:
      return [{ maxBitrate: top, scalabilityMode: layers === 1 ? 'L1T3' : `L${layers}T3_KEY` }];
  }
}

function cameraStreams(top: number, layers: number): types.RtpEncodingParameters[] {
  if (layers === 1) {
    return [{ maxBitrate: top }];
  }
  return Array.from({ length: layers }, (_, index) => {
    const scale = 2 ** (layers - 1 - index);
    return {
      scaleResolutionDownBy: scale,
      maxBitrate: Math.round(Math.max(top / scale ** 1.7, 80_000)),
      scalabilityMode: 'L1T3',
    };
  });
}

function screenStreams(top: number): types.RtpEncodingParameters[] {
  return [
    { maxBitrate: Math.round(top / 4), maxFramerate: 5, scalabilityMode: 'L1T3' },
    { maxBitrate: top, scalabilityMode: 'L1T3' },
  ];
}

function spatialLayers(width: number, height: number): number {
  const longest = Math.max(width, height);
  return longest >= 960 ? 3 : longest >= 480 ? 2 : 1;
}

function cameraBitrate(width: number, height: number): number {
  return Math.round(Math.min(Math.max(width * height * cameraBitratePerPixel, 150_000), 4_000_000));
}
