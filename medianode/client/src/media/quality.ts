import type { ConsumerScore, EncodingScore } from '../signaling/server-events.js';

/** The quality level of a stream; `unknown` until the node has sent a score. */
export type Quality = 'unknown' | 'lost' | 'poor' | 'fair' | 'good';

/** Maps a score of 0 to 10 to a quality level. */
export function qualityOf(score: number | undefined): Quality {
  if (score === undefined) {
    return 'unknown';
  }
  return score >= 7 ? 'good' : score >= 4 ? 'fair' : score >= 1 ? 'poor' : 'lost';
}

/**
 * The score of a received stream: the lower one of its two halves. The sender's half is that of the received layer, since the
 * node sends no new score when it switches layers.
 *
 * @param layer - the received spatial layer; undefined for a stream without layers
 */
export function receivedScore({ score, producerScore, producerScores = [] }: ConsumerScore, layer: number | undefined): number {
  const sender = layer === undefined ? producerScore : (producerScores[layer] ?? producerScores.at(-1) ?? producerScore);
  return Math.min(score, sender);
}

/** The score of a sent stream: its best encoding, because the browser disables the others when bandwidth is low. */
export function sentScore(scores: readonly EncodingScore[]): number | undefined {
  return scores.length ? Math.max(...scores.map(({ score }) => score)) : undefined;
}
