import type { ConsumerScore, EncodingScore } from '../signaling/server-events.js';

/** Quality of a stream in words; `unknown` until the node has sent a score. */
export type Quality = 'unknown' | 'lost' | 'poor' | 'fair' | 'good';

/** Puts a score of 0 to 10 into words. */
export function qualityOf(score: number | undefined): Quality {
  if (score === undefined) {
    return 'unknown';
  }
  return score >= 7 ? 'good' : score >= 4 ? 'fair' : score >= 1 ? 'poor' : 'lost';
}

/**
 * The score of a received stream: its weaker half. For the sender's half the layer that arrives is looked at, since the
 * node sends no new score when it switches layers.
 *
 * @param layer - the spatial layer that arrives; undefined for a stream without layers
 */
export function receivedScore({ score, producerScore, producerScores = [] }: ConsumerScore, layer: number | undefined): number {
  const sender = layer === undefined ? producerScore : (producerScores[layer] ?? producerScores.at(-1) ?? producerScore);
  return Math.min(score, sender);
}

/** The score of a sent stream: its best encoding, for the browser turns the others off when bandwidth is short. */
export function sentScore(scores: readonly EncodingScore[]): number | undefined {
  return scores.length ? Math.max(...scores.map(({ score }) => score)) : undefined;
}
