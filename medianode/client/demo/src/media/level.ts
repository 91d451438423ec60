/** The quietest level that the meter shows, in decibels relative to full scale. Rooms without speech are around it. */
const floor = -60;

/** The loudness of samples between -1 and 1, on a scale from 0 (silence) to 1 (full scale) that is even to the ear. */
export function loudness(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) {
    energy += sample * sample;
  }
  if (energy === 0) {
    return 0;
  }
  const decibels = 10 * Math.log10(energy / samples.length);
  return Math.min(Math.max(1 - decibels / floor, 0), 1);
}
