import { describe, expect, it } from 'vitest';
import { videoEncodings } from '../src/media/encodings.js';

const camera = { layering: 'simulcast', source: 'camera' } as const;

describe('videoEncodings', () => {
  it('sends a 720p camera in three sizes, each half as wide as the next', () => {
    const layers = videoEncodings({ ...camera, width: 1280, height: 720 });
    expect(layers.map((layer) => layer.scaleResolutionDownBy)).toEqual([4, 2, 1]);
    const bitrates = layers.map((layer) => layer.maxBitrate ?? 0);
    expect(bitrates).toEqual([...bitrates].sort((a, b) => a - b));
  });

  it.each([
    [640, 480, 2],
    [480, 640, 2],
    [320, 240, 1],
    [1920, 1080, 3],
  ])('sends %ix%i in %i sizes', (width, height, count) => {
    expect(videoEncodings({ ...camera, width, height })).toHaveLength(count);
  });

  it('keeps a shared screen at full size in every layer', () => {
    const layers = videoEncodings({ layering: 'simulcast', source: 'screen', width: 1920, height: 1080 });
    expect(layers.every((layer) => (layer.scaleResolutionDownBy ?? 1) === 1)).toBe(true);
    expect(layers[0]!.maxFramerate).toBeLessThan(10);
  });

  it.each([
    ['svc', 1280, 'L3T3_KEY'],
    ['svc', 640, 'L2T3_KEY'],
    ['svc', 320, 'L1T3'],
    ['temporal', 1280, 'L1T3'],
    ['single', 1280, undefined],
  ] as const)('%s: sends a picture %i wide in one encoding, %s', (layering, width, scalabilityMode) => {
    const [only, ...more] = videoEncodings({ layering, source: 'camera', width, height: (width * 9) / 16 });
    expect(only?.scalabilityMode).toBe(scalabilityMode);
    expect(more).toEqual([]);
  });

  it('never exceeds the bitrate asked for', () => {
    const layers = videoEncodings({ ...camera, width: 1280, height: 720, maxBitrate: 500_000 });
    expect(Math.max(...layers.map((layer) => layer.maxBitrate ?? 0))).toBe(500_000);
  });
});
