import { describe, expect, it } from 'vitest';
import { layerCount, layerForSize } from '../src/media/layers.js';

describe('layerCount', () => {
  it.each([
    ['L3T3', 3, 3],
    ['S2T1', 2, 1],
    ['L3T3_KEY', 3, 3],
    [undefined, 1, 1],
  ])('reads %s', (scalabilityMode, spatial, temporal) => {
    expect(layerCount({ codecs: [], encodings: [{ ...(scalabilityMode ? { scalabilityMode } : {}) }] })).toEqual({ spatial, temporal });
  });

  it('treats a stream without encodings as a single layer', () => {
    expect(layerCount({ codecs: [] })).toEqual({ spatial: 1, temporal: 1 });
  });
});

describe('layerForSize', () => {
  it.each([
    [1280, 2],
    [900, 2],
    [640, 1],
    [500, 1],
    [320, 0],
    [100, 0],
  ])('shows 1280 pixels in three layers on %i pixels with layer %i', (shown, layer) => {
    expect(layerForSize(shown, 1280, 3)).toBe(layer);
  });

  it('has no choice with one layer', () => {
    expect(layerForSize(50, 1280, 1)).toBe(0);
  });
});
